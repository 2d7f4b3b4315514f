/** Which report a page is about, as its address says: the year, the office alone or with all below it, and which version. */

import { type Instant, parseInstant } from '#shared/kernel/plain-date.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import type { Role } from '#shared/store/accounts.ts';
import {
  type Choice,
  type ChosenReport,
  chosenReport,
  type ReportLedger,
  reportLedger,
} from '#shared/year/chosen-report.ts';
import { treeReport } from '#shared/year/tree-report.ts';
import type { Pages } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { FormFields } from '../frame/form-fields.ts';
import { type Ctx, officeHere, type Principal, type Web } from '../frame/web.ts';
import { versionIn, yearIn } from '../tables/asked-report.ts';

export const REPORTS = '/reports';

export type Address = {
  readonly year: number;
  readonly scope: Scope;
  readonly version?: number | 'live' | undefined;
  /** As known at this instant. */
  readonly asOf?: Instant | undefined;
};

/** Null where the year is none; what else cannot be read asks for nothing. */
function addressOf(c: Ctx): Address | null {
  const year = yearIn(c.req.param('year'));
  if (year === null) return null;
  const asOf = readInstant(c.req.query('at') ?? '');
  return {
    year,
    scope: c.req.query('scope') === 'tree' ? 'tree' : 'own',
    ...versionIn(c.req.query('version')),
    ...(asOf && { asOf }),
  };
}

/** As a form's field sends it, in the time of the office: `2026-02-10T09:00`; its whole minute counts. */
function readInstant(written: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(written)) return parseInstant(written);
  return parseInstant(`${written}:59.999+08:00`);
}

/** For the field of a form. */
export function minuteOf(instant: Instant): string {
  return instant.slice(0, 16);
}

export function hrefOf(
  { year, scope, version, asOf }: Address,
  page = '',
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    ...(scope === 'tree' && { scope }),
    ...(version !== undefined && { version: String(version) }),
    ...(asOf !== undefined && { at: asOf }),
    ...more,
  });
  return `${REPORTS}/${year}${page}${query.size === 0 ? '' : `?${query}`}`;
}

export type Asked = { readonly web: Web; readonly who: Principal; readonly address: Address };

export function ledgerOf({ house }: Web): ReportLedger {
  return reportLedger(house);
}

export function choiceOf(c: Ctx, { year, version, asOf }: Address): Choice {
  return { office: officeHere(c), year, version, asOf };
}

/** Null when there is no such version. */
export function reportAt(c: Ctx, { web, address }: Asked): Promise<ChosenReport | null> {
  const choose = address.scope === 'tree' ? treeReport : chosenReport;
  return choose(ledgerOf(web), choiceOf(c, address));
}

type Answer = Response | Promise<Response>;
export type ReportSite = {
  /** `path` follows that of the year. */
  page(path: string, roles: readonly Role[], handler: (c: Ctx, asked: Asked) => Answer): void;
  form(
    path: string,
    roles: readonly Role[],
    handler: (c: Ctx, asked: Asked, fields: FormFields) => Answer,
  ): void;
};

const YEAR_PATH = `${REPORTS}/:year`;

/** Registers the pages of one year's report: a year that is none has no page. */
export function reportSite(site: Pages, web: Web): ReportSite {
  return {
    page: (path, roles, handler) =>
      site.page(`${YEAR_PATH}${path}`, roles, (c, who) => {
        const address = addressOf(c);
        return address === null ? notFound(c) : handler(c, { web, who, address });
      }),
    form: (path, roles, handler) =>
      site.form(`${YEAR_PATH}${path}`, roles, (c, who, fields) => {
        const address = addressOf(c);
        return address === null ? notFound(c) : handler(c, { web, who, address }, fields);
      }),
  };
}
