/** The pages of a form: which table 二 goes with it, and its results in table 三. */
import type { Form } from '#shared/glossary.ts';
import { TABLE2 as TRIAL_TABLE2 } from './form-2019.ts';
import { TABLE2, TABLE4, table3 } from './form-2021.ts';
import { fill, type LayoutTable } from './layout.ts';
import { formOfReport, type PartialReport } from './partial-report.ts';

/** Newest first. A form that changes table 二 is one more line here. */
const TABLES2 = [
  { from: 2021, table: TABLE2 },
  { from: 2019, table: TRIAL_TABLE2 },
];

/** Some offices still print （六） in one line. */
export const inOneLine = (form: Form): Form => ({ ...form, inOneLine: ['other'] });

function printedForm(report: PartialReport): Form {
  const form = formOfReport(report);
  return report.table3?.rows?.other ? inOneLine(form) : form;
}

/** The tables 二, 三 and 四 of a report in the form of its year, or in the form given. */
export function tablesOf(report: PartialReport, form: Form = printedForm(report)): LayoutTable[] {
  const { table } = TABLES2.find(({ from }) => from <= form.from) ?? { table: TRIAL_TABLE2 };
  return fill([table, table3(form), TABLE4], report);
}
