/** An archive is all of a ledger or none: cut, changed, doubled or without its end it is refused, and nothing is left. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLedger, restoreLedger } from '#functions/cli/archive.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { rowJob } from '#shared/ledger/recorder.ts';

const actor = { user: 'li', role: 'intake', via: 'import' } as const;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-whole-'));
const at = (name: string): string => join(folder, name);
let lines: readonly string[] = [];
let tries = 0;

beforeAll(async () => {
  const house = await openLocalHouse(at('a'));
  const row = { receivedOn: '2025-12-20', applicantType: 'naturalPerson', subject: '规划图' };
  const where = (number: string) => ({ office: 'default', number, actor });
  await house.log.write(
    ['1', '2', '3', '4', '5'].flatMap((number) => [
      rowJob(disclosureKind, where(number), { ...row, number }),
      rowJob(disclosureKind, where(number), {
        ...row,
        number,
        outcome: 'disclosed',
        decidedOn: '2026-01-08',
      }),
    ]),
  );
  await house.log.write([
    (writer) =>
      writer.append({
        ...{
          at: { office: 'default', kind: 'application', stream: 'k' },
          number: '9',
          version: 1,
          actor,
          key: 'k9',
        },
        events: [{ type: 'ReceiptConfirmed', v: 1, on: '2026-01-02' as never, data: {} }],
      }),
  ]);
  house.close();
  await exportLedger(readArguments(['export', at('x'), '--data', at('a')]));
  lines = readFileSync(at('x'), 'utf8').trimEnd().split('\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of the lines, and whether anything was left of them. */
async function refusal(text: string, ...options: string[]): Promise<string> {
  tries += 1;
  writeFileSync(at('y'), text);
  const into = at(`b${tries}`);
  const said = await restoreLedger(readArguments(['restore', at('y'), '--data', into, ...options])).then(
    () => 'restored',
    (fault: unknown) => (fault instanceof UnreadableFile ? fault.message : `not told: ${fault}`),
  );
  if (said !== 'restored') expect(existsSync(into) ? readdirSync(into) : []).toEqual([]);
  return said;
}
const text = (some: readonly string[]): string => `${some.join('\n')}\n`;
/** As somebody would close it who knows how. */
function reclosed(some: readonly string[]): readonly string[] {
  const rows: Record<string, number> = { commits: 0, numbers: 0, keys: 0, seals: 0, data_keys: 0 };
  const hash = createHash('sha256');
  for (const line of some) {
    const table = /^\{"t":"(\w+)"/.exec(line)?.[1];
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + 1;
    hash.update(`${line}\n`);
  }
  return [...some, JSON.stringify({ end: rows, sha256: hash.digest('hex') })];
}
const recount = (...options: string[]) =>
  spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'functions/recount/main.ts', at('y'), '2026', ...options],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, INIT_CWD: folder },
      encoding: 'utf8',
    },
  );

describe('an archive', () => {
  it('ends with the number of its rows and the digest of all before them, and comes back the same', async () => {
    expect(lines.at(-1)).toMatch(
      /^\{"end":\{"commits":12,"numbers":7,"keys":1,"seals":5,"data_keys":5\},"sha256":"[0-9a-f]{64}"\}$/,
    );
    expect(reclosed(lines.slice(0, -1))).toEqual(lines);
    expect(await refusal(text(lines))).toBe('restored');
    await exportLedger(readArguments(['export', at('z'), '--data', at(`b${tries}`)]));
    expect(readFileSync(at('z'), 'utf8')).toBe(text(lines));
  });

  it('cut after any line is refused', async () => {
    for (let end = 0; end < lines.length; end += 1)
      expect({ end, said: await refusal(text(lines.slice(0, end))) }).toEqual({
        end,
        said: expect.stringMatching(/cut short|empty|no JSON/),
      });
  });

  it('cut within any line is refused', async () => {
    const whole = text(lines);
    for (let end = 1; end < whole.length - 1; end += 97)
      expect(await refusal(whole.slice(0, end)), `cut at ${end}`).not.toBe('restored');
  });

  it('that lacks any one line, or has any one twice, or two exchanged, is refused', async () => {
    for (let index = 0; index < lines.length - 1; index += 1) {
      const [before, one = '', after] = [lines.slice(0, index), lines[index], lines.slice(index + 1)];
      expect(await refusal(text([...before, ...after])), `without line ${index}`).not.toBe('restored');
      expect(await refusal(text([...before, one, one, ...after])), `line ${index} twice`).not.toBe(
        'restored',
      );
      const [next = '', ...rest] = after;
      expect(await refusal(text([...before, next, one, ...rest])), `line ${index} later`).not.toBe(
        'restored',
      );
    }
  });

  it('changed in one character, doubled, or with more after its end is refused', async () => {
    const changed = lines.map((line) => line.replace('2026-01-08', '2026-01-09'));
    expect(await refusal(text(changed))).toContain('is not what was written');
    expect(await refusal(text([...lines, ...lines]))).toContain('after the closing line');
    expect(await refusal(text([...lines, '{}']))).toContain('after the closing line');
  });

  it('closed anew over a broken chain is refused with the case', async () => {
    const changed = lines.slice(0, -1).map((line) => line.replace('2026-01-08', '2026-01-09'));
    expect(await refusal(text(reclosed(changed)))).toMatch(/case 1 version 2: changed, and 4 more/);
    const newest = lines.findIndex((line) => line.includes('"stream\\":\\"k'));
    const short = lines.slice(0, -1).filter((_, index) => index !== newest - 1);
    expect(await refusal(text(reclosed(short)))).not.toBe('restored');
  });

  it('of an earlier version, without an end, is taken only when that is asked for', async () => {
    const earlier = [lines[0]?.replace('"version":2', '"version":1') ?? '', ...lines.slice(1, -1)];
    expect(await refusal(text(earlier))).toContain('--without-closing-line');
    expect(await refusal(text(earlier), '--without-closing-line')).toBe('restored');
    copyFileSync(at('a/master.key'), at(`b${tries}/master.key`));
    const house = await openLocalHouse(at(`b${tries}`));
    expect((await verify(house)).exit).toBe(0);
    house.close();
    expect(await refusal(text(lines.slice(0, -1)), '--without-closing-line')).toContain('cut short');
  });

  it('is not written where the disk takes only a part of it', () => {
    const script = `ulimit -f 4; trap '' XFSZ; exec node infra/local/launch.mjs export ${at('part')} --data ${at('a')}`;
    const run = spawnSync('bash', ['-c', script], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });
    expect(readFileSync(at('x')).length).toBeGreaterThan(4096);
    expect({ status: run.status, found: existsSync(at('part')), part: existsSync(at('part.part')) }).toEqual({
      ...{ status: 3, found: false, part: false },
    });
  });
});

describe('the recount of an archive', () => {
  const counted = (some: readonly string[], ...options: string[]) => {
    writeFileSync(at('y'), text(some));
    const { status, stderr } = recount(...options);
    return { status, stderr };
  };

  it('counts a whole one, and refuses what is cut, changed or broken', () => {
    expect(counted(lines)).toEqual({ status: 0, stderr: '' });
    expect(counted(lines.slice(0, -1))).toMatchObject({ status: 2 });
    expect(counted(lines.slice(0, 4))).toMatchObject({ status: 2 });
    const changed = lines.slice(0, -1).map((line) => line.replace('2026-01-08', '2026-01-09'));
    expect(counted([...changed, lines.at(-1) ?? ''])).toMatchObject({ status: 2 });
    expect(counted(reclosed(changed)).stderr).toContain('is not as it was hashed');
    const earlier = [lines[0]?.replace('"version":2', '"version":1') ?? '', ...lines.slice(1, -1)];
    expect(counted(earlier)).toMatchObject({ status: 2 });
    expect(counted(earlier, '--without-closing-line')).toEqual({ status: 0, stderr: '' });
  });
});
