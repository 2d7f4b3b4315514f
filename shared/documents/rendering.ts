import type { Form } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Report } from '#shared/reporting/report.ts';

/** What every renderer is handed. */
export type Rendering = {
  readonly report: Report;
  /** The canonical bytes; of a frozen report those that were signed. */
  readonly json: string;
  /** The day the document bears. */
  readonly signedOn: PlainDate;
  /** Another form than that of the year. */
  readonly form?: Form | undefined;
};
