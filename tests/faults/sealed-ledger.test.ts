/**
 * What somebody can do to a sealed ledger who can write every file of the folder and holds every key: each is named with
 * its case, its version and what was done, by what lies in the folder or by an anchor (docs/proof.md). The last ones are
 * those that nothing tells.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { checkpoint } from '#functions/cli/checkpoint.ts';
import { readArguments } from '#functions/cli/options.ts';
import { sign } from '#functions/cli/signing.ts';
import { aggregate } from '#functions/cli/upkeep.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { TreeFault } from '#shared/store/notary.ts';
import { readyToSign } from '../support/ready-to-sign.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-sealed-'));
const [base, device] = [join(folder, 'base'), join(folder, 'device')];
const anchors = anchorsHere([device], {});
let ledger = base;
let anchored = true;
let copies = 0;
let yesterday = new Map<string, Buffer>();
const job = (number: string, rest: object) =>
  rowJob(
    disclosureKind,
    { office: 'default', number, actor },
    { applicantType: 'naturalPerson', ...rest, number },
  );

/** Four cases of 2025, signed; two of 2026, of which the last was sealed in an hour of its own. */
beforeAll(async () => {
  mkdirSync(device);
  const house = await openLocalHouse(base, { anchors });
  await readyToSign(house);
  const row = { receivedOn: '2025-03-03', subject: '规划图', applicantName: '张三' };
  const answer = { outcome: 'disclosed', decidedOn: '2025-03-20' };
  await house.log.write(['A', 'B', 'C', 'D'].flatMap((number) => [job(number, row), job(number, answer)]));
  await house.notary.seal();
  const made = await sign(house, readArguments(['close', '2025', '--approved-by', '王局长']));
  expect(made).toMatchObject({ exit: 0, stderr: '' });
  // before the signing is answered
  expect(JSON.parse(made.stdout)).toMatchObject({
    checkpoint: { size: expect.any(Number), root: expect.any(String) },
  });
  await house.log.write([job('E', { receivedOn: '2026-01-05' })]);
  await house.notary.seal();
  house.close();
  yesterday = filesOf('ledger.db');
  const later = await openLocalHouse(base, { anchors });
  await later.log.write([job('F', { receivedOn: '2026-01-06' })]);
  await later.notary.seal();
  later.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  copies += 1;
  anchored = true;
  ledger = join(folder, `copy${copies}`);
  cpSync(base, ledger, { recursive: true });
});
afterEach(() => rmSync(ledger, { recursive: true, force: true }));

function filesOf(prefix: string): Map<string, Buffer> {
  const names = readdirSync(base).filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [name, readFileSync(join(base, name))]));
}

async function inHouse<T>(run: (house: LocalHouse) => Promise<T>): Promise<T> {
  const house = await openLocalHouse(ledger, { note: () => undefined, ...(anchored && { anchors }) });
  try {
    return await run(house);
  } finally {
    house.close();
  }
}

type Found = {
  readonly exit: number;
  readonly checkpoints: readonly TreeFault[];
  readonly unsealed: { count: number };
  /** The keys of `verify` under which something else is named. */
  readonly besides: readonly string[];
};
async function verified(): Promise<Found> {
  const { exit, stdout } = await inHouse(async (house) => {
    await house.rebuild();
    return verify(house);
  });
  const { checkpoints, unsealed, ...others } = JSON.parse(stdout);
  const besides = Object.keys(others).filter((key) => Array.isArray(others[key]) && others[key].length > 0);
  return { exit, checkpoints, unsealed, besides };
}
/** `what case.version`, the kind where it is no case. */
async function named(): Promise<string[]> {
  const { checkpoints } = await verified();
  return checkpoints.map(({ what, kind, case: number, version, anchor }) => {
    const of = number === undefined ? '' : ` ${kind === 'application' ? '' : `${kind}/`}${number}.${version}`;
    return `${what}${of}${anchor === undefined ? '' : ' on the device'}`;
  });
}

function sql(...statements: string[]): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  for (const statement of statements) db.exec(statement);
  db.close();
}
const OF = (number: string) => `stream = (SELECT stream FROM numbers WHERE number = '${number}')`;
const CLOSED_UP = [
  'CREATE TEMP TABLE t AS SELECT row_number() OVER (ORDER BY position) AS n, position AS p FROM commits',
  'UPDATE commits SET position = -position',
  'UPDATE commits SET position = (SELECT n FROM t WHERE p = -position)',
];
const FORGOTTEN = [
  'DELETE FROM data_keys WHERE stream NOT IN (SELECT stream FROM commits)',
  "DELETE FROM seals WHERE ref NOT IN (SELECT json_extract(body, '$.seal.ref') FROM commits WHERE json_extract(body, '$.seal.ref') IS NOT NULL)",
  'DELETE FROM numbers WHERE stream NOT IN (SELECT stream FROM commits)',
];
const without = (which: string): void =>
  sql(`DELETE FROM commits WHERE ${which}`, ...CLOSED_UP, ...FORGOTTEN);
/** As somebody does who knows how commits are chained. */
function rewritten(change: (body: string) => string): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  const rows = db.prepare('SELECT position, body, hash FROM commits ORDER BY stream, version').all();
  const set = db.prepare('UPDATE commits SET body = ?, hash = ? WHERE position = ?');
  const became = new Map<string, string>();
  for (const { position, body, hash } of rows) {
    const { prev } = JSON.parse(String(body)) as { prev: string };
    const bytes = change(String(body)).replace(`"prev":"${prev}"`, `"prev":"${became.get(prev) ?? prev}"`);
    const made = createHash('sha256').update(bytes).digest('hex');
    became.set(String(hash), made);
    set.run(bytes, made, Number(position));
  }
  db.close();
}
const inCase = (number: string, from: string, to: string) => (body: string) =>
  body.includes(`"number":"${number}"`) ? body.replace(from, to) : body;

/** A commit that nobody decided, behind `after` of its case or as a new one, at a position of the sealed part. */
function forged(position: number): void {
  sql(
    'UPDATE commits SET position = -position',
    `UPDATE commits SET position = CASE WHEN -position >= ${position} THEN 1 - position ELSE -position END`,
  );
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  const { body } = db.prepare(`SELECT body FROM commits WHERE ${OF('A')} AND version = 1`).get() ?? {};
  const bytes = String(body)
    .replaceAll('"number":"A"', '"number":"Z"')
    .replace(/"stream":"[^"]*"/, '"stream":"zz"');
  const hash = createHash('sha256').update(bytes).digest('hex');
  db.prepare("INSERT INTO commits SELECT ?, office, kind, 'zz', 1, ?, ? FROM commits LIMIT 1").run(
    position,
    bytes,
    hash,
  );
  db.close();
}

const proof = (name = ''): string => join(ledger, 'documents/proof', name);
const lastCheckpoint = (): string => {
  const names = readdirSync(proof('ledger/checkpoints')).sort();
  return proof(`ledger/checkpoints/${names.at(-1)}`);
};
/** The tree thrown away and made anew over what the ledger now says, with the key of the folder. */
async function sealedAnew(...gone: string[]): Promise<void> {
  for (const name of ['documents/proof', 'signing.pub', 'signing.used', ...gone])
    rmSync(join(ledger, name), { recursive: true, force: true });
  anchored = false;
  await inHouse((house) => house.notary.seal());
  anchored = true;
}

describe('a ledger that nobody touched', () => {
  it('is sound, with nothing unsealed', async () => {
    expect(await verified()).toEqual({
      exit: 0,
      checkpoints: [],
      unsealed: { count: 0, since: null, audit: { count: 0, since: null } },
      besides: [],
    });
  });

  it('says what is not sealed yet, and since when', async () => {
    await inHouse((house) => house.log.write([job('G', { receivedOn: '2026-01-07' })]));
    const { exit, unsealed } = await verified();
    expect([exit, unsealed]).toMatchObject([0, { count: 1, since: expect.stringMatching(/^20\d\d-/) }]);
  });

  it('of before the tree is sealed from its first checkpoint on', async () => {
    for (const name of ['documents/proof', 'signing.pub', 'signing.key', 'signing.used'])
      rmSync(join(ledger, name), { recursive: true });
    anchored = false;
    const before = await verified();
    expect([before.exit, before.checkpoints, before.unsealed.count]).toEqual([0, [], expect.any(Number)]);
    const { exit, stdout } = await inHouse(checkpoint);
    expect([exit, JSON.parse(stdout.split('\n')[0] ?? '')]).toMatchObject([
      0,
      { log: 'ledger', added: before.unsealed.count },
    ]);
    expect(await verified()).toMatchObject({ exit: 0, unsealed: { count: 0 } });
  });
});

describe('named with case, version and what was done', () => {
  it.each<[string, () => void | Promise<void>, readonly string[]]>([
    [
      'a date of an open year rewritten',
      () => rewritten(inCase('E', '2026-01-05', '2026-01-06')),
      ['changed E.1'],
    ],
    [
      'who entered a case',
      () => rewritten(inCase('A', '"user":"li"', '"user":"wu"')),
      ['changed A.1', 'changed A.2'],
    ],
    [
      'when a case was recorded',
      () =>
        rewritten((body) =>
          body.includes('"number":"F"') ? body.replace(/(T\d\d:\d\d:\d\d\.)\d{3}/, '$1000') : body,
        ),
      ['changed F.1'],
    ],
    [
      'the approver in a signature',
      () => rewritten((body) => body.replaceAll('王局长', '李局长')),
      ['changed year/2025.1'],
    ],
    ['a case removed, everything closed up', () => without(OF('B')), ['removed B.1', 'removed B.2']],
    ['the last step of a case removed', () => without(`${OF('C')} AND version = 2`), ['removed C.2']],
    [
      'the signing removed',
      () => without("kind = 'year' AND stream = '2025' AND body LIKE '%YearClosed%'"),
      expect.arrayContaining(['removed year/2025.1']),
    ],
    ['the newest commits cut off', () => without(`${OF('E')} OR ${OF('F')}`), ['cutOff E.1', 'cutOff F.1']],
    [
      'the ledger put back to yesterday',
      () => {
        for (const name of readdirSync(ledger)) if (name.startsWith('ledger.db')) rmSync(join(ledger, name));
        for (const [name, bytes] of yesterday) writeFileSync(join(ledger, name), bytes);
      },
      ['cutOff F.1'],
    ],
    [
      'two cases exchanged in the order of recording',
      () => {
        sql(`UPDATE commits SET position = -position WHERE ${OF('E')} OR ${OF('F')}`);
        sql(
          'UPDATE commits SET position = (SELECT sum(position) FROM commits WHERE position < 0) * -1 + position WHERE position < 0',
        );
      },
      ['reordered E.1', 'reordered F.1'],
    ],
    ['a commit forged into what was sealed', () => forged(8), ['inserted Z.1']],
    [
      'the newest cut off, and another written in its place',
      async () => {
        without(OF('F'));
        await inHouse((house) => house.log.write([job('X', { receivedOn: '2026-01-06' })]));
      },
      ['cutOff F.1', 'inserted X.1'],
    ],
  ])('%s', async (_, manipulate, expected) => {
    await manipulate();
    expect(await named()).toEqual(expected);
    expect((await verified()).exit).toBe(1);
  });

  it('nothing is signed or compared over it, and the notary seals nothing behind it', async () => {
    without(OF('F'));
    const restate = readArguments(['restate', '2025', '--reason', '更正', '--approved-by', '王']);
    const refused = await inHouse((house) => sign(house, restate));
    expect([refused.exit, JSON.parse(refused.stdout)]).toMatchObject([
      1,
      [{ code: 'notAsSealed', what: 'cutOff', case: 'F' }],
    ]);
    const compared = await inHouse(aggregate);
    expect([compared.exit, JSON.parse(compared.stdout)]).toMatchObject([
      1,
      { equal: false, notAsSealed: [{ case: 'F' }] },
    ]);
    without(OF('E'));
    const sealed = await inHouse(checkpoint);
    expect([sealed.exit, JSON.parse(sealed.stdout)]).toMatchObject([1, { code: 'notAsSealed' }]);
  });
});

describe('in the tree', () => {
  const overwrite = (file: string, text: string): void => {
    rmSync(file);
    writeFileSync(file, text);
  };

  it.each<[string, () => void, readonly string[]]>([
    [
      'the newest checkpoint removed',
      () => rmSync(lastCheckpoint()),
      ['checkpointMissing', 'rolledBack on the device'],
    ],
    [
      'one between removed',
      () => rmSync(proof(`ledger/checkpoints/${readdirSync(proof('ledger/checkpoints')).sort()[1]}`)),
      ['checkpointMissing', 'forked on the device'],
    ],
    [
      'a size rewritten in a checkpoint',
      () =>
        overwrite(lastCheckpoint(), readFileSync(lastCheckpoint(), 'utf8').replace(/\n(\d+)\n/, '\n9$1\n')),
      expect.arrayContaining(['checkpointInvalid', 'rolledBack on the device']),
    ],
    [
      'a signature taken from another',
      () => {
        const [first = ''] = readdirSync(proof('ledger/checkpoints')).sort();
        const [, other = ''] = readFileSync(proof(`ledger/checkpoints/${first}`), 'utf8').split('\n\n');
        overwrite(lastCheckpoint(), `${readFileSync(lastCheckpoint(), 'utf8').split('\n\n')[0]}\n\n${other}`);
      },
      expect.arrayContaining(['checkpointInvalid', 'rolledBack on the device']),
    ],
    [
      'the names of entries altered',
      () => {
        const file = proof(`ledger/names/${readdirSync(proof('ledger/names')).sort().at(-1)}`);
        overwrite(file, readFileSync(file, 'utf8').replace('"F"', '"Q"'));
      },
      ['namesAltered'],
    ],
    [
      'a tile altered',
      () => {
        const [tile = ''] = readdirSync(proof('ledger/tile/0/000.p'));
        writeFileSync(proof(`ledger/tile/0/000.p/${tile}`), Buffer.alloc(32));
      },
      ['tilesAltered'],
    ],
    [
      'the tree deleted',
      () => rmSync(proof(), { recursive: true }),
      ['treeMissing', 'rolledBack on the device'],
    ],
  ])('%s', async (_, manipulate, expected) => {
    manipulate();
    expect(await named()).toEqual(expected);
  });

  it('deleted, nothing is sealed before somebody has put it back', async () => {
    rmSync(proof(), { recursive: true });
    const { exit, stdout } = await inHouse(checkpoint);
    expect([exit, JSON.parse(stdout.split('\n')[0] ?? '')]).toMatchObject([1, { code: 'treeGone' }]);
  });

  it.each(['signing.key', 'signing.pub'])(
    'nothing is sealed without %s, and no other key is made',
    async (file) => {
      rmSync(join(ledger, file));
      const { exit, stdout } = await inHouse(checkpoint);
      expect([exit, JSON.parse(stdout.split('\n')[0] ?? '')]).toMatchObject([1, { code: 'noKey' }]);
      expect(existsSync(join(ledger, file))).toBe(false);
    },
  );

  it('with another key laid in place of its own is named, and nothing is signed with that', async () => {
    const other = await openLocalHouse(join(ledger, 'other'));
    await other.notary.seal();
    other.close();
    for (const file of ['signing.key', 'signing.pub'])
      cpSync(join(ledger, 'other', file), join(ledger, file));
    anchored = false;
    expect(await named()).toContain('checkpointForeign');
    expect((await verified()).exit).toBe(1);
    const { exit, stdout } = await inHouse(checkpoint);
    expect([exit, JSON.parse(stdout)]).toMatchObject([1, { code: 'noKey' }]);
  });

  it('of another key is named', async () => {
    await sealedAnew('signing.key');
    expect(await named()).toContain('keyReplaced on the device');
    const { exit, stdout } = await inHouse(checkpoint);
    expect([exit, JSON.parse(stdout.split('\n')[0] ?? '')]).toMatchObject([
      1,
      { anchors: [{ fault: 'forked' }] },
    ]);
  });
});

describe('by somebody with every key, who made the whole tree anew', () => {
  it.each<[string, () => void, string]>([
    ['a case rewritten', () => rewritten(inCase('A', '"disclosed"', '"refused.stateSecret"')), 'changed A.2'],
    ['a case removed', () => without(OF('B')), 'removed B.1'],
    ['the newest cut off', () => without(OF('F')), 'cutOff F.1'],
    [
      'the signature rewritten',
      () => rewritten((body) => body.replaceAll('王局长', '李局长')),
      'changed year/2025.1',
    ],
  ])('%s is named by the anchor', async (_, manipulate, expected) => {
    manipulate();
    await sealedAnew();
    const found = await named();
    expect(found).toContain(expected);
    expect(found.some((one) => /^(?:forked|rolledBack) on the device$/.test(one))).toBe(true);
    expect((await inHouse(checkpoint)).exit).toBe(1);
  });

  it('is not found where there is no anchor (docs/proof.md)', async () => {
    without(OF('F'));
    await sealedAnew();
    anchored = false;
    expect(await verified()).toMatchObject({ exit: 0, checkpoints: [] });
  });
});

describe('an archive', () => {
  const at = (name: string): string => join(ledger, name);
  const archived = async (): Promise<string[]> => {
    await exportLedger(readArguments(['export', at('x'), '--data', ledger]));
    return readFileSync(at('x'), 'utf8').trimEnd().split('\n');
  };
  const restored = (): Promise<unknown> =>
    restoreLedger(readArguments(['restore', at('x'), '--data', at('r')]));

  it('holds the tree, and a ledger restored from it goes on in it, on the same anchor', async () => {
    const lines = await archived();
    const proof = lines.filter((line) => line.startsWith('{"t":"proof"'));
    expect(proof.length).toBeGreaterThan(6);
    await restored();
    expect((await verifiedAt('r')).checkpoints).toMatchObject([]);
    // the keys are brought by hand
    for (const key of ['master.key', 'signing.key']) cpSync(at(key), at(`r/${key}`));
    ledger = at('r');
    await inHouse((house) => house.log.write([job('G', { receivedOn: '2026-01-07' })]));
    expect((await inHouse(checkpoint)).exit).toBe(0);
    expect(await verified()).toMatchObject({ exit: 0, checkpoints: [], unsealed: { count: 0 } });
    expect(existsSync(join(device, 'ledger/names'))).toBe(true);
    // exported again it holds what was sealed since
    await exportLedger(readArguments(['export', at('y'), '--data', ledger]));
  });

  it('is restored beside documents that were copied after a later sealing', async () => {
    anchored = false;
    await inHouse((house) => house.log.write([job('G', { receivedOn: '2026-01-07' })]));
    await archived();
    expect(await inHouse(checkpoint)).toMatchObject({ exit: 0 });
    for (const name of ['master.key', 'signing.key', 'signing.pub', 'documents'])
      cpSync(at(name), at(`r/${name}`), { recursive: true });
    await restored();
    ledger = at('r');
    expect(await verified()).toMatchObject({ exit: 0, checkpoints: [], unsealed: { count: 0 } });
  });

  it('of a ledger that is not as sealed is not restored', async () => {
    without(OF('B'));
    await archived();
    await expect(restored()).rejects.toThrow('与已签名的存证不符');
    expect(existsSync(at('r/ledger.db'))).toBe(false);
  });

  async function verifiedAt(name: string): Promise<Found> {
    const before = ledger;
    ledger = at(name);
    cpSync(join(before, 'master.key'), join(ledger, 'master.key'));
    try {
      return await verified();
    } finally {
      ledger = before;
      rmSync(join(before, name, 'views.db'), { force: true });
    }
  }
});
