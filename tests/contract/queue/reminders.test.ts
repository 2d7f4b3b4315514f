import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import { allowedHere } from '#shared/reminders/outgoing-call.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler } from '#shared/reminders/send-reminders.ts';
import { senders } from '#shared/reminders/senders.ts';
import { EVERYTHING, setTargets, webhookSecret } from '#shared/reminders/targets.ts';
import { drain } from '#shared/store/consume.ts';

const ACTOR = { user: 'li', role: 'officer', via: 'form' } as const;
const SECRET = 'a secret of the house';
let folder: string;
let house: LocalHouse;
let now = '2026-11-23T09:00:00.000+08:00' as Instant;
const closing: (() => void)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-remind-'));
  now = '2026-11-23T09:00:00.000+08:00' as Instant;
  house = await openLocalHouse(folder, { clock: { now: () => now } });
  // due on 2026-11-13, 11-23, 11-26, 12-07 and 12-21
  const received = {
    LATE: '2026-10-16',
    TODAY: '2026-10-26',
    SOON: '2026-10-29',
    TEN: '2026-11-09',
    FAR: '2026-11-23',
  };
  for (const [number, submittedOn] of Object.entries(received)) await register(number, submittedOn);
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

async function register(number: string, submittedOn: string): Promise<void> {
  const applicant = { type: 'naturalPerson', name: '张三' };
  const fields = {
    command: 'RegisterApplication',
    case: number,
    channel: 'inPerson',
    submittedOn,
    applicant,
    subject: '图',
  };
  const done = await executeCommand(house, { office: 'default', actor: ACTOR, fields });
  if (!done.ok) throw new Error(done.code);
}

const ways = (smtpUrl?: string) =>
  senders({
    allowed: allowedHere('127.0.0.1'),
    smtpUrl,
    from: 'taizhang@example.gov.cn',
    signingSecret: async () => SECRET,
    blobs: house.blobs,
  });
const deliver = (smtpUrl?: string) =>
  drain(house, 'reminder', { handler: reminderHandler(house, ways(smtpUrl)) });
const target = (emails: readonly string[], webhook: string | null) =>
  setTargets(house, {
    ...{ office: 'default', actor: ACTOR, on: true, webhook },
    recipients: emails.map((email) => ({ email, selection: EVERYTHING })),
  });

async function kept(): Promise<string[]> {
  const { items } = await house.blobs.list('reminders/', { limit: 100 });
  const texts = [];
  for (const name of items) texts.push(Buffer.from((await house.blobs.get(name)) ?? []).toString());
  return texts;
}

describe('the reminders of a day', () => {
  it('tell what is overdue, due today and due soon, by number and date alone', async () => {
    expect(await queueReminders(house)).toEqual([{ office: 'default', queued: 4 }]);
    await deliver();
    const [text = ''] = await kept();
    expect(text).toContain('期限提醒：4 件，其中超期 1 件');
    expect(text).toMatch(/已超期（1）\n {2}依申请公开 LATE 期限 2026-11-13/);
    expect(text).toMatch(/今日到期（1）\n {2}依申请公开 TODAY/);
    expect(text).not.toContain('FAR');
    expect(text).not.toContain('张三');
  });

  it('say each thing once: nothing more that day, and on the next only what came nearer', async () => {
    await queueReminders(house);
    expect(await queueReminders(house)).toEqual([{ office: 'default', queued: 0 }]);
    now = '2026-11-24T09:00:00.000+08:00' as Instant;
    await queueReminders(house);
    await deliver();
    const second = (await kept()).find((text) => text.includes('2026-11-24'));
    expect(second).toContain('已超期（1）\n  依申请公开 TODAY 期限 2026-11-23');
    expect(second).not.toContain('LATE');
    expect(second).not.toContain('SOON');
  });

  it('are not lost by a day off: what comes up then is told on the next working day', async () => {
    expect(await queueReminders(house, dateOf('2026-11-22'))).toEqual([{ office: 'default', queued: 0 }]);
    expect(await queueReminders(house)).toEqual([{ office: 'default', queued: 4 }]);
  });

  it('say again what is another thing: a date that moved', async () => {
    await queueReminders(house);
    const fields = {
      command: 'ExtendReply',
      case: 'TODAY',
      on: '2026-11-23',
      workingDays: 5,
      approvedBy: '王',
      reason: '档案多',
    };
    await executeCommand(house, { office: 'default', actor: ACTOR, fields });
    expect(await queueReminders(house)).toEqual([{ office: 'default', queued: 1 }]);
  });
});

/** An SMTP server that takes every message; the lines clients sent. */
async function mailbox(): Promise<{ url: string; lines: string[] }> {
  const lines: string[] = [];
  const server: Server = createTcp((socket) => {
    let inMessage = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        lines.push(line);
        if (inMessage && line !== '.') continue;
        if (line === 'DATA') inMessage = true;
        if (line === '.') inMessage = false;
        socket.write(line === 'DATA' ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, lines };
}

type Call = { readonly headers: IncomingMessage['headers']; readonly body: string };

/** A web server that answers 500 as often as told, and then 204; the calls it got. */
async function hook(failures = 0): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createHttp(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    calls.push({ headers: request.headers, body });
    response.statusCode = calls.length <= failures ? 500 : 204;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, calls };
}

describe('the ways out', () => {
  it('by mail: to everybody named, under an id that a repetition would carry, too', async () => {
    const { url, lines } = await mailbox();
    await target(['a@example.gov.cn', 'b@example.gov.cn'], null);
    await queueReminders(house);
    await deliver(url);
    expect(lines.filter((line) => line.startsWith('RCPT TO'))).toHaveLength(2);
    expect(lines.some((line) => /^Message-ID: <[0-9a-f]{32}-email@taizhang>/i.test(line))).toBe(true);
    expect(await kept()).toEqual([]);
  });

  it('by a call that is signed over time and body', async () => {
    const { url, calls } = await hook();
    await target([], url);
    await queueReminders(house);
    await deliver();
    const [{ headers, body } = { headers: {}, body: '' }] = calls;
    const signed = createHmac('sha256', webhookSecret(SECRET, 'default'))
      .update(`${headers['x-timestamp']}.${body}`)
      .digest('hex');
    expect(headers['x-signature']).toBe(`sha256=${signed}`);
    expect(JSON.parse(body)).toMatchObject({ office: 'default', on: '2026-11-23' });
    expect(JSON.parse(body).things).toHaveLength(4);
  });

  it('do not repeat the mail when the call fails', async () => {
    const { url: smtp, lines } = await mailbox();
    const { url, calls } = await hook(2);
    await target(['a@example.gov.cn'], url);
    await queueReminders(house);
    for (const minute of ['00', '10', '30']) {
      now = `2026-11-23T10:${minute}:00.000+08:00` as Instant;
      await deliver(smtp);
    }
    expect(calls).toHaveLength(3);
    expect(lines.filter((line) => line === 'DATA')).toHaveLength(1);
  });

  it('that fail are tried again later, and nothing is lost', async () => {
    const { url, calls } = await hook(1);
    await target([], url);
    await queueReminders(house);
    await deliver();
    expect(calls).toHaveLength(1);
    expect(await house.queue.depth('reminder')).toBe(1);
    now = '2026-11-23T09:10:00.000+08:00' as Instant;
    await deliver();
    expect(calls).toHaveLength(2);
    expect(await house.queue.depth('reminder')).toBe(0);
  });
});
