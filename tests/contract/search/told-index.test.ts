/** The index that a rebuild fills beside the read models is the one that is filled from the log by itself. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { indexingBeside } from '#shared/house/local-search.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { CaseErased } from '#shared/personal/events.ts';
import { appendAlone } from '#shared/store/ports.ts';
import type { KnownCase } from '#shared/store/search-index.ts';
import { LI } from '../../support/memory-ledger.ts';

let folder: string;
let house: LocalHouse;

const call = (number: number, more: Fields = {}): Fields => ({
  ...{ command: 'RegisterHotlineCase', case: `GD-${number}`, at: '2026-01-06T09:00:00+08:00' },
  ...{ source: '12345热线', type: '投诉', topic: `事项${number % 9}` },
  ...more,
});
const step = (command: string, number: number, more: Fields = {}): Fields => ({
  ...{ command, case: `GD-${number}`, at: '2026-01-06T10:00:00+08:00', ...more },
});
const application = (number: number): Fields => ({
  ...{ command: 'RegisterApplication', case: `SQ-${number}`, channel: 'post', submittedOn: '2026-01-05' },
  ...{ signedForOn: '2026-01-05', subject: `批复${number}` },
  applicant: { type: 'naturalPerson', name: `张${number}`, contact: '13812345678' },
});
const DOCUMENT: Fields = {
  ...{ command: 'IssueDocument', case: '粤府〔2026〕3号', kind: 'normativeDocument', issuedOn: '2026-01-13' },
  title: '办法',
};

async function recorded(all: readonly Fields[]): Promise<void> {
  for (let from = 0; from < all.length; from += 100) {
    const some = all.slice(from, from + 100);
    const done = await Promise.all(
      some.map((fields) => executeCommand(house, { office: 'default', actor: LI, fields })),
    );
    expect(done.filter(({ ok }) => !ok)).toEqual([]);
  }
}

async function erased(number: string): Promise<void> {
  const stream = (await house.log.streamOf('default', 'application', number)) ?? '';
  const data = { kind: 'application', number, stream, fingerprint: null, sealed: 1, files: 0 };
  const by = { ground: 'purposeEnded', askedBy: 'li', approvedBy: 'wang' };
  const event = { type: 'CaseErased', v: 1, on: '2026-11-27', data: { ...data, ...by } } as CaseErased;
  const at = { office: 'default', kind: 'personal', stream: 'p1' } as const;
  await appendAlone(house.log, { at, number: 'P-1', actor: LI, events: () => [event] });
}

/** Every row of it, and how far it has come. */
function rowsOfIndex(): unknown {
  const db = new DatabaseSync(join(folder, 'search.db'), { readOnly: true });
  const all = [
    'notes ORDER BY name',
    'houses ORDER BY id',
    'cases ORDER BY doc',
    'blocks ORDER BY term, first',
  ];
  const rows = all.map((from) => db.prepare(`SELECT * FROM ${from}`).all());
  db.close();
  return rows;
}

function emptied(): void {
  house.search.letGo();
  const db = new DatabaseSync(join(folder, 'search.db'));
  for (const table of ['cases', 'blocks', 'houses']) db.exec(`DELETE FROM ${table}`);
  db.close();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-told-index-'));
  house = await openLocalHouse(folder);
  const numbers = Array.from({ length: 1400 }, (_, number) => number);
  await recorded([DOCUMENT, application(1), application(2)]);
  await recorded(
    numbers.map((number) =>
      call(number, number % 5 === 0 ? { caller: `王${number}`, contact: '13900001111' } : {}),
    ),
  );
  // long after their cases began, and of some in the next commits
  await recorded(numbers.map((number) => step('AcceptHotlineCase', number)));
  await erased('SQ-2');
  await recorded(
    numbers
      .filter((number) => number % 3 === 0)
      .map((number) => step('Dispatch', number, { department: `单位${number % 7}` })),
  );
  await recorded([application(3), call(9001), step('AcceptHotlineCase', 9001)]);
});
afterAll(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

it('holds row by row what the log fills it with', async () => {
  expect((await house.log.head())?.position).toBeGreaterThan(3000);
  await house.search.rebuild();
  const alone = rowsOfIndex();
  emptied();
  expect(rowsOfIndex()).not.toEqual(alone);
  await house.rebuild();
  expect(rowsOfIndex()).toEqual(alone);
});

it('stands as it was where a batch could not be taken, whatever came after it', async () => {
  await house.rebuild();
  const before = rowsOfIndex();
  const beside = await indexingBeside(house);
  const place = { position: 9, anchor: 'elsewhere' };
  const at = { office: 'default', kind: 'hotline', stream: 's' } as const;
  await beside?.take({
    cases: [{ at, version: 1, begins: true, known: {} as KnownCase }],
    personal: [],
    place,
  });
  await beside?.take({ cases: [], personal: [], place });
  beside?.end();
  await expect(beside?.done()).rejects.toThrow(TypeError);
  await beside?.stop();
  expect(rowsOfIndex()).toEqual(before);
  expect(readdirSync(folder).filter((name) => name.includes('draft-'))).toEqual([]);
});

it('is filled all the same where the read models cannot be', async () => {
  await house.search.rebuild();
  const alone = rowsOfIndex();
  emptied();
  const draft = house.views.draft;
  // the pages of the read models are what this asks of them
  Object.assign(house.views, {
    draft: () => ({ ...draft(), takeOver: () => Promise.reject(new Error('no room')) }),
  });
  await expect(house.rebuild()).rejects.toThrow('no room');
  Object.assign(house.views, { draft });
  expect(rowsOfIndex()).toEqual(alone);
});
