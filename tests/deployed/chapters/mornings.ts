/** What the clock does: reminders in the morning, the proof at night, the checkpoint each hour. */
import { createServer } from 'node:http';
import { expect } from 'vitest';
import type { Chapter } from '../chapter.ts';
import { oncePut } from '../front.ts';

export const mornings: Chapter = {
  title: 'reminders are set, and mailed in the morning',
  happens: async (office) => {
    const { house } = office;
    const chen = office.as('chen');
    // without an address what is due is kept in the house
    house.front.faults = oncePut('/reminders/', 'lost');
    await house.clock('EachMorning');
    await house.settle();
    await using hook = await listening();
    await house.tell({ TAIZHANG_WEBHOOK_ALLOW: new URL(hook.address).host });
    const targets = { on: 'on', email0: 'all@example.gov.cn', webhook: hook.address };
    expect((await chen.fillIn('/reminders', targets, '/reminders')).status).toBe(303);
    const trial = await chen.fillIn('/reminders', {}, '/reminders/trial');
    expect(trial.status).toBe(303);
    await house.settle();
    expect([house.mails.length, hook.signatures.length]).toEqual([1, 1]);
    await house.travel('2026-11-25T08:45:00+08:00');
    expect(house.mails.length).toBeGreaterThan(1);
    expect(house.mails.at(-1)).toMatchObject({
      from: 'taizhang@mail.example.gov.cn',
      to: ['all@example.gov.cn'],
    });
    expect(hook.signatures.length).toBeGreaterThan(1);
    expect(hook.signatures).toEqual(hook.signatures.map(() => expect.stringMatching(/\S{20}/)));
    await office.comeBack(...office.people.keys());
    expect((await office.as('chen').get('/reminders')).text).toContain('2026-11-25');
  },
};

/** A system of the office's own, to which reminders are sent besides. */
async function listening() {
  const signatures: string[] = [];
  const server = createServer((request, response) => {
    signatures.push(String(request.headers['x-signature'] ?? ''));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = async (): Promise<void> => void server.close();
  return { address: `http://127.0.0.1:${port}/reminders`, signatures, [Symbol.asyncDispose]: close };
}

export const nights: Chapter = {
  title: 'the night proves every figure, the hour seals what was recorded',
  happens: async (office) => {
    const { house } = office;
    const before = house.lines.length;
    await house.travel('2026-11-26T09:10:00+08:00');
    const said = house.lines
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
    expect(said).not.toContain('"event":"drift"');
    expect(said).toContain('"event":"sealed"');
    await office.comeBack('wu', 'chen', 'li');
    expect((await office.as('wu').get('/seals')).text).not.toContain('还没有公钥');
    await house.tell({ LONGEST_ITEM_BYTES: '' });
    expect((await office.api('GET', '/proof/ledger/checkpoint')).status).toBe(200);
    expect((await office.api('GET', '/cases/application/SQ2026-0000001/versions/1/proof')).status).toBe(200);
  },
};
