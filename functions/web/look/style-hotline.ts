/** The hotline: a call on one screen, boards, charts with the table beside them. */
export const HOTLINE_STYLE = `
.tabs ul { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; padding: 0; margin: 0 0 1rem; }
.tabs a { display: block; padding: .2rem .8rem; border: 1px solid var(--line-strong); border-radius: 3px; background: var(--paper); text-decoration: none; }
.tabs a[aria-current] { background: var(--brand); border-color: var(--brand); color: #fff; font-weight: 600; }
.triple { display: grid; gap: 0 1.25rem; } @media (min-width: 42rem) { .triple { grid-template-columns: 1fr 1fr 1fr; } }
@supports selector(:has(*)) {
  .when-dispatched { display: none; }
  .form:has([name=ending][value=dispatched]:checked) .when-dispatched, .field-wrong.when-dispatched { display: block; }
}
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; list-style: none; padding: 0; margin: 0 0 1rem; }
.tiles li { background: var(--paper); border: 1px solid var(--line); border-top: .25rem solid var(--brand); border-radius: 4px; padding: .6rem .9rem; }
.tiles li.tile-bad { border-top-color: var(--bad); } .tiles li.tile-warn { border-top-color: var(--warn); }
.tiles .tile-figure { display: block; font-size: 1.75rem; line-height: 1.3; font-weight: 700; }
.tiles .tile-name { display: block; } .tiles .tile-note { display: block; color: var(--ink-soft); font-size: .875rem; }
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
  .chart-table table.data { display: table; } .chart-table table.data tbody { display: table-row-group; } .chart-table table.data tr { display: table-row; }
  .chart-table table.data thead { position: static; width: auto; height: auto; clip-path: none; display: table-header-group; }
  .chart-table table.data td, .chart-table table.data tbody th { display: table-cell; padding: .4rem .5rem; border-bottom: 1px solid var(--line); } .chart-table table.data thead th { padding: .4rem .5rem; }
  .chart-table table.data td[data-label]::before { content: none; } .chart-table table.data .numeric { text-align: right !important; }
}
@media print { .tabs { display: none; } .search, .nth { display: none; } .panel:has(.chart-row) { break-inside: auto; } .chart-row { display: block; } .chart-row figure { break-inside: avoid; max-width: 17cm; margin: 0 0 .5rem; } .chart-row table.data th, .chart-row table.data td, .chart-table table.data th, .chart-table table.data td { padding: .12rem .5rem; font-size: 9pt; } .chart-row table.data tr { break-inside: avoid; } .chart-table { max-height: none; overflow: visible; } .panel > h2 { break-after: avoid; } .tiles { grid-template-columns: repeat(5, 1fr); } .tiles li { break-inside: avoid; } }
`;
