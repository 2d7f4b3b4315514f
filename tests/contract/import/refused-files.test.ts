/** Files that are turned back as a whole, with a code and words a clerk can act on; nothing of them is recorded. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { importReports } from '#shared/intake/import-reports.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { runOf } from '#shared/intake/run-of.ts';
import { partsOf, rowOf, workbookOf, zipOf } from '../../support/workbook-bytes.ts';

const HEAD = ['工单编号', '受理时间', '事项'];
const sheet = (...rows: readonly string[]) => ({ sheets: { 工单: rowOf(...HEAD) + rows.join('') } });
const GOOD = sheet(rowOf('H1', '2026-01-05', '道路'), rowOf('H2', '2026-01-06', '噪音'));
const SHEET = 'xl/worksheets/sheet1.xml';

let folder = '';
let house: LocalHouse;
let warnings: unknown[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-refused-'));
  house = await openLocalHouse(folder);
  warnings = [];
});
afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importing(name: string, content: string | Uint8Array, map?: Record<string, string>) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const actor = { user: 'li', role: 'operator', via: 'import' } as const;
  return importRows(house, {
    ...{ kind: 'hotline', file, office: 'default', actor, dryRun: false },
    options: map === undefined ? {} : { map },
    warn: (warning) => warnings.push(warning),
  });
}

/** Code and words; that nothing was recorded is seen by the good rows being new to the ledger afterwards. */
async function refused(name: string, content: string | Uint8Array): Promise<string> {
  const fault: unknown = await importing(name, content).catch((error: unknown) => error);
  expect(await importing('good.xlsx', workbookOf(GOOD))).toMatchObject({ recorded: 2, duplicates: 0 });
  const { code, message } = fault as { code: string; message: string };
  return `${code} ${message}`;
}

describe('a workbook that is none', () => {
  const whole = workbookOf(GOOD);
  const middle = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(SHEET) + SHEET.length + 40;
    copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
    return copy;
  };

  test.each([
    ['text', Buffer.from('工单编号,受理时间\nH1,2026-01-05\n')],
    ['an empty file', Buffer.alloc(0)],
    ['a download that broke off', whole.subarray(0, whole.length - 40)],
    ['a damaged byte among the rows', middle(whole)],
    ['rows that are not what was written', zipOf(partsOf(GOOD), { [SHEET]: { crc: 7 } })],
    ['rows longer than they say', zipOf(partsOf(GOOD), { [SHEET]: { size: 9 } })],
    ['another archive', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['a workbook without a sheet', workbookOf({ sheets: {} })],
    ['a column that no sheet has', workbookOf(sheet('<row><c r="XFE2"><v>1</v></c></row>'))],
    ['a shared text that is missing', workbookOf(sheet('<row><c t="s"><v>0</v></c></row>'))],
    ['rows in broken XML', workbookOf(sheet('<row><c></row>'))],
    ['an entity that means more than it says', workbookOf(sheet(rowOf('&lol;')))],
  ])('%s: it is turned back before a row is recorded', async (_, content) => {
    expect(await refused('rows.xlsx', content)).toBe(
      'unreadableFile 打不开：不是 Excel 工作簿（.xlsx），或者已经损坏',
    );
  });

  test('with a password, or of the time before 2007: what to do is said', async () => {
    const container = (stream: string): Buffer => {
      const bytes = Buffer.alloc(1536);
      bytes.write('d0cf11e0a1b11ae1', 'hex');
      bytes.writeUInt16LE(9, 30);
      bytes.writeUInt32LE(1, 48);
      bytes.write(stream, 1024, 'utf16le');
      return bytes;
    };
    expect(await refused('rows.xlsx', container('EncryptedPackage'))).toMatch(/^encryptedFile .*取消密码/);
  });

  test('in the format of before 2007', async () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4000)]);
    expect(await refused('rows.xlsx', bytes)).toMatch(/^unreadableFile .*另存为 \.xlsx/);
  });

  test('with its parts encrypted one by one', async () => {
    const bytes = zipOf(partsOf(GOOD), { [SHEET]: { encrypted: true } });
    expect(await refused('rows.xlsx', bytes)).toMatch(/^encryptedFile /);
  });
});

describe('a file that was made to exhaust whoever opens it', () => {
  test('rows that expand a hundredfold and more are not expanded', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(3_000_000);
    expect(await refused('rows.xlsx', workbookOf(sheet(rows)))).toMatch(/^oversizedFile 展开后过大/);
  });

  test('a text, a comment or a name without an end is not gathered', async () => {
    // some noise, so that the size alone gives no reason
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(12_288))).toString('base64');
    const endless = `${noise}${'x'.repeat(500_000)}`.repeat(33);
    for (const xml of [`<row><c t="str"><v>${endless}</v></c></row>`, `<!--${endless}-->`])
      await expect(importing('rows.xlsx', workbookOf(sheet(xml)))).rejects.toMatchObject({
        code: 'oversizedFile',
      });
  });

  test('a row whose few cells name a very long text again and again is not put together', async () => {
    const texts = `<si><t>${'字'.repeat(1_000_000)}</t></si>`;
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`;
    const bytes = workbookOf({ ...sheet(row), texts });
    expect(await refused('rows.xlsx', bytes)).toMatch(/^oversizedFile /);
  });
});

describe('a table whose headings cannot be read', () => {
  const table = (...headings: readonly string[]) => `${headings.join(',')}\nH9,2026-01-05,2026-01-06,x\n`;

  test('two columns of one name are named both, in a text file and in a workbook', async () => {
    const said =
      'repeatedHeading 第 2 列（B）“受理时间”与第 3 列（C）“受理时间”都是“受理时间”，无法判断以哪一列为准；请删去其中一列，或者改名后再导入';
    const headings = ['工单编号', '受理时间', '受理时间'];
    expect(await refused('rows.csv', table(...headings))).toBe(said);
    const rows = rowOf(...headings) + rowOf('H9', '2026-01-05', '2026-01-05');
    await expect(importing('rows.xlsx', workbookOf({ sheets: { 一: rows } }))).rejects.toMatchObject({
      code: 'repeatedHeading',
      message: said.slice(said.indexOf(' ') + 1),
    });
  });

  test('two names of one column are no better, until one of them is mapped to nothing', async () => {
    const rows = table('工单编号', 'receivedAt', ' 受理时间　', '事项');
    await expect(importing('rows.csv', rows)).rejects.toMatchObject({
      code: 'repeatedHeading',
      message: expect.stringContaining('第 2 列（B）“receivedAt”与第 3 列（C）“受理时间”'),
    });
    expect(await importing('rows.csv', rows, { 受理时间: '' })).toMatchObject({ recorded: 1 });
  });

  test('columns without a name or of no meaning may stand as often as they like', async () => {
    expect(
      await importing('rows.csv', 'number,receivedAt,,,备注,备注\nH9,2026-01-05,1,2,3,4\n'),
    ).toMatchObject({
      recorded: 1,
    });
  });

  test('a table with headings alone is judged, too', async () => {
    await expect(importing('rows.csv', '编,时,事\n')).rejects.toMatchObject({ code: 'noHeadings' });
    expect(await importing('rows.csv', 'number,receivedAt\n')).toMatchObject({ read: 0 });
  });
});

describe('a file in which there is nothing to read', () => {
  test.each([
    ['an empty .csv', 'rows.csv', ''],
    ['blank lines', 'rows.csv', '\n \r\n,,\n'],
    ['a mark of UTF-8 alone', 'rows.csv', '\ufeff'],
    ['headings alone', 'rows.csv', '工单编号,受理时间,事项\n'],
    ['headings with blank rows', 'rows.csv', '工单编号,受理时间,事项\n,,\n'],
    ['an empty .ndjson', 'rows.ndjson', ''],
    ['blank lines of .ndjson', 'rows.ndjson', '\n\n'],
    ['an empty sheet', 'rows.xlsx', workbookOf({ sheets: { 工单: '' } })],
    ['a sheet of headings', 'rows.xlsx', workbookOf(sheet())],
  ])('%s is told, also by a dry run and as commands', async (_, name, content) => {
    await importing(name, content);
    const actor = { user: 'li', role: 'operator', via: 'import' } as const;
    const told = async (run: typeof importRows, kind: string, dryRun: boolean) => {
      const codes: string[] = [];
      const warn = ({ code }: { code: string }) => codes.push(code);
      const file = join(folder, name);
      const { read } = await run(house, { kind, file, office: 'default', actor, options: {}, dryRun, warn });
      return [read, ...codes];
    };
    expect(await told(importRows, 'hotline', true)).toEqual([0, 'noRows']);
    expect(await told(importRows, 'hotline', false)).toEqual([0, 'noRows']);
    if (!name.endsWith('.ndjson')) return;
    expect(await told(runOf('commands'), 'commands', false)).toEqual([0, 'noRows']);
    expect(await told(importReports, 'reports', false)).toEqual([0, 'noRows']);
  });
});

describe('a text in UTF-16', () => {
  const rows = '工单编号,受理时间,事项\nH1,2026-01-05,道路\nH2,2026-01-06,噪音\n';
  const little = (text: string) => Buffer.from(text, 'utf16le');
  const big = (text: string) => little(text).swap16();
  const cut = (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  test.each([
    ['whole', little(`\ufeff${rows}`)],
    ['whole, the other way round', big(`\ufeff${rows}`)],
    ['without its mark', little(rows)],
    ['without its mark, the other way round', big(rows)],
  ])('%s is read', async (_, content) => {
    const { recorded, rejected } = await importing('rows.csv', content);
    expect([recorded, rejected]).toEqual([2, []]);
  });

  test.each([
    ['that lost two bytes apart from each other', cut(cut(little(`\ufeff${rows}`), 61), 31)],
    ['cut short by a byte', little(`\ufeff${rows}`).subarray(0, -1)],
    ['that lost a byte in the middle', cut(little(`\ufeff${rows}`), 31)],
    ['that lost its first byte', cut(little(`\ufeff${rows}`), 0)],
    ['with half a character', little(`\ufeff${rows.replace('道', '\ud800')}`)],
  ])('%s is turned back by its name, and not as signs that nobody wrote', async (_, content) => {
    for (const name of ['rows.csv', 'rows.ndjson']) {
      const fault = importing(name, content);
      await expect(fault).rejects.toMatchObject({
        code: 'wrongEncoding',
        message: expect.stringContaining('UTF-16'),
      });
      await expect(fault).rejects.toMatchObject({ message: expect.not.stringMatching(/\ufffd|嬿|鲖/) });
    }
  });

  test('is not what a few lost bytes make of another: those cost their rows', async () => {
    const bytes = Buffer.from(rows);
    bytes[bytes.indexOf('2026-01-06')] = 0;
    const { recorded, rejected } = await importing('rows.csv', bytes);
    expect([recorded, rejected.length]).toEqual([1, 1]);
  });
});

describe('a key that stands twice in a line', () => {
  test('refuses its line when it means a column; within a text or an object it is no key', async () => {
    const lines = [
      '{"number":"A1","receivedAt":"2026-01-05","receivedAt":"2026-01-06"}',
      '{"number":"A2","receivedAt" :"2026-01-05", "receivedAt"\t: "2026-01-05"}',
      '{"number":"A3","receivedAt":"2026-01-05","备注":1,"备注":2}',
      '{"number":"A4","receivedAt":"2026-01-05","topic":"他说\\"number\\":1"}',
      '{"number":"A8","receivedAt":"2026-01-05","topic":"\\",\\"number\\":1"}',
      '{"number":"A5","receivedAt":"2026-01-05","more":{"number":1,"topic":[{"number":2}]}}',
      '{"number":"A6","receivedAt":"2026-01-05","受理时间":"2026-01-05"}',
      '{"number":"A7","receivedAt":"2026-01-05","受理时间":null}',
    ];
    const { recorded, rejected } = await importing('rows.ndjson', lines.join('\n'));
    expect(rejected).toEqual(
      [1, 2, 7].map((line) => ({
        line,
        field: 'receivedAt',
        code: 'conflict',
        message: '受理时间写了两次，无法判断以哪个为准',
      })),
    );
    expect(recorded).toBe(5);
  });
});

describe('sheets that are not read', () => {
  test('are named where they are filled and can be seen', async () => {
    const more = { 说明: rowOf('请填写'), 空表: '<row r="5"><c r="A5" s="1"/></row>', 参数: rowOf('x') };
    const bytes = workbookOf({ sheets: { ...GOOD.sheets, ...more }, hidden: ['参数'] });
    expect(await importing('rows.xlsx', bytes)).toMatchObject({ recorded: 2 });
    expect(warnings).toContainEqual({ code: 'otherSheets', facts: { sheet: '工单', others: '说明' } });
  });
});
