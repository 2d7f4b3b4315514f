/** What an address asks of the audit stream. What cannot be read narrows nothing. */
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { endOfDate, type PlainDate, parsePlainDate, startOfDate } from '#shared/kernel/plain-date.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { AuditAsked, AuditSubject } from '#shared/store/audit-log.ts';
import type { Ctx } from '../frame/web.ts';
import { readDate } from '../look/typed-date.ts';
import { actName, kindText } from './words.ts';

export const AUDIT = '/audit';
export const SUBJECT_KINDS = [...RECORD_KINDS, 'account', 'token'] as const;
const FIELDS = ['who', 'what', 'kind', 'number', 'from', 'since', 'until'] as const;
/** As long as a name, a number or an address can be. */
const LONGEST = 100;

type StreamAsked = {
  /** As typed, by field. */
  readonly values: Readonly<Record<string, string>>;
  readonly asked: Omit<AuditAsked, 'office'>;
  readonly query: URLSearchParams;
  /** The same in words. */
  readonly said: readonly string[];
};

export function streamAsked(c: Ctx, today: PlainDate): StreamAsked {
  const values = Object.fromEntries(
    FIELDS.map((name) => [name, (c.req.query(name) ?? '').trim().slice(0, LONGEST)]),
  );
  const day = (name: string): PlainDate | null => parsePlainDate(readDate(values[name] ?? '', today));
  const [since, until] = [day('since'), day('until')];
  const on = subjectIn(values);
  const what = keysOf(AUDIT_LABELS).find((one) => one === values.what);
  const [who, from] = [values.who || undefined, values.from || undefined];
  return {
    values,
    asked: {
      ...{ who, on, what, from },
      ...(since && { since: startOfDate(since) }),
      ...(until && { until: endOfDate(until) }),
    },
    query: new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')),
    said: [
      ...(who === undefined ? [] : [`人员：${who}`]),
      ...(what === undefined ? [] : [`行为：${actName(what)}`]),
      ...(on === undefined ? [] : [`对象：${kindText(on)} ${on.number}`]),
      ...(from === undefined ? [] : [`来自：${from}`]),
      ...(since === null ? [] : [`自 ${since}`]),
      ...(until === null ? [] : [`至 ${until}`]),
    ],
  };
}

/** A number without a kind is an application's. */
function subjectIn({ kind, number = '' }: Readonly<Record<string, string>>): AuditSubject | undefined {
  if (number === '') return undefined;
  const known = SUBJECT_KINDS.find((one) => one === kind) ?? 'application';
  return { kind: known, number: known === 'account' || known === 'token' ? number : caseNumber(number) };
}
