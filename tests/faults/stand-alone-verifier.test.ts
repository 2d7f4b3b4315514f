/**
 * The stand-alone verifier, run as an auditor runs it: an archive, the checkpoints of another device, a public key. Each
 * manipulation is what somebody can do who may write every file of the ledger and knows how it is hashed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { sign } from '#functions/cli/signing.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { entriesIn, HandAnchor, pathOf, Sealer } from '../support/sealed-by-hand.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-verifier-'));
const base = join(folder, 'base');
const sealer = new Sealer();
let [ledger, anchor, copies] = ['', '', 0];

/** Four cases of 2025, signed; one of 2026; everything under two checkpoints, then one more case in the open hour. */
beforeAll(async () => {
  const house = await openLocalHouse(join(base, 'data'));
  await readyToSign(house);
  const row = { receivedOn: '2025-03-03', applicantType: 'naturalPerson', subject: '规划图' };
  const answer = { outcome: 'disclosed', decidedOn: '2025-03-20' };
  const job = (number: string, rest: object) =>
    rowJob(disclosureKind, { office: 'default', number, actor }, { ...row, ...rest, number });
  await house.log.write(['A', 'B', 'C', 'D'].flatMap((number) => [job(number, {}), job(number, answer)]));
  await readyToSign(house);
  const byHand = new HandAnchor(join(base, 'anchor'), sealer);
  byHand.seal(entriesIn(join(base, 'data')), '2026-11-23T09:00:00.000+08:00');
  await sign(house, readArguments(['close', '2025', '--approved-by', '王局长']));
  await house.log.write([job('E', { receivedOn: '2026-01-05' })]);
  byHand.seal(entriesIn(join(base, 'data')), '2026-11-23T10:00:00.000+08:00');
  await house.log.write([job('F', { receivedOn: '2026-01-06' })]);
  house.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  copies += 1;
  [ledger, anchor] = [join(folder, `copy${copies}`, 'data'), join(folder, `copy${copies}`, 'anchor')];
  cpSync(base, join(folder, `copy${copies}`), { recursive: true });
});
afterEach(() => rmSync(join(folder, `copy${copies}`), { recursive: true, force: true }));

function verifier(...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'functions/verifier/main.ts', ...options],
    { encoding: 'utf8' },
  );
  return { exit: status, stdout, stderr };
}

type Found = { readonly what: string; readonly case?: string; readonly version?: number };
async function found(): Promise<{ exit: number | null; faults: Found[]; unsealed: { number: string }[] }> {
  const archive = join(ledger, 'archive.ndjson');
  await exportLedger(readArguments(['export', archive, '--data', ledger]));
  const { exit, stdout } = verifier(
    ...[archive, '--checkpoints', anchor, '--key', sealer.verifierKey, '--json'],
  );
  return { exit, ...JSON.parse(stdout) };
}
/** Without what also shows in the tables beside, and what a root as a whole says. */
async function done(): Promise<readonly (readonly [string, string | undefined, number | undefined])[]> {
  const { exit, faults } = await found();
  expect(exit).toBe(1);
  expect(faults.map(({ what }) => what)).toContain('checkpointRoot');
  const told = ['rewritten', 'removed', 'cutOff', 'inserted', 'moved'];
  return faults
    .filter(({ what }) => told.includes(what))
    .map((one) => [one.what, one.case, one.version] as const)
    .sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

function sql(...statements: string[]): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  for (const statement of statements) db.exec(statement);
  db.close();
}
/** Rewrites commits as somebody does who knows how they are chained. */
function rewritten(change: (body: string) => string): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  const rows = db.prepare('SELECT position, body, hash FROM commits ORDER BY stream, version').all();
  const set = db.prepare('UPDATE commits SET body = ?, hash = ? WHERE position = ?');
  const became = new Map<string, string>();
  for (const { position, body, hash } of rows) {
    const { prev } = JSON.parse(String(body));
    const bytes = change(String(body)).replace(`"prev":"${prev}"`, `"prev":"${became.get(prev) ?? prev}"`);
    const made = createHash('sha256').update(bytes).digest('hex');
    became.set(String(hash), made);
    set.run(bytes, made, Number(position));
  }
  db.close();
}
const of = (number: string) => `stream = (SELECT stream FROM numbers WHERE number = '${number}')`;
const CLOSED_UP = [
  'CREATE TEMP TABLE t AS SELECT row_number() OVER (ORDER BY position) AS n, position AS p FROM commits',
  'UPDATE commits SET position = -position',
  'UPDATE commits SET position = (SELECT n FROM t WHERE p = -position)',
  'UPDATE keys SET position = (SELECT n FROM t WHERE p = position)',
];
const cutFrom = (number: string) => [
  `DELETE FROM commits WHERE position >= (SELECT min(position) FROM commits WHERE ${of(number)})`,
];
const inA = (from: string | RegExp, to: string) => (body: string) =>
  body.includes('"number":"A"') ? body.replace(from, to) : body;

it('a ledger that nobody touched is sound, and the open hour is told', async () => {
  const { exit, faults, unsealed } = await found();
  expect({ exit, faults }).toEqual({ exit: 0, faults: [] });
  expect(unsealed.map(({ number }) => number)).toEqual(['F']);
});

describe('hashed anew by somebody who knows how', () => {
  it.each<[string, () => void, unknown]>([
    ['an outcome', () => rewritten(inA('"disclosed"', '"refused.stateSecret"')), [['rewritten', 'A', 2]]],
    [
      'who entered a case',
      () => rewritten(inA('"user":"li"', '"user":"wu"')),
      [
        ['rewritten', 'A', 1],
        ['rewritten', 'A', 2],
      ],
    ],
    [
      'when it was entered',
      () => rewritten(inA(/"recordedAt":"(.{20})\d{3}/, '"recordedAt":"$1000')),
      [
        ['rewritten', 'A', 1],
        ['rewritten', 'A', 2],
      ],
    ],
    [
      'who approved a signed year',
      () => rewritten((body) => body.replace('王局长', '李局长')),
      [['rewritten', '2025', 1]],
    ],
    [
      'a case removed with everything of it, and the places closed up',
      () =>
        sql(
          `DELETE FROM seals WHERE ref IN (SELECT json_extract(body, '$.seal.ref') FROM commits WHERE ${of('B')})`,
          `DELETE FROM data_keys WHERE ${of('B')}`,
          `DELETE FROM commits WHERE ${of('B')}`,
          "DELETE FROM numbers WHERE number = 'B'",
          ...CLOSED_UP,
        ),
      [
        ['removed', 'B', 1],
        ['removed', 'B', 2],
      ],
    ],
    [
      'the last step of a case removed',
      () => sql(`DELETE FROM commits WHERE ${of('C')} AND version = 2`, ...CLOSED_UP),
      [['removed', 'C', 2]],
    ],
    [
      'a signature removed',
      () => sql("DELETE FROM commits WHERE kind = 'year'", ...CLOSED_UP),
      [['removed', '2025', 1]],
    ],
    ['the end cut off', () => sql(...cutFrom('E')), [['cutOff', 'E', 1]]],
    [
      'two cases exchanged in the order of recording',
      () =>
        sql(
          `CREATE TEMP TABLE x AS SELECT (SELECT position FROM commits WHERE ${of('A')} AND version = 1) AS a, (SELECT position FROM commits WHERE ${of('B')} AND version = 1) AS b`,
          'UPDATE commits SET position = -1 WHERE position = (SELECT a FROM x)',
          'UPDATE commits SET position = (SELECT a FROM x) WHERE position = (SELECT b FROM x)',
          'UPDATE commits SET position = (SELECT b FROM x) WHERE position = -1',
        ),
      expect.arrayContaining([['moved', expect.stringMatching(/[AB]/), expect.any(Number)]]),
    ],
  ])('%s is named with case, version and what was done', async (_, manipulate, told) => {
    manipulate();
    expect(await done()).toEqual(told);
  });

  it('a forged commit among the sealed ones is named, one behind them is in the open hour', async () => {
    const forged = (position: string, number: string) => {
      const body = JSON.stringify({
        ...{ office: 'default', kind: 'application', stream: `s${number}`, version: 1, number },
        ...{ recordedAt: '2026-11-23T09:00:00.000+08:00', actor, events: [], prev: '' },
      });
      const hash = createHash('sha256').update(body).digest('hex');
      return [
        `INSERT INTO commits VALUES (${position}, 'default', 'application', 's${number}', 1, '${body}', '${hash}')`,
        `INSERT INTO numbers VALUES ('default', 'application', '${number}', 's${number}')`,
      ];
    };
    sql(...['UPDATE commits SET position = -position WHERE position > 3'], ...forged('4', 'X'));
    sql('UPDATE commits SET position = 1 - position WHERE position < 0');
    sql(...forged('(SELECT max(position) + 1 FROM commits)', 'Y'));
    expect(await done()).toEqual([['inserted', 'X', 1]]);
    expect((await found()).unsealed.map(({ number }) => number)).toEqual(['F', 'Y']);
  });

  it('a ledger put back to an earlier day, and gone on with, is named', async () => {
    sql(...cutFrom('E'));
    const house = await openLocalHouse(ledger, { note: () => undefined });
    await house.log.write([
      rowJob(
        disclosureKind,
        { office: 'default', number: 'G', actor },
        { number: 'G', receivedOn: '2026-01-07' },
      ),
    ]);
    house.close();
    const told = await done();
    expect(told).toContainEqual(['cutOff', 'E', 1]);
    expect(told.some(([what]) => what === 'inserted')).toBe(true);
  });

  it('by the digest in the signature a closed year is found also without a checkpoint of it', async () => {
    rewritten(inA('"disclosed"', '"refused.stateSecret"'));
    const { faults } = await found();
    expect(faults).toContainEqual(expect.objectContaining({ what: 'yearDigest', case: '2025', version: 1 }));
  });
});

describe('not hashed anew, or beside the log', () => {
  it.each<[string, string, Found]>([
    [
      'bytes',
      `UPDATE commits SET body = replace(body, '"disclosed"', '"refused.stateSecret"') WHERE ${of('A')}`,
      { what: 'changed', case: 'A', version: 2 },
    ],
    [
      'a commit in another case',
      `UPDATE commits SET stream = 'elsewhere' WHERE ${of('A')} AND version = 2`,
      { what: 'misplaced', case: 'A', version: 2 },
    ],
    ['a hole', `DELETE FROM commits WHERE ${of('A')}`, { what: 'holeBefore', case: 'B', version: 1 }],
    [
      'a number',
      "DELETE FROM numbers WHERE number = 'A'",
      { what: 'numberElsewhere', case: 'A', version: 1 },
    ],
    ['a sealed text', 'DELETE FROM seals', { what: 'sealMissing', case: 'A', version: 1 }],
    [
      'the form of a sealed text',
      "UPDATE seals SET body = 'x'",
      { what: 'sealDamaged', case: 'A', version: 1 },
    ],
    [
      'a key destroyed with no word of it',
      `UPDATE data_keys SET wrapped = 'erased' WHERE ${of('A')}`,
      { what: 'erasedUnrecorded', case: 'A', version: 1 },
    ],
    ['a key', `DELETE FROM data_keys WHERE ${of('A')}`, { what: 'caseKeyMissing', case: 'A', version: 1 }],
  ])('%s is named', async (_, change, fault) => {
    sql(change);
    expect((await found()).faults).toContainEqual(expect.objectContaining(fault));
  });

  it('a line of the archive cut or changed is named, also where its bytes were hashed anew', async () => {
    await found();
    const archive = join(ledger, 'archive.ndjson');
    const lines = readFileSync(archive, 'utf8').split('\n');
    for (const cut of [lines.slice(0, -2), lines.slice(0, -1).with(2, '{"t":"commits"}'), [lines[0]]]) {
      writeFileSync(archive, `${cut.join('\n')}\n`);
      const { exit, stdout } = verifier(archive, '--checkpoints', anchor, '--key', sealer.verifierKey);
      expect(exit).toBe(1);
      expect(stdout).toContain('档案不完整或被改动');
    }
  });
});

describe('the checkpoints themselves', () => {
  const checkpoints = () => readdirSync(join(anchor, 'checkpoints')).sort();
  const change = (name: string, to: (text: string) => string): void =>
    writeFileSync(join(anchor, name), to(readFileSync(join(anchor, name), 'utf8')));

  it('by another key, altered, missing or rolled back are named', async () => {
    const [first = '', second = ''] = checkpoints();
    change(`checkpoints/${first}`, (text) => text.replace('T09', 'T08'));
    expect((await found()).faults).toContainEqual(
      expect.objectContaining({ what: 'checkpointUnsigned', name: first }),
    );
    rmSync(join(anchor, 'checkpoints', first));
    expect((await found()).faults).toContainEqual(
      expect.objectContaining({ what: 'checkpointPrevious', name: second }),
    );
    const other = new Sealer();
    const byAnother = verifier(
      ...[join(ledger, 'archive.ndjson'), '--checkpoints', anchor],
      ...['--key', other.verifierKey, '--json'],
    );
    expect(byAnother.exit).toBe(1);
    const { faults } = JSON.parse(byAnother.stdout);
    expect(faults).toContainEqual(expect.objectContaining({ what: 'checkpointUnsigned', name: second }));
  });

  it('a history rewritten and sealed again by somebody who holds the signing key is named', async () => {
    const again = new HandAnchor(join(anchor, 'forged'), sealer);
    rewritten(inA('"disclosed"', '"refused.stateSecret"'));
    again.seal(entriesIn(ledger), '2026-11-23T11:00:00.000+08:00');
    const { exit, faults } = await found();
    expect(exit).toBe(1);
    expect(faults).toContainEqual(expect.objectContaining({ what: 'checkpointPrevious' }));
    expect(faults).toContainEqual({ what: 'rewritten', office: 'default', case: 'A', version: 2 });
    sql(...cutFrom('E'));
    again.seal(entriesIn(ledger), '2026-11-23T12:00:00.000+08:00');
    expect((await found()).faults).toContainEqual(expect.objectContaining({ what: 'checkpointShrinks' }));
  });

  it('names that were altered are not believed', async () => {
    for (const name of readdirSync(join(anchor, 'names')))
      change(`names/${name}`, (text) => text.replaceAll('"A"', '"Z"'));
    rewritten(inA('"disclosed"', '"refused.stateSecret"'));
    const { faults } = await found();
    expect(faults).toContainEqual(expect.objectContaining({ what: 'namesMissing' }));
    expect(faults).toContainEqual(expect.objectContaining({ what: 'checkpointRoot' }));
    expect(faults.map(({ case: number }) => number)).not.toContain('Z');
  });
});

describe('a package made by hand', () => {
  /** Whoever holds the signing key signs any manifest; the checkpoint is the one that lies elsewhere. */
  function packed(
    change: (proofs: Record<string, { index: number; path: string[] }>, lines: string[]) => void,
  ) {
    const entries = entriesIn(ledger).slice(0, 15);
    const hashes = entries.map(([hash]) => Buffer.from(hash, 'hex'));
    const proofs = Object.fromEntries(
      entries.map(([hash], index) => {
        const path = pathOf(index, hashes).map((node) => node.toString('base64'));
        return [hash, { index, path }];
      }),
    );
    const db = new DatabaseSync(join(ledger, 'ledger.db'));
    const rows = db.prepare('SELECT body FROM commits ORDER BY position LIMIT 15').all();
    db.close();
    const lines = rows.map(({ body }) => JSON.stringify({ commit: String(body) }));
    change(proofs, lines);
    const files = {
      'commits.ndjson': `${lines.join('\n')}\n`,
      'proofs.json': JSON.stringify(proofs),
      checkpoint: readFileSync(join(anchor, 'checkpoint'), 'utf8'),
    };
    const listed = Object.entries(files).map(
      ([name, text]) => `file ${createHash('sha256').update(text).digest('hex')} ${name}\n`,
    );
    const into = mkdtempSync(join(ledger, 'package-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(into, name), text);
    writeFileSync(join(into, 'MANIFEST'), sealer.note(`taizhang-evidence/1\n${listed.join('')}`));
    const { exit, stdout } = verifier(
      ...[into, '--key', sealer.verifierKey, '--checkpoints', anchor, '--json'],
    );
    return { exit, into, ...JSON.parse(stdout) } as {
      exit: number;
      into: string;
      faults: Found[];
      unsealed: { number: string }[];
    };
  }

  it('is sound with every proof, and tells what has none', () => {
    expect(packed(() => undefined)).toMatchObject({ exit: 0, faults: [], unsealed: [] });
    const [first = ''] = entriesIn(ledger)[0] ?? [];
    const told = packed((proofs) => {
      delete proofs[first];
    });
    expect([told.exit, told.unsealed.length]).toEqual([0, 1]);
  });

  it('names a commit that is not under the checkpoint, a wrong place, and a checkpoint that was kept nowhere', () => {
    const forged = packed((proofs, lines) => {
      const commit = JSON.parse(lines[3] ?? '').commit.replace('"user":"li"', '"user":"wu"');
      lines[3] = JSON.stringify({ commit });
      const [hash = ''] = entriesIn(ledger)[3] ?? [];
      proofs[createHash('sha256').update(commit).digest('hex')] = proofs[hash] ?? { index: 0, path: [] };
    });
    expect(forged).toMatchObject({ exit: 1, faults: [{ what: 'proofWrong', case: 'A', version: 1 }] });
    const moved = packed((proofs) => {
      for (const proof of Object.values(proofs)) proof.index = (proof.index + 1) % 15;
    });
    expect(moved.faults).toHaveLength(15);
    const own = new HandAnchor(join(ledger, 'own'), sealer);
    own.seal(entriesIn(ledger).slice(0, 15), '2026-11-23T23:00:00.000+08:00');
    const [kept, anew] = [anchor, own.folder].map((at) => readFileSync(join(at, 'checkpoint'), 'utf8'));
    anchor = own.folder;
    const { exit, into } = packed(() => undefined);
    expect([exit, kept === anew]).toEqual([0, false]);
    const elsewhere = verifier(
      ...[into, '--json', '--key', sealer.verifierKey, '--checkpoints', join(ledger, '..', 'anchor')],
    );
    expect(JSON.parse(elsewhere.stdout).faults).toEqual([{ what: 'checkpointUnknown', name: 'checkpoint' }]);
  });
});

describe('as it is called', () => {
  it('says how, in both languages, and what it cannot read', async () => {
    expect(verifier('--help')).toMatchObject({ exit: 0, stdout: expect.stringContaining('独立核验台账') });
    expect(verifier('--help', '--lang', 'en').stdout).toContain('Verifies a ledger without any code');
    expect(verifier()).toMatchObject({ exit: 2, stderr: expect.stringContaining('用法') });
    expect(verifier('nowhere', '--lang', 'en')).toMatchObject({ exit: 2 });
    await found();
    const archive = join(ledger, 'archive.ndjson');
    expect(verifier(archive, '--checkpoints', anchor, '--key', 'x+y')).toMatchObject({ exit: 2 });
    // what the notary of the ledger has signed itself lies in the archive: it shows that all is consistent, no more
    const own = verifier(archive);
    expect(own).toMatchObject({ exit: 0, stdout: expect.stringContaining('没有给出检查点文件夹') });
    expect(own.stdout).toContain('没有给出公钥');
    expect(verifier(archive, '--log', 'other')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('没有检查点'),
    });
    const sound = verifier(archive, '--checkpoints', anchor, '--key', sealer.verifierKey, '--lang', 'en');
    expect(sound).toMatchObject({ exit: 0, stdout: expect.stringContaining('unsealed: 1 commits since') });
    rewritten(inA('"disclosed"', '"refused.stateSecret"'));
    await found();
    const told = verifier(archive, '--checkpoints', anchor, '--key', sealer.verifierKey).stdout;
    expect(told).toContain('✗ A 第 2 笔：封存后被改写');
  });
});

describe('the audit stream', () => {
  it('is verified from the file beside the archive: an entry changed, and hashed anew, is named', async () => {
    const house = await openLocalHouse(ledger, { note: () => undefined });
    const by = { office: 'default', who: 'qian', role: 'officer', via: 'form' } as const;
    await house.audit.append({ ...by, what: 'searched', texts: { words: '张三' } });
    await house.audit.append({ ...by, what: 'caseRead', on: { kind: 'application', number: 'A' } });
    await house.notary.seal();
    house.close();
    const archive = join(ledger, 'archive.ndjson');
    await exportLedger(readArguments(['export', archive, '--data', ledger]));
    const run = () =>
      verifier(
        ...[`${archive}.audit`, '--log', 'audit', '--lang', 'en'],
        ...['--checkpoints', join(ledger, 'documents', 'proof'), '--key', join(ledger, 'signing.pub')],
      );
    expect(run()).toMatchObject({ exit: 0, stdout: expect.stringContaining('nothing found') });
    const text = readFileSync(`${archive}.audit`, 'utf8');
    const rows = text
      .split('\n')
      .map((line) => (line.includes('caseRead') ? line.replaceAll('qian', 'li') : line));
    writeFileSync(`${archive}.audit`, rows.join('\n'));
    expect(run()).toMatchObject({ exit: 1, stdout: expect.stringMatching(/rewritten after it was sealed/) });
  });
});
