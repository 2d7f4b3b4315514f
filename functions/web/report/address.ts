/** Which report a page is about, as its address says: the year, the office alone or with all below it, and which version. */
import { type Instant, parseInstant } from '#shared/kernel/plain-date.ts';
import type { Scope } from '#shared/reporting/year-events.ts';
import {
  type Choice,
  type ChosenReport,
  chosenReport,
  liveOf,
  type ReportLedger,
} from '#shared/year/chosen-report.ts';
import { treeReport } from '#shared/year/tree-report.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';

export const REPORTS = '/reports';

export type Address = {
  readonly year: number;
  readonly scope: Scope;
  readonly version?: number | 'live' | undefined;
  /** As known at this instant. */
  readonly asOf?: Instant | undefined;
};

/** Null where the year is none; what else cannot be read asks for nothing. */
export function addressOf(c: Ctx): Address | null {
  const year = c.req.param('year') ?? '';
  if (!/^(?:19|2\d)\d\d$/.test(year)) return null;
  const version = c.req.query('version') ?? '';
  const asOf = readInstant(c.req.query('at') ?? '');
  return {
    year: Number(year),
    scope: c.req.query('scope') === 'tree' ? 'tree' : 'own',
    ...(version === 'live'
      ? { version }
      : /^[1-9]\d{0,3}$/.test(version)
        ? { version: Number(version) }
        : {}),
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
  return { log: house.log, live: liveOf(house) };
}

export function choiceOf(c: Ctx, { year, version, asOf }: Address): Choice {
  const { id, name } = c.var.office;
  return { office: { id, name }, year, version, asOf };
}

/** Null when there is no such version. */
export function reportAt(c: Ctx, { web, address }: Asked): Promise<ChosenReport | null> {
  const choose = address.scope === 'tree' ? treeReport : chosenReport;
  return choose(ledgerOf(web), choiceOf(c, address));
}
