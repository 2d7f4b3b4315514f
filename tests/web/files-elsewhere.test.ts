/** Files from elsewhere, none of them edited: imported by page, taken back, imported again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOfImport } from '#shared/intake/kind-of-import.ts';
import { fold, historyOf, opened } from '#shared/ledger/case-history.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { FILES_ELSEWHERE, type FileElsewhere } from '../support/files-elsewhere.ts';
import { filledFields, sendFile, settle } from '../support/import-pages.ts';
import {
  type Answer,
  hiddenFields,
  openWebOffice,
  type Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let office: WebOffice;
let chen: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  chen = await office.visitor('chen', 'officer');
});
afterAll(() => office.close());

/** By their names, the fields of the page that say what the person says. */
function answers(page: Answer, { changed = {}, columns = {}, meant = {} }: FileElsewhere) {
  const fields = filledFields(page.text, page.location ?? '');
  const own = Object.entries(fields).flatMap(([name, value]) => {
    if (name.startsWith('heading') && value in columns)
      return [[name.replace('heading', 'column'), columns[value] ?? '']];
    if (name.startsWith('written.') && value in meant)
      return [[name.replace('written', 'meant'), meant[value] ?? '']];
    return [];
  });
  return { ...changed, ...Object.fromEntries(own) };
}

/** What is in a column is looked for anew once another was chosen. */
async function prepared(file: FileElsewhere): Promise<Answer> {
  const page = await sendFile(chen, new File([new Uint8Array(file.bytes)], file.name));
  return settle(chen, page, { ...answers(page, file), do: 'again' });
}

const figureIn = (text: string, name: string): string | undefined =>
  new RegExp(`<dt>${name}</dt><dd>(\\d+) 行`).exec(text)?.[1];
const faultsIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /<th scope="row">(第 \d+ 行)<\/th><td[^>]*>([^<]*)<\/td><td[^>]*><span data-code="(\w+)"/g,
    ),
  ].map(([, line, field, code]) => `${line} ${field} ${code}`);

async function stateOf(kind: string, number: string): Promise<unknown> {
  const { log } = office.web.house;
  const caseKind = KINDS.get(kindOfImport(kind) ?? '');
  const name = { office: 'default', kind: kindOfImport(kind) ?? 'hotline', number };
  const commits = (await historyOf(log, name)) ?? [];
  return caseKind && fold(await opened(log, commits), caseKind.evolve);
}

describe.each(FILES_ELSEWHERE.map((file) => [file.name, file] as const))('%s', (_, file) => {
  it('is imported as it is, taken back, and imported again by what was said once', async () => {
    const page = await prepared(file);
    expect(filledFields(page.text, page.location ?? '').kind).toBe(file.kind);
    const looked = await settle(chen, page, { ...answers(page, file), do: 'check' });
    expect(figureIn(looked.text, '可以登记')).toBe(String(file.recorded));
    const saved = { ...hiddenFields(looked.text, page.location ?? ''), do: 'record' };
    const result = await chen.get((await chen.post(page.location ?? '', saved)).location ?? '');
    expect(faultsIn(result.text)).toEqual(file.rejected ?? []);
    expect(figureIn(result.text, '已登记')).toBe(String(file.recorded));
    for (const [number, held] of Object.entries(file.cases))
      expect(await stateOf(file.kind, number)).toMatchObject(held);

    const undo = /action="(\/imports\/past\/DR[^"]+)"/.exec(result.text)?.[1] ?? '';
    const back = await chen.post(undo, { ...hiddenFields(result.text, undo), reason: '试导' });
    expect(back.text).toContain(`已作废 ${file.recorded} 件`);

    const again = await sendFile(chen, new File([new Uint8Array(file.bytes)], file.name));
    expect(again.text).toContain('这样的表头以前导入过');
    const second = await settle(chen, again, { do: 'record' });
    expect(figureIn(second.text, '已登记')).toBe(String(file.recorded));
    for (const [number, held] of Object.entries(file.cases))
      expect(await stateOf(file.kind, number)).toMatchObject(held);
  });
});
