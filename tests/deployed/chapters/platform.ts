/** A platform sends its records, signed; one of them cannot be recorded and is mended by a person. */
import { expect } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { signatureHeaders } from '../../support/feed-platform.ts';
import { hiddenFields } from '../../support/web-office.ts';
import type { Chapter, Office } from '../chapter.ts';

export const record = (number: string, type: string) => ({
  ...{ number, receivedAt: '2026-11-20 09:00', type, topic: '道路' },
  ...{ subdistrict: '龙城街道', address: '云天路8号', department: '城管局' },
});

const signed = ({ house, feedSecret: secret }: Office, body: string) =>
  signatureHeaders({ secret, timestamp: instantOf(house.now()), body });

export function sendRecords(office: Office, records: readonly object[]): Promise<Response> {
  const body = JSON.stringify({ records });
  const address = `${office.house.door.address}/api/v1/hotline/batches`;
  return fetch(address, { method: 'POST', body, headers: signed(office, body) });
}

export const platform: Chapter = {
  title: 'a platform sends a signed batch; what cannot be recorded is mended and sent again',
  happens: async (office) => {
    const { house } = office;
    // the last is of a case that the office has itself, with an address under seal
    const known = { number: 'T4', receivedAt: '2026-11-02 09:00', type: '投诉' };
    const records = [record('P1', '投诉'), record('P2', '求助'), record('P3', '没有这一类'), known];
    const sent = await sendRecords(office, records);
    expect(sent.status).toBe(202);
    const href = sent.headers.get('location') ?? '';
    await house.settle();
    const asked = await fetch(house.door.address + href, { headers: signed(office, '') });
    expect(await asked.json()).toMatchObject({ done: 3, pending: 0, failed: [{ number: 'P3' }] });
    const li = office.as('li');
    const path = /href="(\/dead-letters\/[^"]+)"/.exec((await li.get('/dead-letters')).text)?.[1] ?? '';
    const mended = {
      ...hiddenFields((await li.get(path)).text, path),
      body: JSON.stringify(record('P3', '咨询')),
    };
    expect((await li.post(path, mended)).status).toBe(303);
    await house.settle();
    expect((await li.get('/dead-letters')).text).toContain('没有未能处理的记录');
    expect((await li.get('/hotline/P3')).status).toBe(200);
  },
};
