/**
 * A ledger that came back from yesterday's copy, while its anchor knows today: nothing is signed on a second tree, and
 * `checkpoint --begin-anew` goes on. What was lost is named for ever, by the product and by the stand-alone verifier.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { checkpoint } from '#functions/cli/checkpoint.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { filesIn, readAnchor } from '#functions/verifier/anchor.ts';
import { readArchive } from '#functions/verifier/archive.ts';
import { verifyLedger } from '#functions/verifier/ledger.ts';
import { keysIn } from '#functions/verifier/notes.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { signingKeyIn } from '#shared/house/signing-key.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { keptChain, keptTree } from '#shared/notary/kept-tree.ts';
import { orderedSource } from '#shared/notary/ordered-log.ts';
import type { Signers } from '#shared/notary/own-ring.ts';
import { tilesAnew } from '#shared/notary/rebuild-tiles.ts';
import { grown } from '#shared/notary/seal-log.ts';
import type { LogEntry } from '#shared/transparency/log-entry.ts';

const root = mkdtempSync(join(tmpdir(), 'taizhang-set-back-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
let [ledger, device, yesterday] = ['', '', ''];

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
async function inHouse<T>(run: (house: LocalHouse) => Promise<T>, folder = ledger): Promise<T> {
  const house = await openLocalHouse(folder, {
    anchors: anchorsHere([device], {}),
    note: () => undefined,
  });
  try {
    return await run(house);
  } finally {
    house.close();
  }
}
const recorded = (...numbers: string[]) =>
  inHouse(({ log }) =>
    log.write(
      numbers.map((number) =>
        rowJob(
          disclosureKind,
          { office: 'default', number, actor },
          { number, receivedOn: '2026-03-03', applicantType: 'naturalPerson', applicantName: '张三' },
        ),
      ),
    ),
  );
const sealed = () => inHouse((house) => checkpoint(house));
const begun = () =>
  inHouse((house) =>
    checkpoint(house, readArguments(['checkpoint', '--begin-anew', '--reason', '硬盘损坏', '--as', 'wang'])),
  );
const verified = async (folder = ledger) =>
  JSON.parse((await inHouse(async (house) => verify(house), folder)).stdout);
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

async function alone() {
  const file = join(ledger, 'archive.ndjson');
  await exportLedger(readArguments(['export', file, '--data', ledger]));
  const keys = keysIn(readFileSync(join(device, 'signing.pub'), 'utf8'));
  const { faults, setbacks } = verifyLedger(
    await readArchive(file),
    readAnchor(filesIn(device), { keys, log: '/ledger' }),
  );
  return { file, faults, lost: setbacks.map((one) => one.lost.map(({ number }) => number)) };
}

/** A and B were copied yesterday, C and D sealed today; the copy is back. */
beforeEach(async () => {
  count += 1;
  const folder = join(root, String(count));
  [ledger, device, yesterday] = [join(folder, 'data'), join(folder, 'device'), join(folder, 'copy')];
  mkdirSync(device, { recursive: true });
  await recorded('A', 'B');
  await sealed();
  cpSync(ledger, yesterday, { recursive: true });
  await recorded('C');
  await sealed();
  await recorded('D');
  await sealed();
});
function putBack(): void {
  rmSync(ledger, { recursive: true });
  cpSync(yesterday, ledger, { recursive: true });
}

describe('a ledger put back to yesterday', () => {
  it('signs no second tree while an anchor has a longer one', async () => {
    putBack();
    await recorded('E');
    const { exit, stdout } = await sealed();
    expect([exit, JSON.parse(stdout).code]).toEqual([1, 'notAsSealed']);
  });

  it('goes on, and names what was lost for ever', async () => {
    putBack();
    await recorded('E');
    expect(await begun()).toMatchObject({ exit: 0 });
    await recorded('F');
    expect(await sealed()).toMatchObject({ exit: 0 });
    const { checkpoints, setbacks, unsealed } = await verified();
    expect([checkpoints, unsealed.count]).toEqual([[], 0]);
    expect(setbacks).toEqual([
      expect.objectContaining({ log: 'ledger', reason: '硬盘损坏', by: expect.stringMatching(/^wang /) }),
    ]);
    expect(setbacks[0].lost.map(({ number }: { number: string }) => number)).toEqual(['C', 'D']);
    expect(await alone()).toMatchObject({ faults: [], lost: [['C', 'D']] });
    const standing = await inHouse(({ notary }) => notary.standing());
    expect(standing.map(({ setBack }) => setBack.map(({ reason }) => reason))).toEqual([['硬盘损坏'], []]);
    const asked = await inHouse(({ audit }) =>
      audit.page({ office: '', what: 'sealingBegunAnew' }, { after: null, limit: 9 }),
    );
    expect(asked.items).toHaveLength(1);
  });

  it('found wrong is told in words first, twenty of a kind, and whole as JSON', async () => {
    const audit = Array.from({ length: 25 }, (_, at) => ({ what: 'gone', entry: at }));
    const { exit, stdout, stderr = '' } = await inHouse((house) => verify(house, { audit: audit as never }));
    expect([exit, JSON.parse(stdout).audit.length]).toEqual([1, 25]);
    const [first, ...lines] = stderr.trimEnd().split('\n');
    expect(first).toBe('发现问题 (found): audit 25');
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('  … 另有 5 项 (and 5 more)');
  });

  it('may be set back again, is archived with both, and restored', async () => {
    putBack();
    await recorded('E');
    await begun();
    putBack();
    await recorded('G');
    expect(await begun()).toMatchObject({ exit: 0 });
    const { file, faults, lost } = await alone();
    expect([faults, lost]).toEqual([[], [['C', 'D'], ['E']]]);
    const elsewhere = join(root, `restored${count}`);
    mkdirSync(elsewhere);
    for (const name of ['master.key', 'signing.key', 'signing.pub'])
      cpSync(join(ledger, name), join(elsewhere, name));
    expect(await restoreLedger(readArguments(['restore', file, '--data', elsewhere]))).toMatchObject({
      exit: 0,
    });
    const { checkpoints, setbacks } = await verified(elsewhere);
    const ofLedger = setbacks.filter(({ log }: { log: string }) => log === 'ledger');
    expect([checkpoints, ofLedger.length]).toEqual([[], 2]);
  });

  it('with nothing recorded since begins anew where the copy ends', async () => {
    putBack();
    expect(await begun()).toMatchObject({ exit: 0 });
    expect(await alone()).toMatchObject({ faults: [], lost: [['C', 'D']] });
    expect((await verified()).checkpoints).toEqual([]);
  });
});

describe('it is no way', () => {
  it('to begin anew where nothing is lost', async () => {
    const { exit, stdout } = await begun();
    expect([exit, JSON.parse(stdout).code]).toEqual([1, 'notSetBack']);
  });

  it('without the anchor', async () => {
    putBack();
    rmSync(device, { recursive: true });
    const [first] = lines((await begun()).stdout);
    expect(first.code).toBe('notSetBack');
  });

  it('to take a case out of the middle', async () => {
    takenOut('C');
    const [first] = lines((await begun()).stdout);
    expect(first).toMatchObject({ code: 'notSetBack', message: expect.stringContaining('no setback') });
  });

  it('to take it out and sign by hand that the log was set back', async () => {
    takenOut('C');
    await inHouse(async ({ blobs, log, clock }) => {
      const tree = keptTree(blobs, 'ledger');
      const chain = await keptChain(tree.shelf);
      const [from, newest] = [chain[0]?.size ?? 0, chain.at(-1) ?? null];
      await tilesAnew(blobs, 'ledger', chain.slice(0, 1));
      const source = orderedSource(log);
      const entries: LogEntry[] = [];
      for await (const page of source.entriesFrom(from)) entries.push(...page);
      const [signer] = await signingKeyIn(ledger).signers();
      if (signer === undefined) throw new Error('no key');
      const signers: Signers = [signer];
      const anew = { from, by: 'wang', reason: '硬盘损坏' };
      await grown({ source, blobs, signers, clock }, tree, { newest, entries, anew });
    });
    await sealed();
    const { checkpoints, setbacks } = await verified();
    expect(checkpoints).toEqual([expect.objectContaining({ log: 'ledger', what: 'forked' })]);
    expect(setbacks).toHaveLength(1);
    expect((await alone()).faults).toContainEqual(expect.objectContaining({ what: 'setbackWrong' }));
  });
});

function takenOut(number: string): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  db.exec(`DELETE FROM commits WHERE stream = (SELECT stream FROM numbers WHERE number = '${number}')`);
  db.exec(`DELETE FROM numbers WHERE number = '${number}'`);
  db.exec(
    'CREATE TEMP TABLE t AS SELECT row_number() OVER (ORDER BY position) AS n, position AS p FROM commits',
  );
  db.exec('UPDATE commits SET position = -position');
  db.exec('UPDATE commits SET position = (SELECT n FROM t WHERE p = -position)');
  db.close();
}
