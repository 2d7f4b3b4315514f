/** What one person sends is read beside everybody else's answers: to a deadline, so much of it at once, and no more. */
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webApp } from '#functions/web/app.tsx';
import { settledArchive } from '#shared/documents/settled.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { heavyProcesses, type Limits } from '#shared/house/heavy-processes.ts';
import { type Asked, type HeavyWork, workInPlace } from '#shared/house/heavy-work.ts';
import { chosenReport, reportLedger } from '#shared/year/chosen-report.ts';
import { openWebOffice, Visitor, type WebOffice } from '../support/web-office.ts';

const LIMITS: Limits = { atOnce: 2, deadlineMs: 60_000, ofAccount: 2, megabytes: 512 };
const TABLE = '三、本年度办理结果\t（一）予以公开\t1\t0\t0\t0\t0\t0\t1';
/** Lines that are looked at one by one; seconds of them. */
const LONG = '共，。；甲 乙 丙 1 2 3\n'.repeat(300_000);

let office: WebOffice;
let heavy: HeavyWork;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(async () => {
  await heavy.close();
  office.close();
});

/** A browser at an office whose heavy work is done in processes of their own. */
async function officerWith(limits: Partial<Limits>): Promise<Visitor> {
  heavy = heavyProcesses({ ...LIMITS, ...limits });
  const { app } = webApp({ ...office.web, config: { ...office.web.config, heavy } });
  const { cookie } = await office.visitor('张三', 'officer').then((one) => ({ cookie: one.cookie() }));
  return new Visitor(app, cookie);
}

describe('a report that is checked', () => {
  it('is read in a process of its own as it is in place', async () => {
    const officer = await officerWith({});
    const there = await officer.fillIn('/check', { text: TABLE });
    const here = await (await office.visitor('李四', 'officer')).fillIn('/check', { text: TABLE });
    const bodyOf = (text: string): string => text.slice(text.indexOf('<main'), text.indexOf('</main'));
    const plain = (text: string): string => bodyOf(text).replace(/value="[^"]*"/g, '');
    expect(plain(there.text)).toBe(plain(here.text));
    expect(there.status).toBe(here.status);
  });

  it('is given up at the deadline, said at the field, and others are answered meanwhile', async () => {
    const officer = await officerWith({ deadlineMs: 300 });
    const file = new File([LONG], 'report.txt');
    const waits: number[] = [];
    const pinging = setInterval(() => waits.push(performance.now()), 10);
    const answer = await officer.upload('/check', {}, { file });
    clearInterval(pinging);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('在时限内读不完');
    expect(waits.length).toBeGreaterThan(5);
  });

  it('of one account waits for what that account has going on: a third at once is turned away', async () => {
    const officer = await officerWith({ deadlineMs: 2000 });
    const files = [1, 2, 3].map(() => officer.upload('/check', {}, { file: new File([LONG], 'report.txt') }));
    const answers = await Promise.all(files);
    expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 429]);
    expect((await officer.fillIn('/check', { text: TABLE })).status).not.toBe(429);
  });
});

describe('processes for heavy work', () => {
  const asked = (by: string, of = TABLE) => ({ name: 'checkText', of, by }) as const;

  it('take the next in line when one is ended at its deadline', async () => {
    // a process begins within it, too, on a machine that has other things to do
    heavy = heavyProcesses({ ...LIMITS, atOnce: 1, deadlineMs: 5000 });
    const endless = LONG.repeat(5);
    const [long, short] = await Promise.allSettled([heavy.run(asked('a', endless)), heavy.run(asked('b'))]);
    expect(long).toMatchObject({ status: 'rejected', reason: { why: 'deadline' } });
    expect(short.status).toBe('fulfilled');
  });

  it('keep nobody who stops, however long they may still take', async () => {
    heavy = heavyProcesses({ ...LIMITS, deadlineMs: 120_000 });
    const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    const running = heavy.run(asked('a'));
    // its turn has come, and its process is being begun
    await setImmediate();
    expect(timers()).toBe(before);
    expect(await running).toMatchObject({ ok: true });
  });

  it('end what takes more memory than a process has, and nothing else', async () => {
    heavy = heavyProcesses({ ...LIMITS, megabytes: 24 });
    const wide = `<table>${'<tr><td>1</td></tr>'.repeat(300_000)}</table>`;
    await expect(heavy.run(asked('a', wide))).rejects.toThrow(TooMuchWork);
    expect(await heavy.run(asked('a'))).toMatchObject({ ok: true });
  });

  it('tell what went wrong in one as if it had gone wrong here', async () => {
    heavy = heavyProcesses(LIMITS);
    const bytes = new TextEncoder().encode('甲,乙\n1,2\n');
    const options = { today: 'no day' as never, added: {} };
    const of = {
      bytes,
      format: 'csv',
      kind: undefined,
      reading: {},
      remembered: null as never,
      options,
    } as const;
    await expect(heavy.run({ name: 'lookInto', of, by: 'a' })).rejects.toThrow(TypeError);
  });
});

describe('documents, pictures and lists', () => {
  it('made in a process of their own are byte for byte those made in place', async () => {
    heavy = heavyProcesses(LIMITS);
    const named = { office: { id: 'default', name: '某局' }, year: 2025 };
    const chosen = await chosenReport(reportLedger(office.web.house), named);
    if (chosen === null) throw new Error('no report');
    const { report } = chosen;
    const [json, signedOn] = ['', '2026-01-20' as never];
    const paper = {
      ...{ title: '办理单', header: '某局', note: '2026' },
      parts: [{ kind: 'lines', lines: ['一', '二'] } as const],
    };
    const sheet = { title: '清单', notes: ['某局'], headings: ['编号', '件数'], rows: [['A1', 1]] };
    const bars = { title: '图', labels: ['甲', '乙'], counts: [1, 2], horizontal: true };
    const template = Buffer.from('PK no document');
    const asked: readonly Pick<Asked, 'name' | 'of'>[] = [
      { name: 'reportFile', of: { report, json, signedOn, format: 'docx' } },
      { name: 'reportFile', of: { report, json, signedOn, format: 'xlsx' } },
      { name: 'paperDocx', of: paper },
      { name: 'listXlsx', of: sheet },
      { name: 'drawBars', of: bars },
      { name: 'judgeTemplate', of: { template: 'receipt', bytes: template } },
    ];
    const plain = (made: unknown): unknown =>
      made instanceof Uint8Array
        ? Buffer.from(settledArchive(made, '2026-01-01' as never)).toString('base64')
        : made;
    for (const one of asked) {
      const there = await heavy.run({ ...one, by: 'li' });
      expect([one.name, plain(there)]).toEqual([
        one.name,
        plain(await workInPlace.run({ ...one, by: 'li' })),
      ]);
    }
  }, 60_000);
});
