/**
 * How hot the keys become: the cases of one busy second, and for everything that is written of one the key that the
 * adapter itself gives it. A key takes 1,000 write units a second, however large the table.
 */
import { createHash } from 'node:crypto';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { caseKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import { pendingKeyOf } from '#shared/store/dynamodb/log-order-read.ts';
import { sharedTermKey } from '#shared/store/dynamodb/search-rows.ts';
import {
  caseItemKey,
  deltaKeyOf,
  gateKeyOf,
  indexKeysOf,
  memberKeyOf,
  shardOf,
  sharedKeyOf,
  TAIL_GATES,
  writtenKeyOf,
} from '#shared/store/dynamodb/views-keys.ts';
import type { CaseSummary } from '#shared/store/views.ts';

/** `offices`: how many; the largest has a share of 1, the next of 1/2, 1/3 …, as towns have. */
export type Volume = { readonly name: string; readonly cases: number; readonly offices: number };
type Kind = {
  readonly what: string;
  readonly table: string;
  /** Write units of a case of two commits on keys of this kind, as `npm run write-units` and the limits of items give them. */
  readonly units: number;
  /** The key of that case. */
  keyOf(one: Case): string;
};
type Case = {
  readonly office: string;
  readonly number: string;
  readonly summary: CaseSummary;
  readonly at: number;
};
export type Heat = {
  readonly what: string;
  readonly table: string;
  readonly share: number;
  readonly units: number;
};

const SAMPLE = 20_000;
const FIRST = { generation: 0 };
const TOGETHER = 10;
/** What comes in an hour of the day and a day of the week in which everybody calls, against the mean of the year. */
export const PEAK = 16;
const YEAR_SECONDS = 365 * 86_400;
export const KEY_LIMIT = 1000;

export const casesASecond = ({ cases }: Volume): number => (cases / YEAR_SECONDS) * PEAK;

const index = (name: keyof ReturnType<typeof indexKeysOf>, units: number): Kind => ({
  ...{ what: `index of ${String(name).replace(/Key$/, '')}`, table: 'Views', units },
  keyOf: ({ summary }) => String(indexKeysOf(FIRST, summary)[name]),
});

const KINDS: readonly Kind[] = [
  {
    what: 'a case',
    table: 'Ledger',
    units: 2,
    keyOf: ({ office, number }) => caseKeyOf({ office, kind: 'hotline', stream: number }),
  },
  {
    what: 'view of a case',
    table: 'Views',
    units: 4,
    keyOf: ({ summary }) => caseItemKey(FIRST, summary).pk,
  },
  {
    // two bundles hold it, before and after the closing
    ...{ what: 'members of the largest cell', table: 'Views', units: 2 / TOGETHER },
    keyOf: ({ office }) =>
      sharedKeyOf(
        FIRST,
        memberKeyOf(FIRST, office, { cells: ['hotline.received'], first: 2026, last: 2026 }),
      ),
  },
  {
    what: 'written to',
    table: 'Views',
    units: 2 / TOGETHER,
    keyOf: ({ office }) => writtenKeyOf(FIRST, { office, kind: 'hotline' }),
  },
  {
    what: 'tail of the figures',
    table: 'Views',
    units: (2 * 2) / TOGETHER,
    keyOf: ({ office, number }) => deltaKeyOf(FIRST, office, shardOf(number)),
  },
  {
    what: 'gates of the tail',
    table: 'Views',
    units: (2 * 2) / TOGETHER,
    keyOf: ({ office, at }) => gateKeyOf(FIRST, office, at % TAIL_GATES).pk,
  },
  index('statusKey', 3),
  index('numberKey', 1),
  index('dueKindKey', 2),
  {
    ...{ what: 'a term that all cases have', table: 'Views', units: 1 / TOGETHER },
    keyOf: ({ office }) => sharedTermKey(FIRST, office),
  },
  {
    // put and removed, two units for a row of ten
    what: 'waits to be ordered',
    table: 'Order',
    units: (2 * 2 * 2) / TOGETHER,
    keyOf: ({ number }) => pendingKeyOf('ledger', sha256(number)),
  },
  { what: 'order (one key)', table: 'Order', units: 1, keyOf: () => 'ledger#order' },
  { what: 'head of the order (one key)', table: 'Order', units: (2 * 2) / 90, keyOf: () => 'ledger#head' },
];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hottest key of every kind in a busy second: its share of all that is written on such keys, and its units. */
export function heatOf(volume: Volume): readonly Heat[] {
  const cases = sampleOf(volume);
  const rate = casesASecond(volume);
  return KINDS.map(({ what, table, units, keyOf }) => {
    const counts = new Map<string, number>();
    for (const one of cases) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
    // a key of one case in the sample is a key of one case
    const most = Math.max(...counts.values());
    const share = most === 1 ? 0 : most / cases.length;
    return { what, table, share, units: share === 0 ? units : share * rate * units };
  });
}

function sampleOf({ offices }: Volume): readonly Case[] {
  const harmonic = Array.from({ length: offices }, (_, n) => 1 / (n + 1));
  const whole = harmonic.reduce((sum, one) => sum + one, 0);
  const cases: Case[] = [];
  for (const [n, part] of harmonic.entries())
    for (let at = 0; at < Math.round((part / whole) * SAMPLE); at += 1) cases.push(caseOf(`office-${n}`, at));
  return cases;
}

function caseOf(office: string, at: number): Case {
  const number = `2026${String(at).padStart(8, '0')}`;
  const day = dateOf('2026-09-18');
  const summary: CaseSummary = {
    ...{ office, kind: 'hotline', stream: number, number, version: 1, status: 'open' },
    ...{ openedOn: day, concludedOn: null, dueOn: dateOf('2026-09-25'), stepDueOn: null },
    ...{ facts: {}, recordedAt: '2026-09-18T09:00:00.000+08:00' as Instant },
  } as CaseSummary;
  return { office, number, summary, at };
}
