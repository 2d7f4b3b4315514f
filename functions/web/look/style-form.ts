/** Forms, fields, buttons and the summary of faults. */
export const FORM_STYLE = `
.form { max-width: 46rem; }
.field { margin: 0 0 1.1rem; padding: 0; border: 0; min-width: 0; }
.field > label, .field > legend { display: block; font-weight: 600; margin: 0 0 .25rem; padding: 0; }
.optional { font-weight: 400; color: var(--ink-soft); }
.hint { color: var(--ink-soft); font-size: .9375rem; margin: 0 0 .3rem; }
.field-error { color: var(--bad); font-weight: 600; margin: 0 0 .3rem; }
.field-wrong { border-left: .3rem solid var(--bad); padding-left: .75rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea { width: 100%; max-width: 100%; border: 1px solid var(--line-strong); border-radius: 4px; background: var(--paper); padding: .4rem .6rem; min-height: 2.6rem; line-height: 1.5; }
input.input-short, select { max-width: 20rem; } input.input-medium { max-width: 26rem; }
textarea { resize: vertical; }
.field-wrong input, .field-wrong select, .field-wrong textarea { border-color: var(--bad); }
.radio-row { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; }
.radio { display: inline-flex; align-items: center; gap: .45rem; min-height: 2.25rem; cursor: pointer; }
.radio input { width: 1.15rem; height: 1.15rem; margin: 0; accent-color: var(--brand); }
.pair { display: grid; gap: 0 1.25rem; } @media (min-width: 42rem) { .pair { grid-template-columns: 1fr 1fr; } }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.25rem 0 0; align-items: center; }
.button { display: inline-block; border: 1px solid var(--brand); border-radius: 4px; background: var(--brand); color: #fff; padding: .45rem 1.1rem; min-height: 2.6rem; line-height: 1.6; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--brand-dark); color: #fff; }
.button-secondary { background: var(--paper); color: var(--brand); } .button-secondary:hover { background: var(--brand-pale); color: var(--brand-dark); }
.button-danger { background: var(--bad); border-color: var(--bad); } .button-danger:hover { background: #7f1812; }
.error-summary { border: 2px solid var(--bad); border-radius: 4px; background: var(--paper); padding: .9rem 1.1rem; margin: 0 0 1.25rem; }
.error-summary h2 { color: var(--bad); margin-bottom: .4rem; }
.error-summary ul { margin: 0; padding-left: 1.2rem; } .error-summary a { color: var(--bad); }
.search { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: 0 0 1rem; }
.search .field { margin: 0; } .search .field > label { font-weight: 400; font-size: .9375rem; }
.search input, .search select { width: auto; min-width: 9rem; max-width: 100%; }
@media (max-width: 40rem) { .search .field, .search input, .search select, .actions .button { width: 100%; max-width: none; text-align: center; } .search .field, .search input, .search select { text-align: left; } }
.record-cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 0 1.25rem; align-items: end; }
.form:has(table.data) { max-width: none; }
.form + h2 { margin-top: 2rem; }
.field.numbers > .check { display: flex; font-weight: 400; gap: .6rem; align-items: baseline; padding: .4rem 0; border-top: 1px solid var(--line); cursor: pointer; } .check input { width: 1.15rem; height: 1.15rem; flex: none; }
.choose { display: inline-flex; align-items: center; gap: .5rem; min-height: 1.75rem; } .choose input { width: 1.15rem; height: 1.15rem; flex: none; }
`;
