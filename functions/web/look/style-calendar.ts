/** A year of twelve months. */
export const CALENDAR_STYLE = `
.months { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; align-items: start; margin: 0 0 1rem; }
.month { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); table-layout: fixed; font-size: .9375rem; }
.month caption { text-align: left; font-weight: 600; padding: 0 0 .25rem; }
.month th { font-weight: 400; color: var(--ink-soft); padding: .25rem 0; border-bottom: 1px solid var(--line); }
.month td { height: 2.35rem; text-align: center; padding: .1rem 0; vertical-align: middle; }
.month .off { color: var(--ink-soft); background: var(--ground); }
.month .own { background: var(--warn-pale); color: var(--ink); font-weight: 600; }
.month td.unsettled { outline: 1px dashed var(--line-strong); outline-offset: -3px; }
.month [aria-current] time { background: var(--brand); color: #fff; border-radius: 1rem; padding: .15rem .4rem; }
.sign { font-size: .75rem; margin-left: .15rem; text-decoration: none; font-weight: 600; color: var(--bad); }
.on .sign, .legend li:nth-child(2) .sign, .legend li:nth-child(4) .sign { color: var(--brand); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 .75rem; font-size: .9375rem; }
.legend .unsettled { color: var(--ink-soft); outline: 1px dashed var(--line-strong); padding: 0 .3rem; font-weight: 400; }
.years { display: flex; flex-wrap: wrap; gap: .35rem .9rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.years [aria-current] { font-weight: 700; text-decoration: none; color: var(--ink); }
@media (max-width: 22.5rem) { .months { grid-template-columns: 1fr; } }
@media print { .months { grid-template-columns: repeat(3, 1fr); } }
`;
