/** The screen of a hotline seat: who calls in one row, their earlier calls beside the form. */
export const SEAT_STYLE = `
.columns > .panel > .form { max-width: none; }
.caller { display: grid; gap: 0 1.25rem; align-items: end; } .caller > .button { margin-bottom: 1rem; justify-self: start; }
@media (min-width: 42rem) { .caller { grid-template-columns: 1fr 1fr auto; } }
/* with script the answer comes by itself */
@media (scripting: enabled) { .caller > .button { display: none; } }
@media (scripting: enabled) and (min-width: 42rem) { .caller { grid-template-columns: 1fr 1fr; } }
.when-answered { display: none; }
.form:has([name=ending][value=answered]:checked) .when-answered, .field-wrong.when-answered { display: block; }
.earlier { list-style: none; margin: 0; padding: 0; }
.earlier li { border-top: 1px solid var(--line); padding: .6rem 0; }
.earlier p { margin: 0 0 .25rem; overflow-wrap: anywhere; }
`;
