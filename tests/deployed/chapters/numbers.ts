/** Numbers with signs that mean something in an address, through the real door: pages, steps, the API, what follows of them. */
import { expect } from 'vitest';
import { caseHref } from '#functions/web/cases/case-address.tsx';
import { pathPart } from '#functions/web/frame/path-part.ts';
import type { Chapter } from '../chapter.ts';

const NUMBERS = ['2026/009', 'A#9', 'B?x=9', '50%25', 'A~2F', '甲(2026)9 号'];

export const numbers: Chapter = {
  title: 'numbers with strokes, question marks and number signs open by page and by program',
  happens: async (office) => {
    const li = office.as('li');
    for (const number of NUMBERS) {
      const registered = {
        ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
        ...{ applicant: { type: 'naturalPerson', name: '张三' }, subject: '规划图' },
      };
      expect([number, (await office.api('POST', '/commands', registered)).status]).toEqual([number, 201]);
      const href = caseHref({ path: '/applications' }, number);
      expect([number, (await li.get(href)).status]).toEqual([number, 200]);
      const step = `${href}/steps/AddNote`;
      const noted = await li.fillIn(step, { text: '已电话联系' });
      expect([number, noted.status, noted.location]).toEqual([number, 303, `${href}?done=AddNote`]);
      const part = pathPart(number);
      for (const more of ['', '/clock', '/history'])
        expect(await office.api('GET', `/cases/application/${part}${more}`)).toMatchObject({ status: 200 });
      expect((await office.api('GET', `/cases/application/${part}`)).json.case).toBe(number);
    }
    await office.house.settle();
    const found = (await office.api('GET', '/cases/application?limit=200')).json.items as { case: string }[];
    expect(found.map((one) => one.case)).toEqual(expect.arrayContaining(NUMBERS));
  },
};
