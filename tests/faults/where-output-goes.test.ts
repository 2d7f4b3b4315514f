/** Output to whatever a name may stand for: a file, a link, a pipe, a device, an open descriptor. By the commands themselves. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeOf, writeOut } from '#functions/cli/output.ts';

const LAUNCH = join(import.meta.dirname, '../../infra/local/launch.mjs');
let folder: string;
let place: string;
let archive: string;
const at = (name: string): string => join(place, name);

async function run(...argv: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  const given = [LAUNCH, ...argv, '--data', join(folder, 'data')];
  const { promise, resolve } = Promise.withResolvers<{ exit: number; stdout: string; stderr: string }>();
  execFile(process.execPath, given, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
    resolve({ exit: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
  );
  return promise;
}

/** As typed into a shell. */
const shell = (line: string) =>
  promisify(execFile)('bash', ['-o', 'pipefail', '-c', line], { encoding: 'utf8', maxBuffer: 1 << 26 });
const command = (line: string): string =>
  `'${process.execPath}' '${LAUNCH}' ${line} --data '${join(folder, 'data')}'`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-output-'));
  const rows = join(folder, 'rows.csv');
  const row = (n: number) => `A${n},2025-12-20,naturalPerson,${'规划图'.repeat(40)}`;
  writeFileSync(
    rows,
    `number,receivedOn,applicantType,subject\n${Array.from({ length: 600 }, (_, n) => row(n)).join('\n')}\n`,
  );
  expect((await run('import', 'applications', rows)).exit).toBe(0);
  expect((await run('export', join(folder, 'archive'))).exit).toBe(0);
  archive = readFileSync(join(folder, 'archive'), 'utf8');
  // larger than what a pipe holds at once
  expect(archive.length).toBeGreaterThan(200_000);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  place = mkdtempSync(join(folder, 'place-'));
});

function mayMakeDevices(): boolean {
  const trial = mkdtempSync(join(tmpdir(), 'taizhang-device-'));
  try {
    execFileSync('mknod', [join(trial, 'null'), 'c', '1', '3'], { stdio: 'ignore' });
    writeFileSync(join(trial, 'null'), 'x');
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

describe('an archive', () => {
  it('is written to standard output, through a pipe and a filter', async () => {
    // as /dev/stdout is one; the names in /dev are only looked at here, since a fault would replace them
    symlinkSync('/proc/self/fd/1', at('stdout'));
    for (const name of [at('stdout'), '-', '/dev/fd/1', '/proc/self/fd/1']) {
      await shell(`${command(`export ${name}`)} | gzip > '${at('a.gz')}'`);
      expect(execFileSync('gunzip', ['-c', at('a.gz')], { encoding: 'utf8', maxBuffer: 1 << 26 })).toBe(
        archive,
      );
    }
    expect(lstatSync(at('stdout')).isSymbolicLink()).toBe(true);
    const names = ['/dev/stdout', '/dev/stderr', '/dev/fd/7', '-'];
    expect(names.map(placeOf)).toEqual([1, 2, 7, 1]);
  });

  it('is added to a file behind standard output, which stays the same file', async () => {
    symlinkSync('/proc/self/fd/1', at('stdout'));
    writeFileSync(at('log'), 'before\n');
    const { ino } = statSync(at('log'));
    await shell(`${command(`export '${at('stdout')}'`)} >> '${at('log')}'`);
    expect(readFileSync(at('log'), 'utf8')).toBe(`before\n${archive}`);
    expect(statSync(at('log')).ino).toBe(ino);
  });

  it('goes through a pipe with a name, to whoever reads there', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('pipe', at('link'));
    for (const name of ['pipe', 'link']) {
      const reader = promisify(execFile)('cat', [at('pipe')], { encoding: 'utf8', maxBuffer: 1 << 26 });
      expect((await run('export', at(name))).exit).toBe(0);
      expect((await reader).stdout).toBe(archive);
      expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
    }
  });

  it.skipIf(!mayMakeDevices())('leaves a device a device', async () => {
    // of the test's own: a fault would replace it
    for (const [name, minor] of [
      ['null', '3'],
      ['full', '7'],
    ] as const)
      execFileSync('mknod', [at(name), 'c', '1', minor]);
    expect((await run('export', at('null'))).exit).toBe(0);
    expect(lstatSync(at('null')).isCharacterDevice()).toBe(true);
    const full = await run('export', at('full'));
    expect(full.exit).toBe(3);
    expect(full.stderr).toContain('ENOSPC');
    expect(lstatSync(at('full')).isCharacterDevice()).toBe(true);
  });

  it('may stop being read', async () => {
    const { stdout } = await shell(`(${command('export /dev/fd/1')}; echo "exit $?" >&2) | head -c 10`);
    expect(stdout).toBe(archive.slice(0, 10));
    const { stderr } = await shell(`(${command('export -')}; echo "exit $?" >&2) | head -c 10`);
    expect(stderr).toContain('exit 0');
  });
});

describe('a file', () => {
  it('is replaced behind its link, at once and whole, and keeps who may read it', async () => {
    mkdirSync(at('kept'));
    writeFileSync(at('kept/archive'), 'old');
    chmodSync(at('kept/archive'), 0o640);
    symlinkSync('kept/archive', at('one'));
    symlinkSync(at('one'), at('two'));
    expect((await run('export', at('two'))).exit).toBe(0);
    expect(readlinkSync(at('two'))).toBe(at('one'));
    expect(readlinkSync(at('one'))).toBe('kept/archive');
    expect(readFileSync(at('kept/archive'), 'utf8')).toBe(archive);
    expect(statSync(at('kept/archive')).mode & 0o777).toBe(0o640);
    expect(readdirSync(at('kept'))).toEqual(['archive']);
  });

  it('is made where a link leads that leads nowhere yet, and an archive is its owner’s alone', async () => {
    symlinkSync('made', at('link'));
    expect((await run('export', at('link'))).exit).toBe(0);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('made'), 'utf8')).toBe(archive);
    expect(statSync(at('made')).mode & 0o777).toBe(0o600);
  });

  it('that cannot be finished leaves the old one, and nothing beside it', async () => {
    writeFileSync(at('report'), 'old');
    const broken = (function* () {
      yield 'half';
      throw new Error('the ledger broke off');
    })();
    await expect(writeOut({ file: at('report'), mode: 0o600 }, broken)).rejects.toThrow('broke off');
    expect(readFileSync(at('report'), 'utf8')).toBe('old');
    expect(readdirSync(place)).toEqual(['report']);
  });

  it('is no folder, and no link that leads to itself', async () => {
    symlinkSync('self', at('self'));
    for (const name of [place, at('self')]) expect((await run('export', name)).exit).toBe(2);
    expect(existsSync(at('self'))).toBe(false);
    expect((await run('export', at('no/such/folder'))).exit).toBe(3);
  });
});

describe('--out', () => {
  it('is written through in every command that has it', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    writeFileSync(at('old'), 'old');
    symlinkSync('old', at('link'));
    const asked = ['report', '2025', '--format', 'csv', '--out'];
    const reader = spawn('cat', [at('pipe')]);
    let read = '';
    reader.stdout.on('data', (piece) => {
      read += piece;
    });
    const closed = new Promise((done) => void reader.on('close', done));
    expect((await run(...asked, at('pipe'))).exit).toBe(0);
    await closed;
    expect(read).toContain('依申请');
    expect((await run(...asked, at('link'))).exit).toBe(0);
    expect(readFileSync(at('old'), 'utf8')).toBe(read);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect((await run(...asked, '-')).stdout).toBe(read);
    expect((await run(...asked, '/dev/fd/1')).stdout).toBe(read);
  });
});
