/** Rows that are not where they seem to be: a comma or a quote too many must not move a value, and swallow no neighbour. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvSplitter } from '#shared/intake/read-csv-records.ts';
import { recordsIn } from './rows-in-files.ts';

const HEAD = '申请编号,收到日期,申请人类型,申请内容';
const faults = async (text: string) =>
  (await recordsIn('a.csv', text)).map(({ line, fault, cells }) =>
    fault === undefined ? `${line} ${cells.申请编号}` : `${line} ${fault.code}`,
  );

describe('a stray quote', () => {
  test('costs its own row only, also where it is never closed', async () => {
    const rows = ['Q1,2026-01-05,自然人,"关于道路规划', 'Q2,2026-01-06,自然人,征地批复'];
    const more = [
      'Q3,2026-01-07,自然人,会议纪要',
      'Q4,2026-01-08,自然人,"环评报告',
      'Q5,2026-01-09,自然人,预算',
    ];
    expect(await faults([HEAD, ...rows, ...more].join('\n'))).toEqual([
      ...['2 encoding', '3 Q2', '4 Q3', '5 encoding', '6 Q5'],
    ]);
  });

  test('that a mark of inches closes rows later swallows none of them, though it could be one cell of several lines', async () => {
    const rows = ['Q1,2026-01-05,自然人,"规划', 'Q2,2026-01-06,自然人,征地', 'Q3,2026-01-07,自然人,屏幕 5"'];
    expect(await faults([HEAD, ...rows, 'Q4,2026-01-08,自然人,预算'].join('\r\n'))).toEqual([
      ...['2 encoding', '3 Q2', '4 Q3', '5 Q4'],
    ]);
    const ofLines = '"第一项，路灯\n第二项, 桥"';
    expect(await faults(`${HEAD}\nQ1,2026-01-05,自然人,${ofLines}\n`)).toEqual(['2 Q1']);
  });

  test('is not suspected for commas within a cell of several lines that would be no row of the table', async () => {
    const [list, table] = ['"路灯, 桥,\n井盖, 树, 长椅, 2 处\n三, 四, 五, 六"', '"甲\n""乙"",丙,丁,戊"'];
    const rows = [
      `Q1,2026-01-05,自然人,${list}`,
      `Q2,2026-01-06,自然人,${table}`,
      'Q3,2026-01-07,自然人,预算',
    ];
    expect(await faults([HEAD, ...rows].join('\n'))).toEqual(['2 Q1', '5 Q2', '7 Q3']);
  });

  test.each(['X-9', '龙规〔2026〕9号'])('swallows no row of another number, %s', async (number) => {
    const rows = ['Q1,2026-01-05,自然人,"规划', `${number},2026/1/6,自然人,征地"`];
    expect(await faults([HEAD, ...rows, 'Q3,2026-01-07,自然人,预算'].join('\n'))).toEqual([
      ...['2 encoding', `3 ${number}`, '4 Q3'],
    ]);
  });

  test('behind a closed field refuses the row, blanks there do not', async () => {
    expect(await faults(`${HEAD}\nQ1,2026-01-05,自然人,"甲"乙\nQ2,2026-01-05,"自然人" ,"甲"\n`)).toEqual([
      ...['2 encoding', '3 Q2'],
    ]);
  });

  test('in the headings turns the file back', async () => {
    await expect(faults('申请编号,"收到日期\nQ1,2026-01-05\n')).rejects.toThrow('第一行的引号不配对');
  });
});

describe('a row with more or fewer cells than headings', () => {
  test('is refused where a value may have moved', async () => {
    const rows = ['Q1,2026-01-05,自然人,路灯,不亮', 'Q2,2026-01-06,自然人', 'Q3,2026-01-07,自然人,预算,,'];
    expect(await faults([HEAD, ...rows].join('\n'))).toEqual(['2 columns', '3 columns', '4 Q3']);
  });

  test('is told how many there are of each', async () => {
    const [record] = await recordsIn('a.csv', `${HEAD},\nQ1,2026-01-05,自然人,路灯,不亮,\n`);
    expect(record?.fault?.message).toMatch(/^这一行有 5 个单元格，列名有 4 个，对不上/);
  });

  test('is taken where only headings without a name are missing', async () => {
    expect(await faults(`${HEAD},,\nQ1,2026-01-05,自然人,预算\n`)).toEqual(['2 Q1']);
  });
});

test('the line by which Excel names the separator is no row of headings', async () => {
  expect(await faults(`sep=,\n${HEAD}\nQ1,2026-01-05,自然人,预算\n`)).toEqual(['3 Q1']);
});

const cell = fc.string({ unit: fc.constantFrom('a', '路', ' ', '"', ',', '\n', '1'), maxLength: 6 });
const plain = fc.string({ unit: fc.constantFrom('a', '路', '1'), minLength: 1, maxLength: 4 });
/** Begins with a letter: a stray quote that meets a quoted comma or line break cannot be told from a closing one. */
const textCell = cell.map((text) => `a${text}`);
const written = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe('any table', () => {
  test('is read as it was written, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
        (rows, sizes) => {
          const text = rows.map((row) => row.map(written).join(',')).join('\n');
          const splitter = new CsvSplitter();
          const records = [];
          for (let at = 0, turn = 0; at < text.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            records.push(...splitter.push(text.slice(at, at + size)));
            at += size;
          }
          records.push(...splitter.end());
          expect(records.map(({ fields }) => fields)).toEqual(rows);
          expect(records.every(({ unpaired }) => !unpaired)).toBe(true);
        },
      ),
    );
  });

  test('with one stray quote before a cell loses that row and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(plain, textCell, plain), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom(0, 2),
        (rows, which, column) => {
          const struck = which % rows.length;
          const lines = rows.map((row, at) =>
            row
              .map((text, index) => (at === struck && index === column ? `"${text}` : written(text)))
              .join(','),
          );
          const splitter = new CsvSplitter();
          splitter.fits = (fields) => fields.length === 3;
          const records = [...splitter.push(`${lines.join('\n')}\n`), ...splitter.end()];
          const whole = records.filter(({ unpaired, fields }) => !unpaired && fields.length === 3);
          const others = rows.filter((_row, at) => at !== struck);
          // what the struck row itself is cut into is nobody's: its own cell may hold line breaks
          const found = others.filter((row) =>
            whole.some(({ fields }) => fields.join('|') === row.join('|')),
          );
          expect(found).toEqual(others);
        },
      ),
    );
  });
});
