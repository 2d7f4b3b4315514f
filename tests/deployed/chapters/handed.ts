/** What is too long for a request or an answer: handed in by the bucket, without script, and handed out by it. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { postTo } from '../../support/posted-form.ts';
import { hiddenFields, unescaped } from '../../support/web-office.ts';
import type { Chapter } from '../chapter.ts';

const CASE = '/applications/SQ2026-0000001';
const PAPER = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5 * 1024 * 1024)]);

export const handed: Chapter = {
  title: 'a paper of five megabytes is handed in by the bucket, attached, and handed out by it',
  happens: async (office) => {
    const li = office.as('li');
    const [, link = ''] = /href="(\/hand-in[^"]*)"/.exec((await li.get(CASE)).text) ?? [];
    const page = (await li.get(unescaped(link))).text;
    const [, action = ''] = /<form[^>]* action="(http[^"]*)"/.exec(page) ?? [];
    const form = { action: unescaped(action), fields: hiddenFields(page, action) };
    const back = await postTo(form, new File([PAPER], '图纸.pdf'));
    const taken = await li.get(back.pathname + back.search);
    expect(taken).toMatchObject({ status: 303, location: expect.stringContaining('uploaded-files=') });
    // the second time there is nothing there any more
    expect((await li.get(back.pathname + back.search)).location).toMatch(/again=/);
    const sent = await li.fillIn(taken.location ?? '', { paper: 'authorisation' }, `${CASE}/files`);
    expect([sent.status, sent.text.slice(0, 200)]).toEqual([303, '']);
    await office.house.scan('NO_THREATS_FOUND');
    const links = [
      ...(await li.get(CASE)).text.matchAll(/href="(\/applications\/[^"]+\/files\/[0-9a-f]{32})"/g),
    ];
    const found = await Promise.all(links.map(([, href = '']) => office.bytes('li', href)));
    expect(found.some((bytes) => bytes.equals(PAPER))).toBe(true);
  },
};
