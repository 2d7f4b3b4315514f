/** What every page is made of: its frame, forms and lists. */
export const PAGE_STYLE = `
/* Colours, type and the frame of a page. */
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; }
@media (min-width: 1800px) { html { font-size: 118.75%; } }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
  font-family: var(--face);
  font-size: 1rem; line-height: 1.65; font-variant-numeric: tabular-nums; line-break: strict; overflow-wrap: anywhere; }
h1 { font-size: var(--t-title); line-height: 1.35; margin: 0 0 .75rem; }
h2 { font-size: 1.125rem; line-height: 1.4; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; } details + h3 { margin-top: .9rem; }
p { margin: 0 0 .75rem; }
a { color: var(--brand); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { color: var(--brand-dark); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 0; box-shadow: 0 0 0 5px var(--ink); border-radius: 2px; }
main:focus { outline: none; box-shadow: none; }
code { font-family: Consolas, "Cascadia Mono", monospace; }
.skip { position: absolute; left: -999em; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
.skip:focus { left: 0; top: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.masthead { background: var(--masthead); color: var(--on-action); }
.masthead-inner { max-width: var(--width); margin: 0 auto; padding: 0 var(--edge); display: flex; gap: 0 var(--s5); align-items: center; min-height: 3.5rem; }
.brand { display: flex; gap: .7rem; align-items: center; color: inherit; text-decoration: none; min-width: 0; flex: 0 1 auto; }
.brand-office { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.brand:hover { color: inherit; }
.brand-mark { background: var(--on-action); color: var(--masthead); font-weight: 700; padding: .05rem .45rem; border-radius: var(--radius-small); letter-spacing: .12em; text-indent: .12em; white-space: nowrap; }
.brand-office { font-weight: 600; }
.groups { margin-right: auto; align-self: stretch; flex: none; }
.groups ul, .sections ul { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0; height: 100%; }
.groups a { display: flex; align-items: center; height: 100%; padding: .5rem 1.1rem; color: inherit; text-decoration: none; font-size: 1.0625rem; border-bottom: 3px solid transparent; border-top: 3px solid transparent; }
.groups a:hover { background: var(--action-dark); color: inherit; }
.groups a[aria-current] { border-bottom-color: currentColor; font-weight: 600; }
.sections { background: var(--paper); border-bottom: 1px solid var(--line); color: var(--ink); box-shadow: var(--shadow); }
.sections ul { max-width: var(--width); margin: 0 auto; padding: 0 calc(var(--edge) - .75rem); height: auto; }
.sections a { display: block; padding: .5rem .75rem; color: var(--ink); text-decoration: none; border-bottom: 3px solid transparent; }
.sections a:hover { color: var(--brand); }
.sections a[aria-current] { border-bottom-color: var(--brand); color: var(--brand); font-weight: 600; }
.person { display: flex; gap: .9rem; align-items: center; white-space: nowrap; margin-left: auto; }
.person a { color: inherit; }
.person-role { margin-left: .4rem; font-size: .8125rem; border: 1px solid currentColor; border-radius: var(--radius-small); padding: 0 .35rem; }
button.link { background: none; border: 0; padding: .25rem 0; font: inherit; color: inherit; text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
.strip { max-width: var(--width); width: 100%; margin: 0 auto; padding: .75rem var(--edge) 0; }
.strip .banner { margin: 0; padding-block: .3rem; font-size: var(--t-small); }
main { flex: 1; width: 100%; max-width: var(--width); margin: 0 auto; padding: 1.25rem var(--edge) 2.5rem; }
@media (max-width: 60rem) {
  .masthead-inner { flex-wrap: wrap; padding-top: .4rem; } .brand { flex: 1; }
  .groups { order: 3; width: calc(100% + 2 * var(--edge)); margin: 0 calc(-1 * var(--edge)); } .groups ul { display: grid; grid-template-columns: repeat(4, 1fr); } .groups a { justify-content: center; padding: .35rem 0; }
  .sections a { padding: .35rem .6rem; font-size: var(--t-mid); border-bottom-width: 2px; white-space: nowrap; } .sections ul { padding-inline: .4rem; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; } .sections a[aria-current] { scroll-initial-target: nearest; }
}
.footer { border-top: 1px solid var(--line); color: var(--ink-soft); font-size: .875rem; text-align: center; padding: .75rem 1rem; }
.footer p { margin: 0; }
.page-head { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; margin-bottom: .75rem; }
.page-head h1 { margin: 0; }
.page-head .actions, td .actions { margin: 0; }
.crumb { margin: 0 0 .25rem; font-size: .9375rem; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); padding: 1rem 1.25rem; margin: 0 0 1rem; }
.panel > :last-child { margin-bottom: 0; }
.columns { display: grid; gap: 0 1rem; align-items: start; }
@media (min-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr) 20rem; } .columns.even { grid-template-columns: 1fr 1fr; } }
.columns > * { min-width: 0; }
.message { max-width: 38rem; margin: 2rem auto; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.5rem; }
.soft { color: var(--ink-soft); }
.small { font-size: .875rem; }
.banner { display: flex; gap: .75rem; background: var(--paper); border: 1px solid var(--line); border-left: .3rem solid var(--brand); border-radius: var(--radius-small); padding: .6rem .9rem; margin: 0 0 1rem; }
.banner-kind { font-weight: 700; white-space: nowrap; color: var(--brand); }
.banner > div > :last-child { margin-bottom: 0; }
.banner-success { border-left-color: var(--good); background: var(--good-pale); } .banner-success .banner-kind { color: var(--good); }
.banner-warning { border-left-color: var(--warn); background: var(--warn-pale); } .banner-warning .banner-kind { color: var(--warn); }
.banner-error { border-left-color: var(--bad); background: var(--bad-pale); } .banner-error .banner-kind { color: var(--bad); }
.tag { display: inline-block; font-size: .8125rem; line-height: 1.5; padding: 0 .45rem; border-radius: var(--radius-small); border: 1px solid var(--line-strong); white-space: nowrap; background: var(--paper); color: var(--ink); font-weight: 400; }
.tag-good { border-color: var(--good); color: var(--good); background: var(--good-pale); }
.tag-busy { border-color: var(--brand); color: var(--brand); background: var(--brand-pale); }
.tag-bad { border-color: var(--bad); color: var(--bad); background: var(--bad-pale); }
.tag-soon { border-color: var(--amber); color: var(--warn); background: var(--warn-pale); }
.tag-off { color: var(--ink-soft); background: var(--ground); }
@media (max-width: 40rem) { .page-head .actions { width: 100%; } .page-head .actions .button { flex: 1; } h1 { font-size: 1.3rem; } main { padding-top: 1rem; } .panel { padding: .85rem .9rem; } }
/* Forms, fields, buttons and the summary of faults. */
.form { max-width: 46rem; }
.field { margin: 0 0 1.1rem; padding: 0; border: 0; min-width: 0; }
.field > label, .field > legend { display: block; font-weight: 600; margin: 0 0 .25rem; padding: 0; }
.optional { font-weight: 400; color: var(--ink-soft); }
.hint { color: var(--ink-soft); font-size: .9375rem; margin: 0 0 .3rem; }
.field-error { color: var(--bad); font-weight: 600; margin: 0 0 .3rem; }
.field-wrong { border-left: .3rem solid var(--bad); padding-left: .75rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea { width: 100%; max-width: 100%; border: 1px solid var(--line-strong); border-radius: var(--radius-small); background: var(--paper); padding: .4rem .6rem; min-height: 2.6rem; line-height: 1.5; }
input.input-short, select { max-width: 20rem; } input.input-medium { max-width: 26rem; }
textarea { resize: vertical; }
.field-wrong input, .field-wrong select, .field-wrong textarea { border-color: var(--bad); }
.radio-row { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; } .radio-row.sentences { flex-direction: column; }
.radio { display: inline-flex; align-items: center; gap: .45rem; min-height: 2.25rem; cursor: pointer; }
.radio input { width: 1.15rem; height: 1.15rem; margin: 0; accent-color: var(--brand); }
.pair { display: grid; gap: 0 1.25rem; } @media (min-width: 42rem) { .pair { grid-template-columns: 1fr 1fr; } }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.25rem 0 0; align-items: center; } .actions + :is(.panel, details) { margin-top: 1.25rem; }
.button { display: inline-block; border: 1px solid var(--action); border-radius: var(--radius-small); background: var(--action); color: var(--on-action); padding: .45rem 1.1rem; min-height: 2.6rem; line-height: 1.6; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--action-dark); color: var(--on-action); }
.button-secondary { background: var(--paper); color: var(--brand); border-color: var(--brand); } .button-secondary:hover { background: var(--brand-pale); color: var(--brand-dark); }
.button-danger { background: var(--bad); border-color: var(--bad); color: var(--paper); } .button-danger:hover { background: var(--bad-dark); color: var(--paper); }
.error-summary { border: 2px solid var(--bad); border-radius: var(--radius-small); background: var(--paper); padding: .9rem 1.1rem; margin: 0 0 1.25rem; }
.error-summary h2 { color: var(--bad); margin-bottom: .4rem; }
.error-summary ul { margin: 0; padding-left: 1.2rem; } .error-summary a { color: var(--bad); }
.search { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: .75rem 1rem; margin: 0 0 1rem; }
.search .field { margin: 0; } .search .field > label { font-weight: 400; font-size: .9375rem; }
.search input, .search select { width: auto; min-width: 9rem; max-width: 100%; }
@media (max-width: 40rem) { .search .field, .search input, .search select, .actions .button { width: 100%; max-width: none; text-align: center; } .search .field, .search input, .search select { text-align: left; } }
.record-cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 0 1.25rem; align-items: end; }
.form:has(table.data) { max-width: none; }
.form + h2 { margin-top: 2rem; }
.field.numbers > .check { display: flex; font-weight: 400; gap: .6rem; align-items: baseline; padding: .4rem 0; border-top: 1px solid var(--line); cursor: pointer; } .check input { width: 1.15rem; height: 1.15rem; flex: none; }
.choose { display: inline-flex; align-items: center; gap: .5rem; min-height: 1.75rem; } .choose input { width: 1.15rem; height: 1.15rem; flex: none; }
/* Tables of records, facts, pages of a list, and nothing to show. */
table.data { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); margin: 0 0 1rem; font-size: .9375rem; }
table.data th, table.data td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
table.data thead th { background: var(--brand-pale); color: var(--ink); font-weight: 600; white-space: nowrap; border-bottom-color: var(--line-strong); }
table.data tbody tr:hover { background: var(--raised); }
.numeric { text-align: right !important; }
@media (max-width: 40rem) {
  table.data, table.data tbody, table.data tr, table.data td, table.data tbody th { display: block; }
  table.data thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.data tr { padding: .5rem .75rem; border-bottom: 1px solid var(--line); }
  table.data td, table.data tbody th { border: 0; padding: .1rem 0; text-align: left !important; }
  table.data tbody th { font-weight: 600; }
  table.data td:empty { display: none; }
  table.data td[data-label]::before { content: attr(data-label) "："; color: var(--ink-soft); }
}
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .6rem 1.25rem; margin: 0 0 1rem; }
.facts dt { color: var(--ink-soft); font-size: .875rem; } .facts dd { margin: 0; white-space: pre-wrap; }
.headings div { margin: 0 0 .6rem; } .headings dt { font-weight: 600; } .headings dt a { font-weight: 400; margin-left: .5rem; } .headings dd { margin: 0; }
.pager { display: flex; gap: 1.25rem; justify-content: center; margin: 0 0 1rem; }
.empty { background: var(--paper); border: 1px dashed var(--line-strong); border-radius: var(--radius); padding: 1.5rem; text-align: center; color: var(--ink-soft); margin: 0 0 1rem; }
.empty-title { font-weight: 600; color: var(--ink); } .empty p:last-child { margin: 0; }
`;

/** On paper: whose it is, what it is, of which day and which page; nothing that can only be clicked. Last of all styles. */
export const PRINT_STYLE = `
.on-paper { display: none; }
@media print {
  @page { size: A4; margin: 16mm 16mm 18mm 18mm; @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 8.5pt; } }
  html { font-size: 10.5pt; } body { background: var(--paper); display: block; min-height: 0; }
  .masthead, .strip, .skip, .pager, .actions, .field, form:not(:has(table.data)), input, button, .steps, .years, .footer, .crumb, .page-head .button, .no-print { display: none; }
  .on-paper { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line-strong); padding: 0 0 2mm; margin: 0 0 4mm; font-size: 9pt; } .on-paper > :not(:nth-child(2)) { flex: none; white-space: nowrap; }
  main { max-width: none; padding: 0; } .case, .columns { display: block; }
  .panel, .stages, .deadline { box-shadow: none; } .panel { border: 0; padding: 0; margin-bottom: 4mm; } .panel > h2 { break-after: avoid; border-bottom: 1px solid var(--line); }
  .chart-small img { max-width: 9cm; } .history li, table.data tr { break-inside: avoid; } table.data { font-size: 8pt; } table.data :is(th, td) { white-space: normal; min-width: 4.8em; } table.data thead { display: table-header-group; } table.data th, table.data td { padding: .12rem .25rem; }
  .banner, .deadline, .stages, .tiles li { break-inside: avoid; } a { color: inherit; text-decoration: none; } details:not([open]) { display: none; }
  .stages li::before, progress, .tag, .banner { print-color-adjust: exact; }
}
`;
