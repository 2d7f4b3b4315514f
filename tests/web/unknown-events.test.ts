import { afterEach, beforeEach, expect, it } from 'vitest';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  li = await office.visitor('li', 'officer');
  const row = { number: 'R1', receivedOn: '2026-11-03', applicantType: 'naturalPerson' };
  await office.web.house.log.write([rowJob(disclosureKind, { office: 'default', number: 'R1', actor }, row)]);
});
afterEach(() => office.close());

/** As a newer program, or a hand, would have left it. */
async function foreseen(): Promise<void> {
  const { log, catchUp } = office.web.house;
  const stream = await log.streamOf('default', 'application', 'R1');
  const at = { office: 'default', kind: 'application', stream: String(stream) } as const;
  const event = { type: 'CaseForeseen', v: 1, on: '2026-11-04', data: {} } as never;
  const version = (await log.history(at)).length + 1;
  await log.write([(writer) => writer.append({ at, number: 'R1', version, actor, events: [event] })]);
  await catchUp();
}

const ready = async () => JSON.parse((await li.get('/readyz')).text);
const WORDS = '台账里有本版本程序不认识的记录';

it('what the program does not know is said on the first page, beside the figures and to the watchdog', async () => {
  expect((await li.get('/')).text).not.toContain(WORDS);
  expect(await ready()).toEqual({ status: 'ready' });
  await foreseen();
  for (const page of ['/', '/tables/2026', '/tables/2025', '/hotline/figures']) {
    const { status, text } = await li.get(page);
    expect([status, text.includes(`${WORDS}，没有计入统计`), text.includes('R1')], page).toEqual([
      200,
      true,
      true,
    ]);
  }
  expect(await ready()).toEqual({ status: 'ready', warning: 'unknownEvents' });
  expect((await li.get('/applications/R1')).status).toBe(200);
});

it('and the nightly comparison says so, and counts nothing', async () => {
  await foreseen();
  const result = await aggregateOffice(office.web.house, { id: 'default', name: '某局' });
  expect(result).toMatchObject({
    equal: false,
    reports: {},
    unknownEvents: [{ case: 'R1', type: 'CaseForeseen' }],
  });
  expect((await li.get('/tables/2026')).text).toContain('未重新统计');
});
