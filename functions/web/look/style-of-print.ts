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
  .chart-small img { max-width: 9cm; } .history li, table.data tr { break-inside: avoid; } table.data { font-size: 8pt; } table.data :is(th, td) { white-space: normal; min-width: 3.2em; } table.data thead { display: table-header-group; } table.data th, table.data td { padding: .12rem .25rem; }
  .banner, .deadline, .stages, .tiles li { break-inside: avoid; } a { color: inherit; text-decoration: none; } details:not([open]) { display: none; }
  .stages li::before, progress, .tag, .banner { print-color-adjust: exact; }
}
`;
