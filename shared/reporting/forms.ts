/** Every form there is, newest first. A form to come is one line here and its page of data. */
import { FORM_2019 } from './form-2019.ts';
import { FORM_2021, FORM_2021_IN_ONE } from './form-2021.ts';
import { type Form, fill, type LayoutTable } from './layout.ts';
import type { PartialReport } from './partial-report.ts';

const FORMS: readonly [Form, ...Form[]] = [FORM_2021, FORM_2019];

/** The form in force for a reporting year; `previous` asks for the one before it. Years before all forms get the oldest. */
export function formOf(year: number, previous = false): Form {
  const index = FORMS.findIndex(({ from }) => from <= year);
  const found = index < 0 ? FORMS.length - 1 : index;
  return FORMS[Math.min(previous ? found + 1 : found, FORMS.length - 1)] ?? FORMS[0];
}

function printedForm(report: PartialReport): Form {
  const form = formOf(report.year ?? FORMS[0].from);
  return form === FORM_2021 && report.table3?.rows?.other ? FORM_2021_IN_ONE : form;
}

/** The tables 二, 三 and 四 of a report in the form of its year, or in the form given. */
export function tablesOf(report: PartialReport, form?: Form): LayoutTable[] {
  return fill(form ?? printedForm(report), report);
}
