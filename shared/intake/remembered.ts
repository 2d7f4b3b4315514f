/**
 * What an office has once said of its files: what a value means that is no known choice, and how a table with these
 * headings is read. One stream of the office; the words of the files stand sealed.
 */
import { createHash } from 'node:crypto';
import type { Actor, DomainEvent, StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { appendAlone, type EventLog, type LogReader } from '#shared/store/ports.ts';
import { tidy } from './parse-headings.ts';
import type { MappedValues } from './parse-row.ts';
import { type Reading, readingIn } from './reading.ts';

type Sealed = { readonly sealed: readonly string[] };
/** All values of the column that mean something; those that are left out mean nothing any more. */
type ValuesRemembered = DomainEvent<
  'ValuesRemembered',
  Sealed & { readonly of: string; readonly column: string }
>;
type ReadingRemembered = DomainEvent<
  'ReadingRemembered',
  Sealed & { readonly of: string; readonly shape: string }
>;
type RememberedEvent = ValuesRemembered | ReadingRemembered;

/** By kind of import. */
export type Remembered = {
  readonly values: Readonly<Record<string, MappedValues>>;
  readonly readings: Readonly<Record<string, Readonly<Record<string, Reading>>>>;
};

type By = { readonly office: string; readonly actor: Actor; readonly on: PlainDate };

const streamOf = (office: string): StreamKey => ({ office, kind: 'imports', stream: 'remembered' });

/** The same headings in the same order, however they are decorated. */
export function shapeOf(headings: readonly string[]): string {
  return createHash('sha256').update(headings.map(tidy).join('\n')).digest('hex').slice(0, 16);
}

export async function rememberedBy(log: LogReader, office: string): Promise<Remembered> {
  const values: Record<string, Record<string, Readonly<Record<string, string>>>> = {};
  const readings: Record<string, Record<string, Reading>> = {};
  for (const commit of await log.history(streamOf(office)))
    for (const { data, texts, type } of eventsOf<RememberedEvent>(commit, await log.openSeal(commit))) {
      const kept: unknown = JSON.parse(texts?.description ?? 'null');
      const reading = readingIn(
        type === 'ReadingRemembered' ? kept : { columns: {}, values: { [data.column]: kept ?? {} } },
        data.of,
      );
      if (typeof reading === 'string') continue;
      if (type === 'ReadingRemembered') readings[data.of] = { ...readings[data.of], [data.shape]: reading };
      else values[data.of] = { ...values[data.of], ...reading.values };
    }
  return { values, readings };
}

type Values = {
  readonly of: string;
  readonly column: string;
  readonly kept: Readonly<Record<string, string>>;
};

/** Nothing is written where it is remembered already. */
export async function rememberValues(log: EventLog, by: By, { of, column, kept }: Values): Promise<void> {
  const before = (await rememberedBy(log, by.office)).values[of]?.[column] ?? {};
  if (isSame(before, kept)) return;
  const data = { of, column, sealed: ['description'] };
  await add(log, by, { ...base(by, 'ValuesRemembered'), data, texts: textsOf(kept) });
}

type Shaped = { readonly of: string; readonly shape: string; readonly reading: Reading };

export async function rememberReading(log: EventLog, by: By, { of, shape, reading }: Shaped): Promise<void> {
  const before = (await rememberedBy(log, by.office)).readings[of]?.[shape];
  if (before !== undefined && isSame(before, reading)) return;
  const data = { of, shape, sealed: ['description'] };
  await add(log, by, { ...base(by, 'ReadingRemembered'), data, texts: textsOf(reading) });
}

function base<Type extends string>({ on }: By, type: Type) {
  return { type, v: 1, on } as const;
}

const textsOf = (kept: object) => ({ description: JSON.stringify(kept) });

async function add(log: EventLog, { office, actor }: By, event: RememberedEvent): Promise<void> {
  await appendAlone(log, { at: streamOf(office), actor, events: [event] });
}

/** Whatever the order in which their keys were written. */
function isSame(one: object, other: object): boolean {
  const plain = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([key, inner]) => [key, plain(inner)] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1))
      : value;
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}
