/** Tables of records, facts, pages of a list, and nothing to show. */
export const LIST_STYLE = `
table.data { border-collapse: collapse; width: 100%; background: var(--paper); border: 1px solid var(--line); margin: 0 0 1rem; font-size: .9375rem; }
table.data th, table.data td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
table.data thead th { background: var(--brand-pale); color: var(--ink); font-weight: 600; white-space: nowrap; border-bottom-color: var(--line-strong); }
table.data tbody tr:hover { background: #f9fbfd; }
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
.empty { background: var(--paper); border: 1px dashed var(--line-strong); border-radius: 6px; padding: 1.5rem; text-align: center; color: var(--ink-soft); margin: 0 0 1rem; }
.empty-title { font-weight: 600; color: var(--ink); } .empty p:last-child { margin: 0; }
`;
