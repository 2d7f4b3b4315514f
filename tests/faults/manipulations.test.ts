/**
 * What somebody with the folder in hand can do to a ledger, one by one: each is refused, healed or named. What
 * the signed tree names, and what it cannot, is in `sealed-ledger.test.ts`.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { packaged, sign } from '#functions/cli/signing.ts';
import { aggregate, rebuild } from '#functions/cli/upkeep.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { unwrapped } from '#shared/store/key-wrapper.ts';
import { digestOf, encrypt } from '#shared/store/seal.ts';
import { UnusableFile } from '#shared/store/unusable-file.ts';
import { recomputed } from '#shared/year/annual-report.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { readyToSign } from '../support/ready-to-sign.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-hands-'));
const base = join(folder, 'base');
let ledger = base;
let copies = 0;
const PACKAGE = 'documents/reports/default/2025/v1.zip';

/** Four cases of 2025, signed with its package; one of 2026. */
beforeAll(async () => {
  const house = await openLocalHouse(base);
  await readyToSign(house);
  const row = {
    receivedOn: '2025-03-03',
    applicantType: 'naturalPerson',
    subject: '规划图',
    applicantName: '张三',
  };
  const answer = { outcome: 'disclosed', decidedOn: '2025-03-20' };
  const job = (number: string, rest: object) =>
    rowJob(disclosureKind, { office: 'default', number, actor }, { ...row, ...rest, number });
  await house.log.write(['A', 'B', 'C', 'D'].flatMap((number) => [job(number, {}), job(number, answer)]));
  const letters = { office: 'default', kind: 'letters', stream: 'keyed' } as const;
  await house.log.write([
    (writer) => writer.append({ at: letters, number: 'keyed', version: 1, actor, key: 'k1', events: [] }),
  ]);
  await readyToSign(house);
  const made = await sign(house, readArguments(['close', '2025', '--approved-by', '王局长']));
  expect(made).toMatchObject({ exit: 0, stderr: '' });
  await house.log.write([job('E', { receivedOn: '2026-01-05' })]);
  await house.catchUp();
  house.close();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  copies += 1;
  ledger = join(folder, `copy${copies}`);
  cpSync(base, ledger, { recursive: true });
});
afterEach(() => rmSync(ledger, { recursive: true, force: true }));

function sql(...statements: string[]): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  for (const statement of statements) db.exec(statement);
  db.close();
}

/** Rewrites commits as somebody does who knows how they are chained. */
function rewritten(change: (body: string) => string): void {
  const db = new DatabaseSync(join(ledger, 'ledger.db'));
  const rows = db.prepare('SELECT position, stream, body, hash FROM commits ORDER BY stream, version').all();
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

async function inHouse<T>(run: (house: LocalHouse) => Promise<T>): Promise<T> {
  const house = await openLocalHouse(ledger, { note: () => undefined });
  try {
    return await run(house);
  } finally {
    house.close();
  }
}
type Found = Readonly<Record<string, readonly unknown[]>>;
/** The keys of `verify` under which something is named. */
async function named(): Promise<{ exit: number; keys: readonly string[]; found: Found }> {
  const { exit, stdout } = await inHouse(verify);
  const found = JSON.parse(stdout) as Found;
  const keys = Object.keys(found).filter((key) => Array.isArray(found[key]) && found[key].length > 0);
  return { exit, keys, found };
}
const rebuilt = () => inHouse(rebuild);
const OF_A = "stream = (SELECT stream FROM numbers WHERE number = 'A')";
const CLOSED_UP = [
  'CREATE TEMP TABLE t AS SELECT row_number() OVER (ORDER BY position) AS n, position AS p FROM commits',
  'UPDATE commits SET position = -position',
  'UPDATE commits SET position = (SELECT n FROM t WHERE p = -position)',
  'UPDATE keys SET position = (SELECT n FROM t WHERE p = position)',
];

const WITHOUT_A = [`DELETE FROM commits WHERE ${OF_A}`, ...CLOSED_UP];

it('a ledger that nobody touched is sound', async () => {
  expect(await named()).toMatchObject({ exit: 0, keys: [] });
});

describe('beside the log', () => {
  it.each<[string, () => void, readonly string[]]>([
    ['all sealed texts removed', () => sql('DELETE FROM seals'), ['seals']],
    [
      'one sealed text made garbage',
      () => sql("UPDATE seals SET body = 'x' WHERE ref = (SELECT min(ref) FROM seals)"),
      ['seals'],
    ],
    [
      'two sealed texts exchanged',
      () =>
        sql(
          'UPDATE seals SET body = (SELECT s.body FROM seals s WHERE s.ref <> seals.ref ORDER BY s.ref LIMIT 1)',
        ),
      ['seals'],
    ],
    ['a sealed text of no commit added', () => sql("INSERT INTO seals VALUES ('forged', 'x')"), ['seals']],
    ['all keys of cases removed', () => sql('DELETE FROM data_keys'), ['keys']],
    ['one key of a case removed', () => sql(`DELETE FROM data_keys WHERE ${OF_A}`), ['keys']],
    ['a key that is no key', () => sql(`UPDATE data_keys SET wrapped = 'x' WHERE ${OF_A}`), ['keys']],
    [
      'a case given another case’s key',
      () =>
        sql(
          `UPDATE data_keys SET wrapped = (SELECT d.wrapped FROM data_keys d WHERE d.stream <> data_keys.stream LIMIT 1) WHERE ${OF_A}`,
        ),
      ['seals'],
    ],
    [
      'a key of no case added',
      () => sql("INSERT INTO data_keys VALUES ('default', 'application', 'nobody', 'x')"),
      ['keys'],
    ],
    [
      'the mark of a destruction that nobody recorded',
      () => sql(`UPDATE data_keys SET wrapped = 'erased' WHERE ${OF_A}`),
      ['keys'],
    ],
    [
      'two numbers exchanged',
      () =>
        sql(
          "UPDATE numbers SET stream = CASE number WHEN 'A' THEN (SELECT stream FROM numbers WHERE number = 'B') ELSE (SELECT stream FROM numbers WHERE number = 'A') END WHERE number IN ('A', 'B')",
        ),
      ['numbers'],
    ],
    ['a number removed', () => sql("DELETE FROM numbers WHERE number = 'A'"), ['numbers']],
    [
      'a number added',
      () => sql("INSERT INTO numbers SELECT office, kind, 'Z', stream FROM numbers WHERE number = 'A'"),
      ['numbers'],
    ],
    ['the idempotency keys removed', () => sql('DELETE FROM keys'), ['idempotencyKeys']],
    [
      'an idempotency key given to another commit',
      () => sql('UPDATE keys SET position = 1'),
      ['idempotencyKeys'],
    ],
    [
      'an idempotency key added',
      () => sql("INSERT INTO keys VALUES ('default', 'k2', 1)"),
      ['idempotencyKeys'],
    ],
    ['the kept package overwritten', () => rmAndWrite(PACKAGE, 'FORGED'), ['packages']],
  ])('%s is named', async (_, manipulate, keys) => {
    manipulate();
    expect(await named()).toMatchObject({ exit: 1, keys });
  });

  it('a sealed text rewritten by somebody who holds the key is named', async () => {
    const db = new DatabaseSync(join(ledger, 'ledger.db'));
    const master = readFileSync(join(ledger, 'master.key'));
    const { wrapped } = db.prepare(`SELECT wrapped FROM data_keys WHERE ${OF_A}`).get() ?? {};
    const { ref } =
      db
        .prepare(`SELECT json_extract(body, '$.seal.ref') AS ref FROM commits WHERE ${OF_A} AND version = 1`)
        .get() ?? {};
    const plain = JSON.stringify({ salt: 'x', texts: { 0: { subject: '另一件' } } });
    expect(digestOf(plain)).toHaveLength(64);
    const key = unwrapped(master, String(wrapped), '') ?? Buffer.alloc(32);
    db.prepare('UPDATE seals SET body = ? WHERE ref = ?').run(encrypt(key, Buffer.from(plain)), String(ref));
    db.close();
    expect(await named()).toMatchObject({
      exit: 1,
      keys: ['seals'],
      found: { seals: [{ case: 'A', version: 1 }] },
    });
  });
});

function rmAndWrite(name: string, text: string): void {
  rmSync(join(ledger, name), { force: true });
  writeFileSync(join(ledger, name), text);
}

describe('in the log, without hashing it anew', () => {
  const spoil: readonly [string, string][] = [
    [
      'an outcome',
      `UPDATE commits SET body = replace(body, '"disclosed"', '"refused.stateSecret"') WHERE ${OF_A}`,
    ],
    ['a date', `UPDATE commits SET body = replace(body, '2025-03-20', '2025-03-21') WHERE ${OF_A}`],
    ['a hash', `UPDATE commits SET hash = 'x' WHERE ${OF_A} AND version = 1`],
    ['bytes that are no JSON', `UPDATE commits SET body = '{' WHERE ${OF_A} AND version = 2`],
    ['bytes that are another JSON', `UPDATE commits SET body = 'null' WHERE ${OF_A} AND version = 2`],
    ['the last commit of a case gone', `DELETE FROM commits WHERE ${OF_A} AND version = 2`],
    ['the first commit of a case gone', `DELETE FROM commits WHERE ${OF_A} AND version = 1`],
    ['a whole case gone', `DELETE FROM commits WHERE ${OF_A}`],
    [
      'two versions exchanged',
      `UPDATE commits SET version = 3 - version + 10 WHERE ${OF_A}; UPDATE commits SET version = version - 10 WHERE ${OF_A}`,
    ],
    ['a commit moved to another case', `UPDATE commits SET stream = 'elsewhere' WHERE ${OF_A}`],
    ['a case moved to another kind', `UPDATE commits SET kind = 'hotline' WHERE ${OF_A}`],
  ];

  it.each(spoil)(
    '%s is named, and nothing is signed, compared, restored or recounted from it',
    async (_, change) => {
      sql(change);
      const restate = readArguments(['restate', '2025', '--reason', '更正', '--approved-by', '王']);
      const close = readArguments(['close', '2024', '--approved-by', '王']);
      const tree = readArguments(['close', '2024', '--approved-by', '王', '--scope', 'tree']);
      for (const args of [restate, close, tree]) {
        const { exit, stdout } = await inHouse((house) => sign(house, args));
        expect({ exit, code: (JSON.parse(stdout) as { code: string }[])[0]?.code }).toEqual({
          exit: 1,
          code: 'brokenChains',
        });
      }
      const compared = await inHouse(aggregate);
      expect(compared.exit).toBe(1);
      expect(JSON.parse(compared.stdout)).toMatchObject({
        equal: false,
        brokenChains: expect.arrayContaining([
          { case: expect.any(String), version: expect.any(Number), what: expect.any(String) },
        ]),
      });
      expect(await named()).toMatchObject({ exit: 1, keys: expect.arrayContaining(['brokenChains']) });
      await exportLedger(readArguments(['export', join(ledger, 'x'), '--data', ledger]));
      const restored = restoreLedger(
        readArguments(['restore', join(ledger, 'x'), '--data', join(ledger, 'r')]),
      );
      await expect(restored).rejects.toThrow('哈希链断裂');
      expect(existsSync(join(ledger, 'r/ledger.db'))).toBe(false);
    },
  );
});

it('a case given to another office is missing in its own: nothing is signed there', async () => {
  sql(`UPDATE commits SET office = 'elsewhere' WHERE ${OF_A}`);
  const restate = readArguments(['restate', '2025', '--reason', '更正', '--approved-by', '王']);
  const { exit, stdout } = await inHouse((house) => sign(house, restate));
  expect({ exit, code: (JSON.parse(stdout) as { code: string }[])[0]?.code }).toEqual({
    exit: 1,
    code: 'brokenChains',
  });
});

describe('where a file cannot be used', () => {
  const FILES = ['ledger.db', 'views.db', 'queue.db', 'master.key'];
  const instead = (file: string, make: (path: string) => void): string => {
    const path = join(ledger, file);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    make(path);
    return path;
  };
  const opening = () => openLocalHouse(ledger, { note: () => undefined });

  it.each(FILES)('a folder in place of %s is named in one line', async (file) => {
    const path = instead(file, (at) => mkdirSync(at));
    const fault = await opening().then(
      (house) => house.close(),
      (error: Error) => error,
    );
    expect(fault).toBeInstanceOf(UnusableFile);
    expect(fault?.message).toContain(`${path} is a folder and not a file`);
    expect(fault?.message).not.toContain('\n');
  });

  it.each(FILES)('%s that nobody can read is named', async (file) => {
    const path = instead(file, (at) => symlinkSync(at, at));
    await expect(opening()).rejects.toThrow(path);
  });

  it('one that is damaged is named, too', async () => {
    const path = instead('ledger.db', (at) => writeFileSync(at, 'no database at all'.repeat(100)));
    await expect(opening()).rejects.toThrow(`${path}: file is not a database`);
  });

  it('a folder in place of a kept package is named by `verify` and by `package`, and is not none', async () => {
    rmSync(join(ledger, PACKAGE));
    mkdirSync(join(ledger, PACKAGE));
    const { exit, found } = await named();
    expect([exit, found.packages]).toEqual([
      1,
      [{ what: 'unreadable', office: 'default', at: '2025', version: 1 }],
    ]);
    const asked = inHouse((house) =>
      packaged(house, readArguments(['package', '2025', '--out', join(ledger, 'p.zip')])),
    );
    await expect(asked).rejects.toThrow(`${join(ledger, PACKAGE)} is a folder and not a file`);
  });
});

describe('an event that this program does not know, rehashed into an open case', () => {
  const inserted = (type: string, v: number) => (body: string) =>
    body.includes('"number":"E"')
      ? body.replace('"events":[', `"events":[{"type":"${type}","v":${v},"on":"2026-01-06","data":{}},`)
      : body;

  it.each([
    ['Foreseen', 1, 'unknownType'],
    ['toString', 1, 'unknownType'],
    ['ApplicationRegistered', 99, 'laterVersion'],
    ['ApplicationRegistered', 0, 'noVersion'],
  ])('%s of version %i is named, and nothing is signed or compared beside it', async (type, v, what) => {
    rewritten(inserted(type, v));
    const { exit, keys, found } = await named();
    expect([exit, keys]).toEqual([1, expect.arrayContaining(['unknownEvents'])]);
    expect(found.unknownEvents).toEqual([{ case: 'E', version: 1, type, v, what }]);
    expect(found.brokenChains).toEqual([]);
    const restate = readArguments(['restate', '2025', '--reason', '更正', '--approved-by', '王']);
    const tree = readArguments(['close', '2024', '--approved-by', '王', '--scope', 'tree']);
    for (const args of [restate, tree]) {
      const { exit: refused, stdout } = await inHouse((house) => sign(house, args));
      expect([refused, JSON.parse(stdout)]).toEqual([
        1,
        [{ code: 'unknownEvents', case: 'E', version: 1, type, v, what }],
      ]);
    }
    const compared = await inHouse(aggregate);
    expect([compared.exit, JSON.parse(compared.stdout)]).toMatchObject([
      1,
      { equal: false, unknownEvents: [{ case: 'E', type }] },
    ]);
  });
});

describe('in the tables of the read models', () => {
  it.each([
    ['a column renamed', 'ALTER TABLE cases RENAME COLUMN facts TO notes'],
    ['a table gone', 'DROP TABLE members'],
    ['an index gone', 'DROP INDEX cases_by_due'],
    ['a trigger added', 'CREATE TRIGGER t AFTER INSERT ON spans BEGIN DELETE FROM spans; END'],
  ])('%s is healed: they are filled anew', async (_, change) => {
    const db = new DatabaseSync(join(ledger, 'views.db'));
    const schema = () => db.prepare('SELECT sql FROM sqlite_master ORDER BY name').all();
    const before = schema();
    db.exec(change);
    expect(await named()).toMatchObject({ exit: 0, keys: [] });
    expect(schema()).toEqual(before);
    db.close();
  });
});

describe('in the log, hashed anew by somebody who knows how', () => {
  const outcome = (body: string): string =>
    body.includes('"number":"A"') ? body.replace('"disclosed"', '"refused.stateSecret"') : body;

  it.each<[string, () => void, readonly string[]]>([
    ['an outcome of a closed year', () => rewritten(outcome), ['driftedReadModels', 'signatures']],
    [
      'who entered a case of a closed year',
      () =>
        rewritten((body) =>
          body.includes('"number":"A"') ? body.replace('"user":"li"', '"user":"wu"') : body,
        ),
      ['signatures'],
    ],
    [
      'when a case of a closed year was recorded',
      () =>
        rewritten((body) =>
          body.includes('"number":"A"')
            ? body.replace(/"recordedAt":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.)\d{3}/, '"recordedAt":"$1000')
            : body,
        ),
      ['signatures'],
    ],
    [
      'a case of a closed year gone, with its number, key and texts',
      () => sql(...WITHOUT_A, ...GONE),
      ['driftedReadModels', 'signatures'],
    ],
    [
      'a case gone, its number left',
      () => sql(...WITHOUT_A),
      ['driftedReadModels', 'seals', 'numbers', 'keys', 'signatures'],
    ],
  ])('%s is named by what was signed, and by the tree', async (_, manipulate, keys) => {
    manipulate();
    await rebuilt();
    const found = await named();
    expect(found).toMatchObject({ exit: 1 });
    const besides = [...found.keys].filter((key) => key !== 'failedChecks');
    expect(besides.sort()).toEqual([...keys, 'checkpoints'].sort());
  });

  it('an outcome of a closed year with its signed report is named by the digest in the signature', async () => {
    rewritten(outcome);
    await rebuilt();
    await signedAnew();
    await rebuilt();
    const { exit, keys, found } = await named();
    expect({ exit, keys }).toEqual({ exit: 1, keys: ['signatures', 'checkpoints'] });
    expect(found.signatures).toEqual([{ what: 'digest', office: 'default', at: '2025', version: 1 }]);
  });

  it('a signing taken out, its number and all, is named by the package that was kept of it', async () => {
    sql("DELETE FROM numbers WHERE kind = 'year'", "DELETE FROM commits WHERE kind = 'year'", ...CLOSED_UP);
    await rebuilt();
    const { exit, found } = await named();
    expect({ exit, signatures: found.signatures }).toEqual({
      exit: 1,
      signatures: [{ what: 'missing', office: 'default', at: '2025', version: 1 }],
    });
  });

  it('a case of an open year cut off at the end is named by what was left beside it', async () => {
    sql("DELETE FROM commits WHERE stream = (SELECT stream FROM numbers WHERE number = 'E')");
    await rebuilt();
    expect((await named()).keys).toEqual(expect.arrayContaining(['numbers', 'seals', 'keys']));
  });
});

const GONE = [
  'DELETE FROM data_keys WHERE stream NOT IN (SELECT stream FROM commits)',
  "DELETE FROM seals WHERE ref NOT IN (SELECT json_extract(body, '$.seal.ref') FROM commits WHERE json_extract(body, '$.seal.ref') IS NOT NULL)",
  "DELETE FROM numbers WHERE number = 'A'",
];

/** As somebody does who has the product make the report again. */
async function signedAnew(): Promise<void> {
  const report = await inHouse(async ({ log }) => {
    const [frozen] = (await yearStateOf(log, { office: 'default', year: 2025 })).versions;
    if (frozen === undefined) throw new Error('not signed');
    const { office } = JSON.parse(frozen.report) as Report;
    return canonicalJson((await recomputed(log, { office, year: 2025 }, frozen)).report);
  });
  rewritten((body) => {
    const commit = JSON.parse(body) as { events: { type: string; data: { report: string } }[] };
    const [event] = commit.events;
    if (event?.type !== 'YearClosed') return body;
    event.data.report = report;
    return JSON.stringify(commit);
  });
}

describe('the package of a signed year', () => {
  const handedOut = () =>
    inHouse((house) => packaged(house, readArguments(['package', '2025', '--out', 'x'])));

  it('is handed out as kept while it is the one that was recorded', async () => {
    const { bytes } = await handedOut();
    expect(Buffer.from(bytes ?? []).equals(readFileSync(join(ledger, PACKAGE)))).toBe(true);
  });

  it('overwritten is never handed out: it is made again from what was signed, and kept', async () => {
    const right = readFileSync(join(ledger, PACKAGE));
    rmAndWrite(PACKAGE, 'FORGED');
    const { bytes } = await handedOut();
    expect(Buffer.from(bytes ?? []).equals(right)).toBe(true);
    expect(readFileSync(join(ledger, PACKAGE)).equals(right)).toBe(true);
    expect(await named()).toMatchObject({ exit: 0, keys: [] });
  });

  it('kept by an earlier version, which recorded no digest, is made again rather than believed', async () => {
    const right = readFileSync(join(ledger, PACKAGE));
    rmAndWrite(PACKAGE, 'FORGED');
    sql("DELETE FROM commits WHERE kind = 'proof'", "DELETE FROM numbers WHERE kind = 'proof'");
    const { bytes } = await handedOut();
    expect(Buffer.from(bytes ?? []).equals(right)).toBe(true);
  });
});
