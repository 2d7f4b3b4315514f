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
.chart-row table.data { margin: 0; }
.chart-table { max-height: 26rem; overflow-y: auto; }
.inline-form { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; max-width: none; } .inline-form .field { margin: 0; }
.inline-form input, .inline-form select { width: auto; min-width: 9rem; max-width: 100%; }
@media (max-width: 40rem) { .inline-form .field, .inline-form input, .inline-form select, .inline-form .button { width: 100%; max-width: none; } .chart-table { max-height: none; } }
@media print { .tabs { display: none; } .chart-row { grid-template-columns: 3fr 2fr; break-inside: avoid; } .chart-table { max-height: none; overflow: visible; } .tiles { grid-template-columns: repeat(4, 1fr); } .tiles li { break-inside: avoid; } }
`;
