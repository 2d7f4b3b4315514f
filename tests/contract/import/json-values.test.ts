/** What JSON calls a number, a list or a truth, as a cell of a row and as a field of a command. */
import { describe, expect, test } from 'vitest';
import { KINDS } from '#shared/intake/kinds.ts';
import { parseRow } from '#shared/intake/parse-row.ts';
import { parseJson } from '#shared/kernel/parse-json.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { recordsIn, verdict } from './rows-in-files.ts';

const TODAY = { today: dateOf('2026-06-30') };
const verdictsOf = async (text: string) =>
  (await recordsIn('a.ndjson', text)).map((record) => verdict(parseRow(KINDS.fees, record, TODAY)));
const numbersOf = async (text: string) =>
  (await recordsIn('a.ndjson', text)).map(({ cells }) => cells.number);

describe('a long number in JSON', () => {
  test('is read to its last digit: two records stay two', async () => {
    const line = (number: string) => `{"number":${number},"receivedOn":"2026-01-05","amount":10}`;
    const lines = ['44030720260000012345', '44030720260000012346', '9007199254740993', '-1234567890123456'];
    expect(await numbersOf(lines.map(line).join('\n'))).toEqual(lines);
  });

  test('is no count and no amount', async () => {
    const rest = '"number":"F1","receivedOn":"2026-01-05"';
    expect(
      await verdictsOf(`{${rest},"amount":12345678901234567}\n{${rest},"amount":0.1000000000000000055}`),
    ).toEqual([...['1 amount badNumber', '2 amount badNumber']]);
  });

  test('among texts is left alone, and a short one stays a number', () => {
    expect(parseJson('{"a":"12345678901234567890","b":12.5,"c":1e3,"d":[1,2]}')).toEqual({
      ...{ a: '12345678901234567890', b: 12.5, c: 1000, d: [1, 2] },
    });
    expect(parseJson('{"a":12345678901234567890,"b":1}')).toEqual({ a: '12345678901234567890', b: 1 });
    expect(parseJson('[0.30000000000000004]')).toEqual(['0.30000000000000004']);
  });
});

test('a list, an object or a truth is no value of a cell, and never a blank', async () => {
  const row = (amount: string, item = '"x"') =>
    `{"number":"F1","receivedOn":"2026-01-05","amount":${amount},"item":${item}}`;
  const rows = [
    row('[1]'),
    row('{"a":1}'),
    row('true'),
    row('1', '["x"]'),
    row('1', 'null'),
    row('1', 'false'),
  ];
  expect(await verdictsOf(rows.join('\n'))).toEqual([
    ...['1 amount unreadable', '2 amount unreadable', '3 amount unreadable'],
    ...['4 item unreadable', 'ok', '6 item unreadable'],
  ]);
  expect(await verdictsOf('{"number":"F1","receivedOn":"2026-01-05","amount":1,"remark":["x"]}')).toEqual([
    'ok',
  ]);
});
