/**
 * How far the cloud composition carries, as docs/scale.md has it: every number on that page is computed here, from the
 * keys of the adapter, from units that the engine counted, and from a price sheet kept as data.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { casesASecond, heatOf, KEY_LIMIT, PEAK, type Volume } from './heat.ts';

export const VOLUMES: readonly Volume[] = [
  { name: 'a bureau', cases: 400_000, offices: 1 },
  { name: 'a city', cases: 20_000_000, offices: 40 },
  { name: '10⁹ cases', cases: 1_000_000_000, offices: 3000 },
];

/** Of a hotline case of two commits that comes by a feed, in tens; counted by the engine (`npm run write-units`). */
const CASE = {
  commits: 2,
  writes: 19.5,
  reads: 18.7,
  ledgerBytes: 1700,
  viewsBytes: 2600,
  notaryWrites: 5.2,
};
/** Taken for the plan, and marked as such: no account has been deployed to from here. */
const ASSUMED = {
  callMs: 8,
  callsToProject: 12,
  casesProjectedTogether: 10,
  megabytesScannedASecond: 8,
  segments: 8,
  secondsOfLambdaACase: 0.08,
  gbOfLambda: 1,
  messagesACase: 3,
  millisecondsToOrder: 60,
  secondsOfNotary: 300,
};
/** Opening puts a row, closing takes it away and puts another. */
const STATUS_UNITS = 3;
const GB = 1e9;
const ON_ONE_SHARD = 1000;

type Price = { readonly price: number; readonly source: string } | null;
type Sheet = {
  readonly currency: string;
  readonly asOf: string;
  readonly prices: Readonly<Record<string, Price>>;
};
const SHEETS: Readonly<Record<string, Sheet>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8'),
);

/** Three digits that count. */
function told(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return '< 0.001';
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const names = VOLUMES.map(({ name }) => name);
const each = (of: (volume: Volume) => number): string[] => VOLUMES.map((volume) => told(of(volume)));

function load(): string {
  return table(
    ['', ...names],
    [
      ['cases a year', ...each(({ cases }) => cases)],
      [
        'offices; share of the largest',
        ...VOLUMES.map((one) => `${told(one.offices)}; ${told(largest(one) * 100)} %`),
      ],
      [`cases a second when it is busy (${PEAK} × the mean)`, ...each(casesASecond)],
      ['commits a second then', ...each((one) => casesASecond(one) * CASE.commits)],
      ['write units a second then', ...each((one) => casesASecond(one) * CASE.writes)],
    ],
  );
}

const largest = ({ offices }: Volume): number =>
  1 / Array.from({ length: offices }, (_, n) => 1 / (n + 1)).reduce((sum, one) => sum + one, 0);

function heat(): string {
  const all = VOLUMES.map(heatOf);
  const rows = (all[0] ?? []).map(({ what, table: name }, at) => {
    const own = all.map((heats) => heats[at]?.units ?? 0);
    const most = Math.max(...own);
    return [what, name, ...own.map(told), most > KEY_LIMIT ? '**too hot**' : `${told(KEY_LIMIT / most)} ×`];
  });
  return table(['keys', 'table', ...names, 'room at the most'], rows);
}

/** What waits for the largest office alone, or for the one notary. */
function limits(): string {
  const ordered = ((ASSUMED.secondsOfNotary * 1000) / ASSUMED.millisecondsToOrder) * 90;
  return table(
    ['what one of it can take', 'limit', ...names.map((name) => `of it used: ${name}`)],
    [
      [
        'cases a second of one office and kind, by the index of status, which has one key a status',
        told(KEY_LIMIT / STATUS_UNITS),
        ...VOLUMES.map(
          (one) => `${told(((casesASecond(one) * largest(one)) / (KEY_LIMIT / STATUS_UNITS)) * 100)} %`,
        ),
      ],
      [
        `commits an hour that the one notary orders in its ${ASSUMED.secondsOfNotary} s`,
        told(ordered),
        ...VOLUMES.map(
          (one) =>
            `${told(((one.cases * CASE.commits) / (365 * 24) / ordered) * 100)} % on the mean, ${told(((casesASecond(one) * CASE.commits * 3600) / ordered) * 100)} % in a busy hour`,
        ),
      ],
    ],
  );
}

function running(): string {
  const shards = (one: Volume): number =>
    Math.ceil(
      Math.max(
        (casesASecond(one) * CASE.commits * 2) / ON_ONE_SHARD,
        (one.cases * CASE.ledgerBytes) / (10 * GB),
      ),
    );
  const projecting = (one: Volume): number =>
    (casesASecond(one) * CASE.commits * ASSUMED.callsToProject * ASSUMED.callMs) /
    1000 /
    ASSUMED.casesProjectedTogether;
  return table(
    ['', ...names],
    [
      ['shards of the stream of the ledger, after a year', ...each(shards)],
      [
        'environments that project at once when it is busy',
        ...each((one) => Math.max(1, Math.ceil(projecting(one)))),
      ],
      ['projections at once that one batch a shard allows', ...each(shards)],
      [
        'messages of the queue a second when it is busy',
        ...each((one) => casesASecond(one) * ASSUMED.messagesACase),
      ],
      [
        'hours to read a year of the ledger anew in eight segments (`rebuild`)',
        ...each(
          (one) =>
            (one.cases * CASE.ledgerBytes) / 1e6 / ASSUMED.megabytesScannedASecond / ASSUMED.segments / 3600,
        ),
      ],
      [
        'hours to write its read models at 4,000 units a second',
        ...each((one) => (one.cases * (CASE.writes - 7)) / 4000 / 3600),
      ],
      ['GB of the ledger, a year', ...each((one) => (one.cases * CASE.ledgerBytes) / GB)],
      ['GB of read models, a year', ...each((one) => (one.cases * CASE.viewsBytes) / GB)],
    ],
  );
}

type Cost = { readonly what: string; readonly price: string; amount(volume: Volume): number };
const COSTS: readonly Cost[] = [
  { what: 'writing cases', price: 'millionWrites', amount: ({ cases }) => (cases * CASE.writes) / 1e6 },
  { what: 'sealing them', price: 'millionWrites', amount: ({ cases }) => (cases * CASE.notaryWrites) / 1e6 },
  {
    what: 'reading while they are written',
    price: 'millionReads',
    amount: ({ cases }) => (cases * CASE.reads) / 1e6,
  },
  {
    what: 'functions',
    price: 'gbSecond',
    amount: ({ cases }) => cases * ASSUMED.secondsOfLambdaACase * ASSUMED.gbOfLambda,
  },
  { what: 'queues', price: 'millionMessages', amount: ({ cases }) => (cases * ASSUMED.messagesACase) / 1e6 },
  { what: 'data keys', price: 'tenThousandKeys', amount: ({ cases }) => cases / 1e4 },
  {
    what: 'keeping them, each month after a year',
    price: 'gbMonth',
    amount: ({ cases }) => (cases * (CASE.ledgerBytes + CASE.viewsBytes)) / GB,
  },
  {
    what: 'recovery to any second, each month after a year',
    price: 'gbMonthRecovery',
    amount: ({ cases }) => (cases * (CASE.ledgerBytes + CASE.viewsBytes)) / GB,
  },
  { what: 'two keys of KMS, each month', price: 'keyMonth', amount: () => 2 },
  { what: '60 alarms, each month', price: 'alarmMonth', amount: () => 60 },
];

/** Where a price is not known, nothing is said: neither of the part nor of a sum with it. */
export function money(): string {
  return Object.entries(SHEETS)
    .map(([region, { currency, asOf, prices }]) => {
      const rows = COSTS.map(({ what, price, amount }) => {
        const known = prices[price];
        return [what, ...VOLUMES.map((one) => (known ? told(amount(one) * known.price) : 'unknown'))];
      });
      const sources = [
        ...new Set(Object.values(prices).flatMap((one) => (one === null ? [] : [one.source]))),
      ];
      return [
        `**${region}**, ${currency} a year unless it says a month (prices: ${asOf}; ${sources.join(', ')}):`,
        table(['', ...names], rows),
      ].join('\n\n');
    })
    .join('\n\n');
}

export const scalePage = (): string =>
  [
    '## What comes',
    load(),
    '## Heat',
    heat(),
    '## What there is one of',
    limits(),
    '## Running it',
    running(),
    '## Money',
    money(),
  ].join('\n\n');
