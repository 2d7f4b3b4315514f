import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aggregateWhereDue } from '#functions/cli/schedules.ts';
import { sessionHolder, startSession } from '#shared/accounts/sessions.ts';
import { checkPassword } from '#shared/accounts/sign-in.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { lastAggregation } from '#shared/year/aggregation.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { FALSE_DAY, registering, replying, TRUE_DAY } from '../support/clock-ahead.ts';
import { CLERK, openCloudOffice } from '../support/cloud-office.ts';
import { memoryLedger } from '../support/memory-ledger.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { openWebOffice } from '../support/web-office.ts';

const CLOSE: Fields = { command: 'CloseYear', year: 2026, approvedBy: 'wang' };

describe('a year after the clock was ahead once', () => {
  async function office() {
    const ledger = memoryLedger();
    ledger.setClock(TRUE_DAY);
    await ledger.found();
    await ledger.command(registering('A1'));
    ledger.setClock(FALSE_DAY);
    await ledger.command(registering('A2'));
    ledger.setClock(TRUE_DAY);
    for (const fields of [registering('A3'), replying('A1'), replying('A2'), replying('A3')])
      expect(await ledger.command(fields)).toMatchObject({ ok: true });
    return ledger;
  }

  it('is not signed, and it is said which record is ahead of the clock', async () => {
    const ledger = await office();
    const refused = await ledger.command(CLOSE);
    expect(refused).toMatchObject({ ok: false, code: 'clockBehindLedger' });
    const told = refused.ok ? undefined : refused.facts?.obstacles;
    const [obstacle] = (told ?? []) as unknown as { newest: string }[];
    expect(obstacle?.newest.slice(0, 10)).toBe('2027-02-27');
    expect((await yearStateOf(ledger.log, { office: 'o', year: 2026 })).versions).toEqual([]);
  });

  it('is signed with everything in it once somebody has said that the clock is right now', async () => {
    const ledger = await office();
    expect(await ledger.command({ ...CLOSE, clockAhead: true })).toMatchObject({ ok: true });
    const [frozen] = (await yearStateOf(ledger.log, { office: 'o', year: 2026 })).versions;
    const { rows } = JSON.parse(frozen?.report ?? '{}').table3;
    expect(rows.newlyReceived.at(-1)).toBe(3);
    expect(rows.disclosed.at(-1)).toBe(3);
    expect(rows.carriedForward.at(-1)).toBe(0);
  });

  it('is signed unasked, with everything in it, where it was ahead by no more than clocks of machines differ', async () => {
    const ledger = memoryLedger();
    ledger.setClock(TRUE_DAY);
    await ledger.found();
    ledger.setClock('2027-01-10T09:00:59.000+08:00');
    await ledger.command(registering('A1'));
    await ledger.command(replying('A1'));
    ledger.setClock('2027-01-10T09:00:00.500+08:00');
    expect(await ledger.command(CLOSE)).toMatchObject({ ok: true });
    const [frozen] = (await yearStateOf(ledger.log, { office: 'o', year: 2026 })).versions;
    expect(JSON.parse(frozen?.report ?? '{}').table3.rows.newlyReceived.at(-1)).toBe(1);
  });

  it('can be restated in the same way', async () => {
    const ledger = await office();
    await ledger.command({ ...CLOSE, clockAhead: true });
    await ledger.command(registering('A4'));
    const restating = { ...CLOSE, command: 'RestateYear', reason: '漏记一件' };
    expect(await ledger.command(restating)).toMatchObject({ ok: false, code: 'clockBehindLedger' });
    const restated = await ledger.command({ ...restating, clockAhead: true });
    expect(restated).toMatchObject({ ok: true });
    const last = (await yearStateOf(ledger.log, { office: 'o', year: 2026 })).versions.at(-1);
    expect(JSON.parse(last?.report ?? '{}').table3.rows.newlyReceived.at(-1)).toBe(4);
  });

  it('of a whole tree is not signed either', async () => {
    const ledger = await office();
    await ledger.command({ ...CLOSE, clockAhead: true });
    const whole = { ...CLOSE, scope: 'tree' };
    expect(await ledger.command(whole)).toMatchObject({ ok: false, code: 'clockBehindLedger' });
    expect(await ledger.command({ ...whole, clockAhead: true })).toMatchObject({ ok: true });
  });

  it('is not signed in the cloud either', async () => {
    const house = await openCloudOffice(); // its records are of 24 November 2026
    const carryOut = (fields: Fields, now: string) =>
      executeCommand(
        { log: house.log, clock: { now: () => now as Instant } },
        { office: 'o', actor: CLERK, fields },
      );
    await carryOut({ ...registering('A1'), submittedOn: '2025-06-02' }, '2026-11-24T10:00:00.000+08:00');
    await readyToSign(house, 'o', '甲局');
    const closing = { ...CLOSE, year: 2025 };
    expect(await carryOut(closing, '2026-01-10T09:00:00.000+08:00')).toMatchObject({
      ok: false,
      code: 'clockBehindLedger',
    });
    expect(await carryOut(closing, '2026-11-24T10:00:00.000+08:00')).toMatchObject({ ok: true });
    await house.stop();
  });
});

describe('what goes on by the clock after it was ahead once', () => {
  let folder: string;
  let now = TRUE_DAY as Instant;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-clock-'));
    now = TRUE_DAY as Instant;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const opened = () => openLocalHouse(folder, { clock: { now: () => now } });
  const watching = { signal: new AbortController().signal, onDrift: () => {} };

  it('the nightly comparison runs every night, in the process that saw the false day and after a new start', async () => {
    const house = await opened();
    now = FALSE_DAY as Instant;
    await aggregateWhereDue(house, watching);
    now = '2027-01-11T09:00:00.000+08:00' as Instant;
    await aggregateWhereDue(house, watching);
    expect((await lastAggregation(house, 'default'))?.on).toBe('2027-01-11');
    house.close();
    const again = await opened();
    await aggregateWhereDue(again, watching);
    now = '2027-01-12T09:00:00.000+08:00' as Instant;
    await aggregateWhereDue(again, watching);
    expect((await lastAggregation(again, 'default'))?.on).toBe('2027-01-12');
    again.close();
  });

  it('a message that was queued on the false day is carried out, not left waiting for it', async () => {
    const house = await opened();
    now = FALSE_DAY as Instant;
    await house.queue.send('reminder', [{ id: 'm', body: '{}' }]);
    now = TRUE_DAY as Instant;
    const [received] = await house.queue.receive('reminder', { limit: 1, leaseSeconds: 60 });
    expect(received?.id).toBe('m');
    expect(await house.queue.receive('reminder', { limit: 1, leaseSeconds: 60 })).toEqual([]);
    house.close();
  });

  it('a session begun on the false day has ended, and wrong passwords of that day lock nobody out', async () => {
    const office = await openWebOffice();
    const { accounts } = office.web;
    await office.visitor('li', 'officer');
    const begun = { user: 'li', how: 'password', from: '', device: '' } as const;
    const secret = await startSession(accounts, begun, FALSE_DAY as Instant);
    expect(await sessionHolder(accounts, secret, TRUE_DAY as Instant)).toBeNull();
    expect(await sessionHolder(accounts, secret, FALSE_DAY as Instant)).not.toBeNull();
    const attempt = { user: 'li', password: 'wrong', address: '10.0.0.1', device: null };
    const tried = (now: string) => checkPassword({ accounts }, attempt, now as Instant);
    for (let tries = 0; tries < 5; tries += 1) await tried(FALSE_DAY);
    expect((await tried(TRUE_DAY)).outcome).toBe('wrong');
    await office.close();
  });

  it('the first page and readiness say that the log is ahead', async () => {
    const office = await openWebOffice();
    const li = await office.visitor('li', 'officer');
    expect((await li.get('/')).text).not.toContain('时钟曾经走快');
    const trueNow = office.web.house.clock.now();
    office.setNow('2027-03-01T09:00:00.000+08:00');
    const later = await office.visitor('wang', 'officer');
    await later.get('/');
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    await executeCommand(office.web.house, { office: 'default', actor, fields: registering('A1') });
    await office.web.house.catchUp();
    office.setNow(trueNow);
    // sessions that were over by the false time went with it
    const zhao = await office.visitor('zhao', 'officer');
    const { text } = await zhao.get('/');
    expect(text).toContain('时钟曾经走快');
    expect(text).toContain('2027-03-01 09:00');
    expect(JSON.parse((await zhao.get('/readyz')).text)).toEqual({
      status: 'ready',
      warning: 'clockBehindLedger',
    });
    await office.close();
  });
});
