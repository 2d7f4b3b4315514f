import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
  const carryOut = async (fields: Fields): Promise<void> => {
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(done.code);
  };
  // due on: LATE 11-13, TODAY 11-23, SOON 11-26, TEN 12-07, FAR 12-21
  const received = {
    LATE: '2026-10-16',
    TODAY: '2026-10-26',
    SOON: '2026-10-29',
    TEN: '2026-11-09',
    FAR: '2026-11-23',
  };
  for (const [number, submittedOn] of Object.entries(received))
    await carryOut({
      command: 'RegisterApplication',
      case: number,
      channel: 'inPerson',
      submittedOn,
      applicant: { type: 'naturalPerson', name: '张三' },
      subject: '规划图',
    });
  await carryOut({
    command: 'RegisterApplication',
    case: 'DONE',
    channel: 'inPerson',
    submittedOn: '2026-11-02',
    applicant: { type: 'naturalPerson', name: '张三' },
    subject: '规划图',
  });
  await carryOut({ command: 'Reply', case: 'DONE', on: '2026-11-09', outcome: 'disclosed' });
  await carryOut({
    command: 'RequestCorrection',
    case: 'FAR',
    on: '2026-11-23',
    items: '名称',
    respondBy: '2026-12-08',
  });
});
afterEach(() => office.close());

const numbersOn = async (path: string): Promise<string[]> =>
  [...(await li.get(path)).text.matchAll(/<th scope="row"[^>]*><a [^>]*>([A-Z]+)<\/a>/g)].map(
    ([, number = '']) => number,
  );

describe('the work list', () => {
  it('holds the open cases by due date', async () => {
    expect(await numbersOn('/worklist')).toEqual(['LATE', 'TODAY', 'SOON', 'TEN', 'FAR']);
  });

  it.each([
    ['overdue', ['LATE']],
    ['today', ['TODAY']],
    ['within3', ['TODAY', 'SOON']],
    ['within10', ['TODAY', 'SOON', 'TEN']],
    ['waiting', ['FAR']],
  ])('cut to %s by the address', async (slice, numbers) => {
    expect(await numbersOn(`/worklist?slice=${slice}`)).toEqual(numbers);
  });

  it('says what is left in working days, and who is awaited', async () => {
    const { text } = await li.get('/worklist');
    expect(text).toContain('超期 6 个工作日');
    expect(text).toContain('今日到期');
    expect(text).toContain('还有 3 个工作日');
    expect(text).toContain('等待他人');
  });

  it('stands on the first page: what is overdue and what comes soon', async () => {
    expect(await numbersOn('/')).toEqual(['LATE', 'TODAY', 'SOON']);
  });

  it('of one department is asked for in the address, with what else is chosen', async () => {
    const actor = { user: 'li', role: 'officer', via: 'form' } as const;
    for (const [number, department] of [
      ['CALLONE', '住建局'],
      ['CALLTWO', '城管局'],
    ]) {
      const call = { at: '2026-11-20T09:00:00+08:00', source: '12345热线', type: 'complaint' };
      for (const fields of [
        { command: 'RegisterHotlineCase', case: number, ...call },
        { command: 'AcceptHotlineCase', kind: 'hotline', case: number, at: '2026-11-20T09:10:00+08:00' },
        { command: 'Dispatch', case: number, at: '2026-11-20T09:20:00+08:00', department },
      ])
        expect(await executeCommand(office.web.house, { office: 'default', actor, fields })).toMatchObject({
          ok: true,
        });
    }
    const at = encodeURIComponent('住建局');
    expect(await numbersOn(`/worklist?department=${at}`)).toEqual(['CALLONE']);
    expect(await numbersOn('/worklist?kind=hotline')).toEqual(['CALLONE', 'CALLTWO']);
    expect(await numbersOn(`/worklist?kind=application&department=${at}`)).toEqual([]);
    // longer than any name can be: it narrows nothing, whatever the engine could look up
    expect(await numbersOn(`/worklist?department=${'a'.repeat(3000)}`)).toContain('CALLONE');
    const { text } = await li.get(`/worklist?department=${at}`);
    expect(text).toContain(`/worklist?slice=overdue&amp;department=${at}`);
    expect(text).toContain('热线工单 住建局');
  });

  it('of another kind of case is empty', async () => {
    expect(await numbersOn('/worklist?kind=hotline')).toEqual([]);
    expect(await numbersOn('/worklist?kind=application&slice=overdue')).toEqual(['LATE']);
  });
});
