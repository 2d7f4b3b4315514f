/** The statutory tables, ruled as printed; years, and the moment the figures are of. */
export const TABLE_STYLE = `
.statutory { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
.scroll { overflow-x: auto; max-width: 100%; }
.form-table { border-collapse: collapse; width: 100%; min-width: 46rem; background: var(--paper); font-size: .9375rem; line-height: 1.4; }
.form-table2 { min-width: 24rem; }
.form-table th, .form-table td { border: 1px solid #333; padding: .3rem .45rem; font-weight: 400; text-align: center; }
.form-table3 th[colspan="2"], .form-table3 th[colspan="3"] { text-align: left; }
.form-table td a { display: block; margin: -.3rem -.45rem; padding: .3rem .45rem; font-weight: 600; }
.form-table td a:hover { background: var(--brand-pale); }
.years ul { list-style: none; padding: 0; margin: 0 0 .75rem; display: flex; flex-wrap: wrap; gap: .35rem; }
.years a { display: block; padding: .15rem .7rem; border: 1px solid var(--line-strong); border-radius: 3px; background: var(--paper); text-decoration: none; }
.years a[aria-current] { background: var(--brand); border-color: var(--brand); color: #fff; font-weight: 600; }
@media print { .statutory { border: 0; padding: 0; } .scroll { overflow: visible; } .form-table { min-width: 0; font-size: 8.5pt; } .years, .moment form { display: none; } }
`;
