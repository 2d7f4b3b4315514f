/**
 * The notary of the product and the stand-alone verifier, which share no code, on the same ledger in the hands of
 * somebody who may write every file of it and knows how it is hashed: they name the same.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { filesIn, readAnchor } from '#functions/verifier/anchor.ts';
import { readArchive } from '#functions/verifier/archive.ts';
import { verifyLedger } from '#functions/verifier/ledger.ts';
import { keysIn } from '#functions/verifier/notes.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-both-'));
const [base, device] = [join(folder, 'base'), join(folder, 'device')];
const anchors = anchorsHere([device], {});
/** The office, and twelve commits of cases; two more are under no checkpoint yet. */
const SEALED = 13;
const RUNS = 60;

beforeAll(async () => {
  mkdirSync(device);
  const house = await openLocalHouse(base, { anchors });
  const row = { receivedOn: '2026-03-03', applicantType: 'naturalPerson', subject: '规划图' };
  const answer = { outcome: 'disclosed', decidedOn: '2026-03-20' };
  const job = (number: string, rest: object) =>
    rowJob(disclosureKind, { office: 'default', number, actor }, { ...row, ...rest, number });
  for (const numbers of [
    ['A', 'B', 'C'],
    ['D', 'E', 'F'],
  ]) {
    await house.log.write(numbers.flatMap((number) => [job(number, {}), job(number, answer)]));
    await house.notary.seal();
  }
  await house.log.write([job('G', {}), job('G', answer)]);
  house.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

type Row = { office: string; kind: string; stream: string; version: number; body: string; hash: string };
type Hand = (rows: Row[]) => void;

/** The ledger after somebody's hands were on it: chains hashed anew, places closed up. */
function handled(ledger: string, hands: readonly Hand[]): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  const rows = db
    .prepare('SELECT office, kind, stream, version, body, hash FROM commits ORDER BY position')
    .all() as unknown as Row[];
  for (const hand of hands) hand(rows);
  const heads = new Map<string, string>();
  for (const row of rows.toSorted((a, b) => a.version - b.version)) {
    row.body = row.body.replace(/"prev":"\w*"/, `"prev":"${heads.get(row.stream) ?? ''}"`);
    row.hash = createHash('sha256').update(row.body).digest('hex');
    heads.set(row.stream, row.hash);
  }
  db.exec('DELETE FROM commits; DELETE FROM keys');
  const put = db.prepare('INSERT INTO commits VALUES (?, ?, ?, ?, ?, ?, ?)');
  rows.forEach(({ office, kind, stream, version, body, hash }, index) => {
    put.run(index + 1, office, kind, stream, version, body, hash);
  });
  db.close();
}

const at = <T>(rows: readonly T[], index: number): number => index % Math.max(rows.length, 1);
let forged = 0;
const HANDS = {
  rewrite:
    (index: number): Hand =>
    (rows) => {
      const row = rows[at(rows, index)];
      if (row !== undefined) row.body = row.body.replace(/"user":"\w*"/, `"user":"x${index}"`);
    },
  remove:
    (index: number): Hand =>
    (rows) => {
      rows.splice(at(rows, index), 1);
    },
  cut:
    (index: number): Hand =>
    (rows) => {
      rows.splice(Math.max(rows.length - 1 - (index % 5), 0));
    },
  insert:
    (index: number): Hand =>
    (rows) => {
      forged += 1;
      const stream = `forged${forged}`;
      const named = { office: 'default', kind: 'application', stream, version: 1, number: stream };
      const body = { ...named, recordedAt: '2026-03-21T09:00:00.000+08:00', actor, events: [], prev: '' };
      const { number: _, ...row } = named;
      rows.splice(at(rows, index), 0, { ...row, body: JSON.stringify(body), hash: '' });
    },
  exchange:
    (index: number): Hand =>
    (rows) => {
      const [one, other] = [at(rows, index), at(rows, index * 7 + 3)];
      const [first, second] = [rows[one], rows[other]];
      if (first !== undefined && second !== undefined) [rows[one], rows[other]] = [second, first];
    },
} as const;

/** What both call by other names. */
const CALLED: Readonly<Record<string, string>> = {
  changed: 'rewritten',
  removed: 'removed',
  cutOff: 'cutOff',
  inserted: 'inserted',
};
type Named = {
  readonly commits: readonly string[];
  readonly isReordered: boolean;
  readonly unsealed: number;
};

async function byNotary(ledger: string): Promise<Named> {
  const house = await openLocalHouse(ledger, { anchors, note: () => undefined });
  const { checkpoints, unsealed } = await house.notary.check();
  house.close();
  const commits = checkpoints.flatMap(({ what, case: number, version }) =>
    CALLED[what] === undefined ? [] : [`${number} ${version} ${CALLED[what]}`],
  );
  const isReordered = checkpoints.some(({ what }) => what === 'reordered');
  return { commits: commits.sort(), isReordered, unsealed: unsealed.count };
}

async function byVerifier(ledger: string): Promise<Named & { readonly roots: number }> {
  const file = join(ledger, 'archive.ndjson');
  await exportLedger(readArguments(['export', file, '--data', ledger]));
  const keys = keysIn(readFileSync(join(device, 'signing.pub'), 'utf8'));
  const anchor = readAnchor(filesIn(device), { keys, log: '/ledger' });
  expect([anchor.faults, anchor.checkpoints.length, anchor.entries.length]).toEqual([[], 2, SEALED]);
  const { faults, unsealed } = verifyLedger(await readArchive(file), anchor);
  const told = Object.values(CALLED);
  const commits = faults.flatMap(({ what, case: number, version }) =>
    told.includes(what) ? [`${number} ${version} ${what}`] : [],
  );
  const isReordered = faults.some(({ what }) => what === 'moved');
  const roots = faults.filter(({ what }) => what === 'checkpointRoot').length;
  return { commits: commits.sort(), isReordered, unsealed: unsealed.length, roots };
}

async function both(hands: readonly Hand[]): Promise<Named> {
  const ledger = mkdtempSync(join(folder, 'copy-'));
  cpSync(base, ledger, { recursive: true });
  handled(ledger, hands);
  const own = await byNotary(ledger);
  const { roots, ...alone } = await byVerifier(ledger);
  rmSync(ledger, { recursive: true });
  expect(alone).toEqual(own);
  // a root differs exactly where something is named
  expect(roots > 0).toBe(own.commits.length > 0 || own.isReordered);
  return own;
}

describe('both verifiers', () => {
  it('name nothing in a ledger that nobody touched', async () => {
    expect(await both([])).toEqual({ commits: [], isReordered: false, unsealed: 2 });
  });

  it.each<[string, readonly Hand[], Partial<Named>]>([
    ['a step rewritten', [HANDS.rewrite(2)], { commits: ['A 2 rewritten'] }],
    ['a case rewritten', [HANDS.rewrite(1)], { commits: ['A 1 rewritten', 'A 2 rewritten'] }],
    ['a step removed', [HANDS.remove(4)], { commits: ['B 2 removed'] }],
    ['the open hour and more cut off', [HANDS.cut(2)], { commits: ['F 2 cutOff'] }],
    ['only the open hour cut off', [HANDS.cut(1)], { commits: [], unsealed: 0 }],
    ['a commit inserted', [HANDS.insert(4)], { commits: [expect.stringMatching(/^forged\d+ 1 inserted$/)] }],
    ['two exchanged', [HANDS.exchange(0)], { commits: [], isReordered: true }],
    [
      'cut off, and gone on with',
      [HANDS.cut(3), HANDS.insert(99)],
      { commits: expect.arrayContaining(['F 1 cutOff', 'F 2 cutOff']), unsealed: 0 },
    ],
  ])('%s is named with case, version and what was done', async (_, hands, told) => {
    expect(await both(hands)).toMatchObject(told);
  });

  it(`name the same after ${RUNS} random courses of manipulations`, async () => {
    const hand = fc
      .record({ what: fc.constantFrom(...Object.values(HANDS)), index: fc.nat(40) })
      .map(({ what, index }) => what(index));
    await fc.assert(
      fc.asyncProperty(fc.array(hand, { minLength: 1, maxLength: 4 }), async (hands) => {
        await both(hands);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});
