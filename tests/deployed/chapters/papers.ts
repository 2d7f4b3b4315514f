/** Papers of a case: attached, opened, withdrawn; letters issued; the sheet of the case. */
import { expect } from 'vitest';
import { SETTINGS } from '../../support/letter-office.ts';
import type { Chapter } from '../chapter.ts';

const LINKS = /href="(\/applications\/SQ2026-0000001\/files\/[0-9a-f]{32})"/g;
const CASE = '/applications/SQ2026-0000001';

export const papers: Chapter = {
  title: 'papers are attached and letters go out',
  happens: async (office) => {
    const li = office.as('li');
    const paper = Buffer.from('%PDF-1.7\n授权委托书');
    const file = new File([paper], '委托书.pdf');
    expect((await li.upload(`${CASE}/files`, { paper: 'authorisation' }, { files: file })).status).toBe(303);
    await office.house.scan('NO_THREATS_FOUND');
    const link =
      /href="(\/applications\/SQ2026-0000001\/files\/[0-9a-f]{32})"/.exec((await li.get(CASE)).text)?.[1] ??
      '';
    expect(await office.bytes('li', link)).toEqual(paper);
    // nobody looked at this one within its day
    const late = new File([Buffer.from('%PDF-1.7\n补充材料')], '补充材料.pdf');
    expect((await li.upload(`${CASE}/files`, { paper: 'authorisation' }, { files: late })).status).toBe(303);
    await office.house.scan(null);
    for (const [, href = ''] of (await li.get(CASE)).text.matchAll(LINKS))
      expect((await office.bytes('li', href)).length).toBeGreaterThan(0);
    const settings = Object.entries(SETTINGS).map(([name, value]) => [name, String(value)]);
    expect((await office.as('chen').fillIn('/letters', Object.fromEntries(settings))).status).toBe(303);
    const issued = await li.fillIn(`${CASE}/letters/receipt`, { do: 'issue' });
    expect(issued.status).toBe(303);
    expect((await office.bytes('li', `${CASE}/letters/receipt/file`)).length).toBeGreaterThan(2000);
    expect((await office.bytes('li', `${CASE}/case-file/docx`)).length).toBeGreaterThan(2000);
  },
};
