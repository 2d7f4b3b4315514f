/** A case: its subject, its steps, its history, its days; and the registration form's dates by channel. */
export const CASE_STYLE = `
.case-subject { font-size: 1.0625rem; margin: 0 0 1rem; }
.page-head .tag { font-size: .875rem; vertical-align: .2em; margin-left: .35rem; }
.step-list { list-style: none; margin: 0; padding: 0; display: grid; gap: .55rem; }
.step-list li { display: grid; gap: .1rem; }
.step-list .step-main { font-weight: 600; }
.history { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--line); }
.history li { position: relative; padding: 0 0 1rem 1.1rem; }
.history li:last-child { padding-bottom: 0; }
.history li::before { content: ""; position: absolute; left: -.45rem; top: .5rem; width: .75rem; height: .75rem; border-radius: 50%; background: var(--paper); border: 3px solid var(--brand); }
.history-head { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
.history-facts { margin: .15rem 0; display: grid; gap: .1rem; }
.history-facts div { display: grid; grid-template-columns: 7.5rem 1fr; gap: .5rem; }
.history-facts dt { color: var(--ink-soft); } .history-facts dd { margin: 0; white-space: pre-wrap; }
.history-who { color: var(--ink-soft); font-size: .875rem; margin: .1rem 0 0; }
.days { list-style: none; margin: .5rem 0 0; padding: 0; columns: 17rem; font-size: .9375rem; }
.days li { display: grid; grid-template-columns: 7rem 5rem 3rem; break-inside: avoid; color: var(--ink-soft); }
.days li.counts { color: var(--ink); font-weight: 600; }
.due-reasons { margin: 0 0 .75rem; padding-left: 1.2rem; }
summary { cursor: pointer; color: var(--brand); }
.group { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; }
.group > legend { font-size: 1.0625rem; font-weight: 700; color: var(--brand); padding: 0 0 .35rem; margin-bottom: .6rem; border-bottom: 1px solid var(--line); width: 100%; }
@supports selector(:has(*)) {
  .when-signed, .when-confirmed { display: none; }
  .form:has([name=channel][value=post]:checked) .when-signed,
  .form:has([name=channel]:is([value=post], [value=online], [value=fax]):checked) .when-confirmed,
  .field-wrong:is(.when-signed, .when-confirmed) { display: block; }
}
@media (max-width: 40rem) { .history-facts div { grid-template-columns: 1fr; gap: 0; } .days { columns: auto; } }
`;
