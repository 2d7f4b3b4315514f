/**
 * The keys under checkpoints: another one in the place of the first, and SM2 beside it. Who holds nothing but the first
 * public key follows, with both verifiers; whoever holds a former key signs nothing any more.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { checkpoint } from '#functions/cli/checkpoint.ts';
import { keys } from '#functions/cli/keys.ts';
import { readArguments } from '#functions/cli/options.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { evidencePackage } from '#shared/evidence/evidence-package.ts';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { beginRotation } from '#shared/house/signing-key.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { checkpointName, readCheckpoint } from '#shared/transparency/checkpoint.ts';
import { readKeyLine } from '#shared/transparency/signed-note.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
let [root, ledger, device] = ['', '', ''];
let first = '';

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'taizhang-keys-'));
  [ledger, device] = [join(root, 'data'), join(root, 'device')];
  mkdirSync(device);
  await sealed('A');
  first = readFileSync(join(ledger, 'signing.pub'), 'utf8').trim();
});
afterEach(() => rmSync(root, { recursive: true }));

async function inHouse<T>(work: (house: LocalHouse) => Promise<T>): Promise<T> {
  const house = await openLocalHouse(ledger, { anchors: anchorsHere([device], {}) });
  try {
    return await work(house);
  } finally {
    house.close();
  }
}

/** One more case, under a checkpoint of its own. */
const sealed = (number: string) =>
  inHouse(async ({ log, notary }) => {
    const row = { applicantType: 'naturalPerson', receivedOn: '2026-01-05', number } as const;
    await log.write([rowJob(disclosureKind, { office: 'default', number, actor }, row)]);
    return notary.seal();
  });

const taizhang = (...words: readonly string[]) =>
  readArguments([...words, '--data', ledger, '--anchor', device]);
const rotated = async () => JSON.parse((await keys(taizhang('keys', 'rotate', 'checkpoint'))).stdout);
const bySm2 = () => inHouse((house) => checkpoint(house, taizhang('checkpoint', '--sm2')));
const checked = () => inHouse(async ({ notary }) => (await notary.check()).checkpoints);

/** What the stand-alone verifier says that knows the first key, and the device. */
async function alone(log = 'ledger'): Promise<{ exit: number | null; faults: { what: string }[] }> {
  const archive = join(root, 'archive.ndjson');
  await exportLedger(readArguments(['export', archive, '--data', ledger]));
  const file = log === 'ledger' ? archive : `${archive}.${log}`;
  return verifier(file, '--log', log, '--checkpoints', join(device, log), '--key', first, '--json');
}

function verifier(...options: readonly string[]) {
  const run = ['--disable-warning=ExperimentalWarning', 'functions/verifier/main.ts', ...options];
  const { status, stdout } = spawnSync(process.execPath, run, { encoding: 'utf8' });
  return { exit: status, ...JSON.parse(stdout) };
}

const newest = (): string => readFileSync(join(device, 'ledger', 'checkpoint'), 'utf8');
const linesUnder = (note: string): number => note.split('\n').filter((line) => line.startsWith('— ')).length;

describe('another key', () => {
  it('is announced under both at once, and signs alone from then on', async () => {
    const told = await rotated();
    expect(told).toMatchObject({ key: 'checkpoint', first, signing: [expect.not.stringContaining(first)] });
    expect(told.from).not.toBe(told.to);
    const announcing = readCheckpoint(newest());
    expect(announcing).toMatchObject({ size: 2, keys: told.signing });
    expect(linesUnder(newest())).toBe(2);
    expect(existsSync(join(ledger, 'signing-next.key'))).toBe(false);
    expect(statSync(join(ledger, 'signing.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(ledger, 'signing.pub'), 'utf8').trim()).toBe(first);
    await sealed('B');
    expect(linesUnder(newest())).toBe(1);
    expect(newest()).toContain(`— ${readKeyLine(first)?.name} `);
    expect(await checked()).toEqual([]);
    for (const log of ['ledger', 'audit']) expect(await alone(log)).toMatchObject({ exit: 0, faults: [] });
    await rotated();
    await sealed('C');
    expect(await checked()).toEqual([]);
    expect(await alone()).toMatchObject({ exit: 0, faults: [], unsealed: [] });
  });

  it('leaves the former one nothing that either verifier takes', async () => {
    const former = readFileSync(join(ledger, 'signing.key'));
    await rotated();
    cpSync(ledger, join(root, 'kept'), { recursive: true });
    writeFileSync(join(ledger, 'signing.key'), former);
    await expect(sealed('B')).rejects.toMatchObject({ code: 'noKey' });
    // a chain of his own, from before the announcement, on a copy of his own
    for (const at of [ledger, device])
      for (const log of ['ledger', 'audit'])
        dropAnnouncements(join(at, at === ledger ? `documents/proof/${log}` : log));
    await sealed('C');
    expect((await alone()).faults).toEqual([]);
    const forged = newest();
    rmSync(device, { recursive: true });
    cpSync(join(root, 'kept', 'documents', 'proof'), device, { recursive: true });
    cpSync(join(ledger, 'signing.pub'), join(device, 'signing.pub'));
    expect((await checked()).map(({ what }) => what)).toContain('forked');
    writeFileSync(join(device, 'ledger', checkpointName(readCheckpoint(forged) ?? fail())), forged);
    expect((await checked()).map(({ what }) => what)).toContain('checkpointForeign');
    expect((await alone()).faults.map(({ what }) => what)).toContain('checkpointUnsigned');
  });

  it('is come to after being stopped at any step', async () => {
    beginRotation(ledger);
    const [early] = await sealed('B');
    expect(early?.checkpoint?.keys).toHaveLength(1);
    // announced in the ledger, and the copy by which it is found is gone with the process
    for (const log of ['ledger', 'audit'])
      rmSync(join(ledger, 'documents', 'proof', log, 'keys'), { recursive: true, force: true });
    await sealed('C');
    await sealed('D');
    expect(existsSync(join(ledger, 'documents', 'proof', 'ledger', 'keys'))).toBe(true);
    expect(await checked()).toEqual([]);
    expect(await alone()).toMatchObject({ exit: 0, faults: [] });
  });

  it('is followed by a ledger restored from its archive', async () => {
    await rotated();
    await sealed('B');
    const [archive, other] = [join(root, 'x'), join(root, 'other')];
    await exportLedger(readArguments(['export', archive, '--data', ledger]));
    mkdirSync(other);
    for (const file of ['master.key', 'signing.key', 'signing.pub', 'signing.used'])
      cpSync(join(ledger, file), join(other, file));
    await restoreLedger(readArguments(['restore', archive, '--data', other]));
    ledger = other;
    await sealed('C');
    expect(await checked()).toEqual([]);
  });

  it('is known to a copy of before it by the device, which signs nothing', async () => {
    cpSync(ledger, join(root, 'yesterday'), { recursive: true });
    await rotated();
    await sealed('B');
    ledger = join(root, 'yesterday');
    await expect(sealed('C')).rejects.toMatchObject({ code: 'notAsSealed' });
  });
});

function fail(): never {
  throw new Error('no checkpoint');
}

function dropAnnouncements(folder: string): void {
  rmSync(join(folder, 'keys'), { recursive: true, force: true });
  const names = readdirSync(join(folder, 'checkpoints')).sort();
  for (const name of names)
    if (readCheckpoint(readFileSync(join(folder, 'checkpoints', name), 'utf8'))?.keys !== undefined)
      rmSync(join(folder, 'checkpoints', name));
  const last = readdirSync(join(folder, 'checkpoints')).sort().at(-1);
  if (last === undefined) rmSync(folder, { recursive: true });
  else cpSync(join(folder, 'checkpoints', last), join(folder, 'checkpoint'));
}

describe('SM2', () => {
  it('signs every checkpoint beside Ed25519 once it was asked for, and both verifiers ask for it', async () => {
    expect((await bySm2()).exit).toBe(0);
    expect(linesUnder(newest())).toBe(2);
    await sealed('B');
    expect(linesUnder(newest())).toBe(2);
    expect(statSync(join(ledger, 'signing-sm2.key')).mode & 0o777).toBe(0o600);
    expect(readKeyLine(readFileSync(join(ledger, 'signing-sm2.pub'), 'utf8'))?.key[0]).toBe(0xff);
    expect(await checked()).toEqual([]);
    expect(await alone()).toMatchObject({ exit: 0, faults: [], unsealed: [] });
    // without the line of SM2, or with a bit of it changed, it is no checkpoint of this ledger
    for (const change of [
      (note: string) => `${note.trimEnd().split('\n').slice(0, -1).join('\n')}\n`,
      (note: string) => note.replace(/(.)(.{4}==?\n)$/, (_, one, rest) => (one === 'A' ? 'B' : 'A') + rest),
    ]) {
      for (const at of [join(ledger, 'documents', 'proof', 'ledger'), join(device, 'ledger')])
        changeNewest(at, change);
      expect((await checked()).map(({ what }) => what)).toContain('checkpointInvalid');
      expect((await alone()).faults.map(({ what }) => what)).toContain('checkpointUnsigned');
    }
  });

  it('is rotated with the other', async () => {
    await bySm2();
    const before = readFileSync(join(ledger, 'signing-sm2.pub'), 'utf8');
    expect((await rotated()).signing).toHaveLength(2);
    expect(linesUnder(newest())).toBe(4);
    await sealed('B');
    expect(readFileSync(join(ledger, 'signing-sm2.pub'), 'utf8')).not.toBe(before);
    expect(await alone()).toMatchObject({ exit: 0, faults: [], unsealed: [] });
  });

  it('signs evidence, which is verified by the first key alone', async () => {
    await bySm2();
    await rotated();
    const zip = await inHouse(async (house) => {
      const items = await house.log.readAfter(0, 9);
      const about = { office: 'default', about: 'A', by: 'li', at: house.clock.now(), opened: false };
      return evidencePackage(house, { ...about, commits: items, pages: [] });
    });
    writeFileSync(join(root, 'e.zip'), zip);
    expect(verifier(join(root, 'e.zip'), '--key', first, '--json')).toMatchObject({ exit: 0, faults: [] });
  });
});

function changeNewest(folder: string, change: (note: string) => string): void {
  const own = readFileSync(join(folder, 'checkpoint'), 'utf8');
  const name = readdirSync(join(folder, 'checkpoints')).find(
    (one) => readFileSync(join(folder, 'checkpoints', one), 'utf8') === own,
  );
  for (const file of [join(folder, 'checkpoint'), join(folder, 'checkpoints', name ?? '')])
    writeFileSync(file, change(own), { mode: 0o600 });
}
