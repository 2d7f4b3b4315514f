/** Text files that commands read, saved by the editors that offices have. */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letter } from '#functions/cli/letter.ts';
import { readArguments } from '#functions/cli/options.ts';
import { objectIn, textIn } from '#functions/cli/text-file.ts';
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { type LetterOffice, letterOffice, registered } from '../../support/letter-office.ts';

const WORDS = '示例区人民政府复议机关';
const JSON_TEXT = JSON.stringify({ reviewOrgan: WORDS });
/** `示例区…` in GB18030, from another program. */
const GB = Buffer.from('cabec0fdc7f8c8cbc3f1d5feb8aeb8b4d2e9bbfab9d8', 'hex');
const saved = {
  'UTF-8': Buffer.from(JSON_TEXT),
  'UTF-8 with its mark': Buffer.from(`\uFEFF${JSON_TEXT}`),
  'UTF-16 of Notepad': Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le'),
  'UTF-16, the other way round': Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le').swap16(),
  GB18030: Buffer.concat([Buffer.from('{"reviewOrgan":"'), GB, Buffer.from('"}')]),
};

let office: LetterOffice;
let folder: string;
const at = (name: string): string => join(folder, name);
const typed = (...argv: string[]) => readArguments(argv);
beforeAll(async () => {
  office = await letterOffice();
  folder = mkdtempSync(join(tmpdir(), 'taizhang-texts-'));
});
afterAll(() => {
  office.remove();
  rmSync(folder, { recursive: true });
});

describe('a text file', () => {
  it.each(Object.entries(saved))('is read as it was written (%s)', async (_how, bytes) => {
    expect(textOfBytes(bytes)).toBe(JSON_TEXT);
    writeFileSync(at('settings.json'), bytes);
    const { exit, stdout } = await letter(office, typed('letter', 'settings', at('settings.json')));
    expect([exit, JSON.parse(stdout)]).toMatchObject([0, { reviewOrgan: WORDS }]);
  });

  it('is none of bytes, of a folder, of nothing', async () => {
    expect(textOfBytes(Buffer.from('PK\u0003\u0004\u0000\u0000'))).toBeNull();
    expect(textOfBytes(Buffer.from([0x81, 0x20, 0xff, 0xff]))).toBeNull();
    writeFileSync(at('bytes'), Buffer.from([0x81, 0x20, 0xff, 0xff]));
    mkdirSync(at('folder'));
    for (const name of ['bytes', 'folder', 'missing']) await expect(textIn(at(name))).rejects.toThrow(name);
    for (const text of ['', '[]', 'null', '"x"', '{', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`]) {
      writeFileSync(at('other.json'), text);
      await expect(objectIn(at('other.json'))).rejects.toThrow('no JSON object');
    }
  });
});

describe('the facts of a letter', () => {
  it('are read with a mark before them, and refused as wrong usage where they are none', async () => {
    await office.carryOut(registered('A1'));
    const file = at('facts.json');
    const asked = typed('letter', 'A1', 'receipt', '--dry-run', '--facts', file);
    writeFileSync(file, `\uFEFF${JSON.stringify({ 补充说明: '略' })}`);
    expect((await letter(office, asked)).exit).toBe(0);
    for (const facts of [
      { 补充说明: 5 },
      { 补充说明: ['略'] },
      { 没有这一项: '略' },
      { 补充说明: '略\u000b' },
    ]) {
      writeFileSync(file, JSON.stringify(facts));
      await expect(letter(office, asked)).rejects.toThrow(/no facts of a letter/);
    }
  });
});

describe('a command line', () => {
  it('ends with a word about what is wrong, whatever it is given', async () => {
    const main = join(import.meta.dirname, '../../../infra/local/launch.mjs');
    const run = (...argv: string[]) =>
      new Promise<{ exit: number; told: string }>((resolve) => {
        execFile(process.execPath, [main, ...argv, '--data', at('data')], (error, _out, told) =>
          resolve({ exit: typeof error?.code === 'number' ? error.code : 0, told }),
        );
      });
    for (const name of ['constructor', '__proto__', 'toString', 'nothing']) {
      const { exit, told } = await run(name);
      expect([name, exit, told.trim()]).toEqual([name, 2, `taizhang: unknown command ${name}; see --help`]);
      expect((await run(name, '--help')).exit).toBe(0);
    }
  });
});

/** Only root may become another user. */
describe.skipIf(process.getuid?.() !== 0)('a user of the machine', () => {
  it('without a name, to whom the program does not belong, may use it', () => {
    const main = join(import.meta.dirname, '../../../infra/local/launch.mjs');
    const data = at('of-nobody');
    mkdirSync(data);
    chmodSync(folder, 0o755);
    chmodSync(data, 0o777);
    const run = (...argv: string[]) =>
      execFileSync('setpriv', ['--reuid', '54321', '--clear-groups', process.execPath, main, ...argv], {
        env: { ...process.env, HOME: data },
        encoding: 'utf8',
      });
    // built by whom the program belongs to
    execFileSync(process.execPath, [main, '--help']);
    expect(run('policies', 'show', '--data', data)).toContain('splitPolicy');
    run('feed', 'add', 'platform', '--data', data);
    expect(run('feed', 'list', '--data', data)).toContain('platform');
  });
});
