/** Topics with a look of their own; a new one adds a part here. */
export const TOPIC_STYLE = `
/* The registration form: its groups, and dates by channel. */
.group { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; }
.group > legend { font-size: 1.0625rem; font-weight: 700; color: var(--brand); padding: 0 0 .35rem; margin-bottom: .6rem; border-bottom: 1px solid var(--line); width: 100%; }
@supports selector(:has(*)) {
  .when-signed, .when-confirmed { display: none; }
  .form:has([name=channel][value=post]:checked) .when-signed,
  .form:has([name=channel]:is([value=post], [value=online], [value=fax]):checked) .when-confirmed,
  .field-wrong:is(.when-signed, .when-confirmed) { display: block; }
}
/* Signing in, and what one shows besides the password. */
.sign-in-ways { display: grid; gap: .75rem; justify-items: start; margin: 1.25rem 0; }
.sign-in details, .factors details, .qr { margin: 0 0 1rem; }
.qr { display: block; width: 13rem; height: 13rem; background: var(--paper); fill: var(--ink); border: 1px solid var(--line); }
.codes { columns: 14rem 2; padding-left: 2rem; }
.codes li { margin: 0 0 .5rem; break-inside: avoid; }
/* A year of twelve months. */
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; align-items: start; margin: 0 0 1rem; }
.month { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); table-layout: fixed; font-size: .9375rem; }
.month caption { text-align: left; font-weight: 600; padding: 0 0 .25rem; }
.month th { font-weight: 400; color: var(--ink-soft); padding: .25rem 0; border-bottom: 1px solid var(--line); }
.month td { height: 2.35rem; text-align: center; padding: .1rem 0; vertical-align: middle; }
.month .off { color: var(--ink-soft); background: var(--ground); }
.month .own { background: var(--warn-pale); color: var(--ink); font-weight: 600; }
.month td.unsettled { outline: 1px dashed var(--line-strong); outline-offset: -3px; }
.month [aria-current] time { background: var(--action); color: var(--on-action); border-radius: 1rem; padding: .15rem .4rem; }
.sign { font-size: .75rem; margin-left: .15rem; text-decoration: none; font-weight: 600; color: var(--bad); }
.on .sign, .legend li:nth-child(2) .sign, .legend li:nth-child(4) .sign { color: var(--brand); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 .75rem; font-size: .9375rem; }
.legend .unsettled { color: var(--ink-soft); outline: 1px dashed var(--line-strong); padding: 0 .3rem; font-weight: 400; }
.years { display: flex; flex-wrap: wrap; gap: .35rem .9rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.years [aria-current] { font-weight: 700; text-decoration: none; color: var(--ink); }
@media (max-width: 22.5rem) { .months { grid-template-columns: 1fr; } }
@media print { .months { grid-template-columns: repeat(3, 1fr); } }
/* The statutory tables, ruled as printed; years, and the moment the figures are of. */
.statutory { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem 1.25rem; margin: 0 0 1rem; }
.scroll { overflow-x: auto; max-width: 100%; }
.form-table { border-collapse: collapse; width: 100%; min-width: 46rem; background: var(--paper); font-size: .9375rem; line-height: 1.4; }
.form-table2 { min-width: 24rem; }
.form-table th, .form-table td { border: 1px solid var(--rule); padding: .3rem .45rem; font-weight: 400; text-align: center; }
.form-table3 th[colspan="2"], .form-table3 th[colspan="3"] { text-align: left; }
.form-table td a { display: block; margin: -.3rem -.45rem; padding: .3rem .45rem; font-weight: 600; }
.form-table td a:hover { background: var(--brand-pale); }
.years ul { list-style: none; padding: 0; margin: 0 0 .75rem; display: flex; flex-wrap: wrap; gap: .35rem; }
.years a { display: block; padding: .15rem .7rem; border: 1px solid var(--line-strong); border-radius: var(--radius-small); background: var(--paper); text-decoration: none; }
.years a[aria-current] { background: var(--action); border-color: var(--action); color: var(--on-action); font-weight: 600; }
@media print { .statutory { border: 0; padding: 0; } .scroll { overflow: visible; } .form-table { min-width: 0; font-size: 8.5pt; } .years, .moment form { display: none; } }
/* The report as it will be printed, its paragraphs in the making, and versions beside each other. */
.sheet { background: var(--paper); border: 1px solid var(--line); padding: 2.5rem 3rem; margin: 0 0 1rem; font-family: "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: 1.0625rem; line-height: 1.85; color: var(--ink); }
.sheet h2 { text-align: center; font-size: 1.5rem; font-weight: 400; line-height: 1.45; margin: 0 0 1rem; }
.sheet h3 { font-family: "黑体", "SimHei", "Heiti SC", "Noto Sans SC", "Noto Sans S Chinese", sans-serif; font-size: 1.125rem; font-weight: 400; text-indent: 2em; margin: 1.4rem 0 .5rem; }
.sheet h4 { font-family: "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "Noto Serif SC", serif; font-size: 1.0625rem; font-weight: 400; text-indent: 2em; margin: .5rem 0 0; }
.sheet p { text-indent: 2em; margin: 0; text-align: justify; }
.sheet .state, .sheet .signature { text-indent: 0; } .sheet .state { text-align: center; color: var(--ink-soft); margin-bottom: 1rem; }
.sheet .signature { text-align: right; margin: 2rem 2em 0 0; }
.sheet figure { margin: 1rem 0; text-align: center; } .sheet figure img { max-width: 100%; height: auto; } .sheet figcaption { font-size: .9375rem; }
.sheet .scroll { margin: .4rem 0 1rem; }
.sheet .form-table { font-family: "宋体", "SimSun", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: .875rem; color: var(--ink); }
.sheet .form-table td a { color: inherit; font-weight: 400; text-decoration: none; } .sheet .form-table td a:hover { text-decoration: underline; }
.prose { white-space: pre-wrap; } .prose mark { background: var(--brand-pale); color: var(--ink); border-bottom: 1px solid var(--brand); padding: 0 .1rem; }
.prose mark.unknown { background: var(--bad-pale); border-bottom-color: var(--bad); color: var(--bad); }
textarea.tall { min-height: 22rem; }
.insertions { columns: 22rem; list-style: none; margin: 0; padding: 0; font-size: .9375rem; }
.insertions li { break-inside: avoid; padding: .15rem 0; } .insertions code { background: var(--ground); padding: 0 .25rem; }
.insertions .value { color: var(--ink-soft); }
.section-list { list-style: none; margin: 0; padding: 0; }
.section-list li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; gap: .2rem; }
.section-list li:last-child { border-bottom: 0; padding-bottom: 0; } .section-list li:first-child { padding-top: 0; }
.section-list .section-head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.plain-list { margin: 0; padding: 0; list-style: none; } .plain-list li { padding: .3rem 0; }
.formats { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin: 0; padding: 0; list-style: none; }
code.digest { font-size: .8125rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .sheet { padding: 1.25rem 1rem; } .insertions { columns: auto; } }
@media print { .sheet { border: 0; padding: 0; }  .sheet .form-table { font-size: 8.5pt; } .sheet h3, .sheet h4 { break-after: avoid; } .form-table, .sheet figure { break-inside: avoid; } .no-print { display: none; } }
/* The hotline: a call on one screen, boards, charts with the table beside them. */
.tabs ul { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; padding: 0; margin: 0 0 1rem; }
.tabs a { display: block; padding: .2rem .8rem; border: 1px solid var(--line-strong); border-radius: var(--radius-small); background: var(--paper); text-decoration: none; }
.tabs a[aria-current] { background: var(--action); border-color: var(--action); color: var(--on-action); font-weight: 600; }
.triple { display: grid; gap: 0 1.25rem; } @media (min-width: 42rem) { .triple { grid-template-columns: 1fr 1fr 1fr; } }
@supports selector(:has(*)) {
  .when-dispatched { display: none; }
  .form:has([name=ending][value=dispatched]:checked) .when-dispatched, .field-wrong.when-dispatched { display: block; }
}
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.tiles li { position: relative; background: var(--paper); border: 1px solid var(--line); border-top: .25rem solid var(--brand); border-radius: var(--radius-small); box-shadow: var(--shadow); padding: .6rem .9rem; }
.tiles li.tile-bad { border-top-color: var(--bad); } .tiles li.tile-warn { border-top-color: var(--amber); }
.tiles .tile-figure { display: block; font-size: var(--t-figure); line-height: 1.3; font-weight: 700; }
.tile-bad .tile-figure { color: var(--bad); } .tile-warn .tile-figure { color: var(--warn); }
.tiles .tile-name { display: block; } .tiles .tile-note { display: block; color: var(--ink-soft); font-size: var(--t-small); }
.counts { grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); } .counts .tile-name { text-decoration: none; color: var(--ink-soft); } .counts .tile-name::after { content: ""; position: absolute; inset: 0; }
.counts li:hover { box-shadow: var(--shadow-raised); } .counts li:hover .tile-name { color: var(--brand); text-decoration: underline; }
.countdown { font-size: var(--t-mid); } .countdown strong { font-size: var(--t-figure); line-height: 1.2; } .countdown .small { display: block; font-weight: 400; }
.columns.home .page-head { margin-bottom: .4rem; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 32rem), 1fr)); } .charts .panel { margin: 0; }
.chart-panel figure { margin: 0; } .chart-panel img { width: 100%; height: auto; display: block; } .chart-panel h2, .chart-small h2 { font-size: 1rem; margin-bottom: .5rem; } .chart-small img { width: 100%; height: auto; display: block; }
.late { color: var(--bad); font-weight: 700; } .soon { color: var(--warn); font-weight: 700; }
.chart-row { display: grid; gap: 1rem; align-items: start; } @media (min-width: 60rem) { .chart-row { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
.chart-row figure { margin: 0; } .chart-row img { width: 100%; height: auto; display: block; }
.chart-row table.data { margin: 0; } .chart-row figcaption { margin-top: .25rem; } table.data .numeric { white-space: nowrap; }
@media (min-width: 40.01rem) { table.data tbody th { min-width: 8.5rem; } }
.chart-table { max-height: 26rem; overflow-y: auto; }
.inline-form { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; max-width: none; } .inline-form .field { margin: 0; }
.inline-form input, .inline-form select { width: auto; min-width: 9rem; max-width: 100%; }
@media (max-width: 40rem) { .inline-form .field, .inline-form input, .inline-form select, .inline-form .button { width: 100%; max-width: none; }}
@media (max-width: 40rem) {
  .chart-table table.data:not(:has(td:nth-child(5))) { display: table; } .chart-table table.data:not(:has(td:nth-child(5))) tbody { display: table-row-group; } .chart-table table.data:not(:has(td:nth-child(5))) tr { display: table-row; }
  .chart-table table.data:not(:has(td:nth-child(5))) thead { position: static; width: auto; height: auto; clip-path: none; display: table-header-group; }
  .chart-table table.data:not(:has(td:nth-child(5))) td, .chart-table table.data:not(:has(td:nth-child(5))) tbody th { display: table-cell; padding: .4rem .5rem; border-bottom: 1px solid var(--line); } .chart-table table.data:not(:has(td:nth-child(5))) thead th { padding: .4rem .5rem; }
  .chart-table table.data:not(:has(td:nth-child(5))) td[data-label]::before { content: none; } .chart-table table.data:not(:has(td:nth-child(5))) .numeric { text-align: right !important; }
}
.draft-line { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 0; font-size: .875rem; color: var(--ink-soft); }
.picked { display: inline-flex; gap: .4rem; align-items: stretch; width: 100%; }
.picked .picker.picker { width: 2.6rem; min-width: 0; flex: none; padding: .4rem; color: transparent; } .search .picked, .inline-form .picked, .seek-fields .picked { width: auto; } :is(.search, .inline-form, .seek-fields) :not(.picked) > input[data-picks] { margin-right: 3rem; } .picker::-webkit-datetime-edit { display: none; }
@media print { .search, .nth { display: none; } .panel:has(.chart-row) { break-inside: auto; } .chart-row { display: block; } .chart-row figure { break-inside: avoid; max-width: 17cm; margin: 0 0 .5rem; } .chart-row table.data th, .chart-row table.data td, .chart-table table.data th, .chart-table table.data td { padding: .12rem .5rem; font-size: 9pt; } .chart-row table.data tr { break-inside: avoid; } .chart-table { max-height: none; overflow: visible; } .panel > h2 { break-after: avoid; } .tiles { grid-template-columns: repeat(5, 1fr); } .tiles li { break-inside: avoid; } }
.shell { overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: 4px; padding: .6rem .8rem; margin: 0 0 1rem; font-size: .875rem; line-height: 1.5; }
.endpoint { border-top: 1px solid var(--line); padding-top: .9rem; } .endpoint h3 code { overflow-wrap: anywhere; }
`;
