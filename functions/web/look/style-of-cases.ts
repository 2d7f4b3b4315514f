/** A case: what it is about, what is left of its time, its way, what may be done, its history and its days. */
export const CASE_STYLE = `
.case-subject { font-size: 1.0625rem; margin: 0 0 1rem; }
.page-head .tag, .case-number .tag { font-size: var(--t-small); vertical-align: .1em; margin-left: .35rem; }
.case-head { display: flex; flex-wrap: wrap; gap: var(--s3) var(--s5); justify-content: space-between; align-items: flex-start; margin: 0 0 1rem; }
.case-head > div { flex: 1 1 24rem; min-width: 0; }
.case-head h1 { margin: 0 0 .25rem; } .case-number { margin: 0; font-variant-numeric: tabular-nums; }
.deadline { flex: 0 0 20rem; max-width: 100%; background: var(--paper); border: 1px solid var(--line); border-left: .3rem solid var(--brand); border-radius: var(--radius); box-shadow: var(--shadow); padding: .6rem 1rem .7rem; }
.deadline p { margin: 0; } .deadline-left { font-size: 1.25rem; font-weight: 700; line-height: 1.4; color: var(--brand); }
.deadline-soon { border-left-color: var(--amber); background: var(--warn-pale); } .deadline-soon .deadline-left { color: var(--warn); }
.deadline-late { border-left-color: var(--bad); background: var(--bad-pale); } .deadline-late .deadline-left { color: var(--bad); }
.deadline-bar { display: flex; align-items: center; gap: .6rem; white-space: nowrap; } .deadline .soft { color: inherit; }
progress { appearance: none; flex: 1; width: 100%; height: .5rem; border: 0; border-radius: var(--radius); background: var(--line); color: var(--brand); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--brand); } progress::-moz-progress-bar { background: var(--brand); }
.deadline-soon progress::-webkit-progress-value { background: var(--amber); } .deadline-soon progress::-moz-progress-bar { background: var(--amber); }
.deadline-late progress::-webkit-progress-value { background: var(--bad); } .deadline-late progress::-moz-progress-bar { background: var(--bad); }
.stages { display: flex; list-style: none; margin: 0 0 1rem; padding: .75rem .5rem .6rem; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); counter-reset: stage; }
.stages li { flex: 1; position: relative; text-align: center; padding: 1.9rem .25rem 0; color: var(--ink-soft); counter-increment: stage; line-height: 1.4; }
.stages li::before { content: counter(stage); position: absolute; z-index: 1; top: 0; left: calc(50% - .8rem); width: 1.6rem; height: 1.6rem; border-radius: 50%; border: 2px solid var(--line-strong); background: var(--paper); font-size: var(--t-small); line-height: calc(1.6rem - 4px); }
.stages li + li::after { content: ""; position: absolute; top: calc(.8rem - 1px); right: calc(50% + 1.1rem); width: calc(100% - 2.2rem); border-top: 2px solid var(--line); }
.stages .stage-done { color: var(--ink); } .stages .stage-done::before { content: "✓"; border-color: var(--brand); background: var(--brand); color: var(--paper); font-weight: 700; }
.stages .stage-done::after, .stages [aria-current]::after { border-top-color: var(--brand) !important; }
.stages [aria-current] { color: var(--brand); font-weight: 700; } .stages [aria-current]::before { border-color: var(--brand); color: var(--brand); }
.stage-name { display: block; } .stage-day { display: block; font-size: var(--t-small); color: var(--ink-soft); font-weight: 400; }
.case { display: grid; gap: 0 1rem; align-items: start; } .case > * { min-width: 0; }
@media (min-width: 60rem) { .case { grid-template: auto 1fr / minmax(0, 1fr) 20rem; } .case-main { grid-area: 1 / 1 / 3 / 2; } .case .steps { grid-area: 1 / 2; } .case-beside { grid-area: 2 / 2; } }
.step-list { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; }
.step-list li { display: grid; gap: .1rem; justify-items: start; } .step-list .step-main { font-weight: 600; }
.step-list .button { justify-self: stretch; text-align: center; font-weight: 600; margin-bottom: .2rem; }
.panel > details { margin-top: .75rem; } .panel > details:first-child { margin-top: 0; } details > .step-list { margin: .5rem 0 .25rem 1.1rem; gap: .4rem; }
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
@media (max-width: 40rem) { .history-facts div { grid-template-columns: 1fr; gap: 0; } .days { columns: auto; } .deadline { flex-basis: 100%; } .stages { padding-inline: 0; } .stage-name, .stage-day { font-size: .8125rem; } .stage-year { display: none; } .case-head > div { flex-basis: 100%; } }
/* What is attached: where files may be dropped, and the camera where there is one. */
.dropping { outline: 2px dashed var(--brand); outline-offset: -2px; background: var(--brand-pale); }
.camera { display: none; }
@media (pointer: coarse) { .camera { display: block; } }
.attach { display: grid; gap: var(--s3); align-items: start; }
@media (min-width: 48rem) { .attach { grid-template-columns: 12rem 1fr; } }
.attached td, .attached th { overflow-wrap: anywhere; }
/* The screen of a hotline seat: who calls in one row, their earlier calls beside the form. */
.columns > .panel > .form { max-width: none; }
.caller { display: grid; gap: 0 1.25rem; align-items: end; } .caller > .button { margin-bottom: 1rem; justify-self: start; }
@media (min-width: 42rem) { .caller { grid-template-columns: 1fr 1fr auto; } }
/* with script the answer comes by itself */
@media (scripting: enabled) { .caller > .button { display: none; } }
@media (scripting: enabled) and (min-width: 42rem) { .caller { grid-template-columns: 1fr 1fr; } }
.seek { padding-bottom: var(--s2); } .seek .form { max-width: none; }
.seek .earlier { columns: 24rem; column-gap: var(--s5); } .seek .earlier li { break-inside: avoid; }
.seek-fields { display: grid; gap: 0 1.25rem; align-items: end; } .seek-fields > .button { margin-bottom: 1rem; justify-self: start; }
@media (min-width: 42rem) { .seek-fields { grid-template-columns: auto auto 1fr auto; } .seek-fields .input-long { max-width: none; } }
@media (scripting: enabled) { .seek-fields > .button { display: none; } }
/* on a telephone the words alone, until somebody turns to them */
@media (max-width: 42rem) { .seek:not(:focus-within) .field:not(:has([name=words])) { display: none; } }
.when-answered { display: none; }
.form:has([name=ending][value=answered]:checked) .when-answered, .field-wrong.when-answered { display: block; }
.earlier { list-style: none; margin: 0; padding: 0; }
.earlier li { border-top: 1px solid var(--line); padding: .6rem 0; }
.earlier p { margin: 0 0 .25rem; overflow-wrap: anywhere; }
`;
