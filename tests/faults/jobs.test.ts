/**
 * Long work against the same done at once: however it is cut into slices, whoever carries one twice, and wherever a
 * carrier is ended, what is signed is the same to the last byte and every row of a file is recorded once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Seeded, seeded } from '#functions/demo/seeded.ts';
import type { Execution, Request } from '#shared/desk/execute.ts';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { importReceived } from '#shared/intake/received-file.ts';
import { byWork } from '#shared/jobs/ask-job.ts';
import { byQueueUnlessSmall } from '#shared/jobs/carry-here.ts';
import { type Carrying, carrySlice } from '#shared/jobs/carry-job.ts';
import { everyJob } from '#shared/jobs/every-job.ts';
import type { ImportAsked } from '#shared/jobs/import-files.ts';
import { keepUpload, partOf } from '#shared/jobs/import-files.ts';
import { askAgain } from '#shared/jobs/job-queue.ts';
import { shortLinesSlice, yearLinesSlice } from '#shared/jobs/lines-job.ts';
import { rowsSlice } from '#shared/jobs/rows-job.ts';
import type { Actor } from '#shared/kernel/event.ts';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import type { Frozen } from '#shared/reporting/year-events.ts';
import { PREVIEW } from '#shared/settling/preview-policy.ts';
import { StoreBusy } from '#shared/store/faults.ts';
import type { House } from '#shared/store/house.ts';
import { type AskedJob, isOver, type Job, type Jobs } from '#shared/store/jobs.ts';
import { FIGURE_LIFE } from '#shared/trail/figure-life.ts';
import { walked } from '#shared/views/walk.ts';
import type { Signed, Signing } from '#shared/year/freeze-year.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { OFFICE_NAME, readyToSign } from '../support/ready-to-sign.ts';
import { SEED } from '../support/seed.ts';

const OFFICE = { id: 'default', name: OFFICE_NAME };
const WANG: Actor = { user: 'wang', role: 'admin', via: 'form' };
const YEAR = 2025;

class Killed extends Error {}

type Chaos = { readonly chance: Seeded; readonly commits: number; readonly milliseconds: number };

/** Whoever carries it may be ended before and behind everything it writes down. */
function mortal(jobs: Jobs, chance: Seeded): Jobs {
  const perhaps =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (chance.chance(0.1)) throw new Killed();
      const done = await work(...args);
      if (chance.chance(0.1)) throw new Killed();
      return done;
    };
  return { ...jobs, keep: perhaps(jobs.keep), note: perhaps(jobs.note), end: perhaps(jobs.end) };
}

/** Carried to its end by carriers that die and come twice. */
async function carried(house: House, asked: AskedJob, { chance, ...pace }: Chaos): Promise<Job> {
  let job = await house.jobs.ask(asked);
  for (let turns = 0; !isOver(job); turns += 1) {
    if (turns > 2000) throw new Error('it never ends');
    const working = { ...house, pace, jobs: mortal(house.jobs, chance) };
    const carriers = Array.from({ length: chance.int(1, 2) }, () => carrySlice(everyJob(working), asked.id));
    for (const one of await Promise.allSettled(carriers))
      if (one.status === 'rejected' && !(one.reason instanceof Killed)) throw one.reason;
    job = (await house.jobs.find(asked.id)) ?? job;
  }
  return job;
}

type Row = readonly string[];
const HEAD: Row = ['number', 'receivedOn', 'applicantType', 'subject', 'outcome', 'decidedOn'];

function applications(count: number, from = 0): readonly Row[] {
  return Array.from({ length: count }, (_, at) => {
    const received = `${YEAR}-${String(1 + (at % 9)).padStart(2, '0')}-15`;
    const end = `${received.slice(0, 8)}28`;
    return [`K${from + at}`, received, 'naturalPerson', `规划图${at}`, 'disclosed', end];
  });
}

const csvOf = (rows: readonly Row[]): Uint8Array =>
  Buffer.from([HEAD, ...rows].map((row) => row.join(',')).join('\n'));

const HOMES = {
  SQLite: (folder: string, clock: { now(): Instant }): Promise<House> => openLocalHouse(folder, { clock }),
  DynamoDB: (folder: string, clock: { now(): Instant }): Promise<House> => openCloudHouse({ folder, clock }),
} as const;

describe.each(Object.entries(HOMES))('long work, %s', (engine, open) => {
  let folder: string;
  let house: House;
  let now = Date.parse('2026-02-01T09:00:00.000+08:00');
  const clock = { now: () => instantOf(now) };
  const chance = seeded(SEED);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'taizhang-jobs-'));
    house = await open(folder, clock);
    await recorded(applications(24));
    await readyToSign(house);
  });
  afterAll(() => {
    house.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  const plain: Omit<ImportAsked, 'upload' | 'name' | 'receipt'> = {
    ...({ kind: 'applications', format: 'csv', role: 'officer' } as const),
    ...{ dryRun: false, office: OFFICE.id, actor: WANG, options: {} },
  };
  const recorded = (rows: readonly Row[]) =>
    importReceived(house, { ...plain, bytes: csvOf(rows) }, importRows);
  const signing = (more: Partial<Signing> = {}): Signing => ({
    ...{ office: OFFICE, year: YEAR, approvedBy: '李局长', actor: WANG, tried: true, ...more },
  });
  const frozenIn = (signed: Signed): Frozen => {
    if (!signed.ok) throw new Error(JSON.stringify(signed.obstacles));
    return signed.frozen;
  };
  const newest = async () =>
    (await house.log.history({ office: OFFICE.id, kind: 'year', stream: String(YEAR) }))
      .at(-1)
      ?.events.at(-1);
  const asJob = async (request: Request, commits: number): Promise<Execution> => {
    const asked = {
      id: `j${commits}`,
      office: OFFICE.id,
      what: 'command',
      askedBy: WANG.user,
      request,
    } as const;
    const job = await carried(house, asked, { chance, commits, milliseconds: 0 });
    const done = await house.jobs.kept<Execution>(job, job.result);
    if (done === null) throw new Error(`${job.state} ${job.fault?.reason}`);
    return done;
  };
  const request = (fields: Request['fields'], key: string): Request => {
    return { office: OFFICE.id, actor: WANG, key, fields: { approvedBy: '李局长', year: YEAR, ...fields } };
  };

  it('signs the bytes that one reading would sign, and a restatement too', async () => {
    const expected = frozenIn(await signYear(house, signing()));
    expect(await asJob(request({ command: 'CloseYear' }, 'close'), 7)).toMatchObject({
      ok: true,
      outcome: 'recorded',
    });
    expect(await newest()).toMatchObject({ type: 'YearClosed', data: expected });
    expect(await asJob(request({ command: 'CloseYear' }, 'twice'), 8)).toMatchObject({
      ok: false,
      code: 'alreadyClosedYear',
    });
    now += 60_000;
    await recorded(applications(3, 900));
    now += 60_000;
    const again = await signYear(house, signing({ reason: '补录三件' }));
    const restated = request({ command: 'RestateYear', reason: '补录三件' }, 'restate');
    expect(await asJob(restated, 5)).toMatchObject({ ok: true, outcome: 'recorded' });
    const difference = again.ok ? again.difference : [];
    expect(difference.length).toBeGreaterThan(0);
    expect(await newest()).toMatchObject({ type: 'YearRestated', data: { ...frozenIn(again), difference } });
    expect((await house.notary.standing())[0]?.unsealed.count).toBeLessThan(2);
  });

  it('shows of a figure, and of what a policy would change, what one reading shows', async () => {
    const asJobs = async <T>(what: 'figure' | 'preview', asked: object): Promise<T | null> => {
      const of = { id: what, office: OFFICE.id, what, askedBy: WANG.user, request: asked } as const;
      const job = await carried(house, of, { chance, commits: 5, milliseconds: 0 });
      return house.jobs.kept<T>(job, job.result);
    };
    const figure = {
      office: OFFICE.id,
      year: YEAR,
      cell: 'table3.disclosed.naturalPerson',
      asOf: clock.now(),
    };
    const life = await walked(house, FIGURE_LIFE, figure);
    expect(life).toMatchObject({ value: 27, moves: 27, cases: 27, days: 1 });
    expect(life.newest.at(-1)?.value).toBe(27);
    expect(await asJobs('figure', figure)).toEqual(life);
    const settled = { policy: 'alreadyPublic', value: 'other.other' } as const;
    const preview = await walked(house, PREVIEW, { office: OFFICE.id, settled });
    expect(await asJobs('preview', { office: OFFICE.id, settled })).toEqual(preview);
  });

  it('has failed where nobody knows it, and what is lost behind it is asked for all the same', async () => {
    const asked = (id: string, what: string) =>
      house.jobs.ask({ id, office: OFFICE.id, what: what as Job['what'], askedBy: WANG.user, request: {} });
    await asked('of-tomorrow', 'forecast');
    await asked('of-today', 'figure');
    now += 600_000;
    const handed: string[] = [];
    const topics: string[] = [];
    const queue = { ...house.queue, send: async (topic: string) => void topics.push(topic) };
    const carrier = byWork({ queue });
    const handOn = async (job: Job) => {
      handed.push(job.id);
      await carrier(job);
    };
    await askAgain(house, { handOn });
    expect([handed, topics]).toEqual([['of-today'], ['job']]);
    const found = await house.jobs.find('of-tomorrow');
    expect([found?.state, found?.fault?.reason]).toEqual(['failed', 'data UnknownWork']);
    const lost = await house.jobs.find('of-today');
    if (lost !== null) await house.jobs.end(lost, null);
  });

  it('goes on by the queue where the store is busy while somebody waits', async () => {
    const figure = { office: OFFICE.id, year: YEAR, cell: 'table3.total.naturalPerson', asOf: clock.now() };
    const of = {
      id: 'busy',
      office: OFFICE.id,
      what: 'figure',
      askedBy: WANG.user,
      request: figure,
    } as const;
    const job = await house.jobs.ask(of);
    const end: Jobs['end'] = () => Promise.reject(new StoreBusy());
    const sent: string[] = [];
    const send = async (topic: string) => void sent.push(topic);
    const busy = { ...house, jobs: { ...house.jobs, end }, queue: { ...house.queue, send } };
    await byQueueUnlessSmall(busy)(job);
    expect([sent, isOver((await house.jobs.find('busy')) ?? job)]).toEqual([['job'], false]);
  });

  const restating = async (key: string, reading: (turn: number) => Promise<House>): Promise<Execution> => {
    const own = request({ command: 'RestateYear', reason: '再补录' }, key);
    const asked = { id: key, office: OFFICE.id, what: 'command', askedBy: WANG.user, request: own } as const;
    let job = await house.jobs.ask(asked);
    for (let turn = 0; !isOver(job); turn += 1) {
      const working = { ...(await reading(turn)), pace: { commits: 12, milliseconds: 0 } };
      job = (await carrySlice(everyJob(working), key)) ?? job;
    }
    const done = await house.jobs.kept<Execution>(job, job.result);
    if (done === null) throw new Error(`${job.state} ${job.fault?.reason}`);
    return done;
  };

  it.runIf(engine === 'DynamoDB')('refuses where a slice comes without what was sealed', async () => {
    await house.notary.seal();
    now += 600_000;
    await recorded(applications(1, 940));
    const slice: House['log']['slice'] = async (...asked) => {
      const { cases, after } = await house.log.slice(...asked);
      return { cases: cases.filter(([first]) => !first?.bytes.includes('"number":"K3"')), after };
    };
    const done = await restating('without', async () => ({ ...house, log: { ...house.log, slice } }));
    expect(done).toMatchObject({ ok: false, code: 'notAsSealed' });
  });

  it('is refused for nothing that was recorded and sealed while it read', async () => {
    now += 600_000;
    await recorded(applications(1, 950));
    const done = await restating('beside', async (turn) => {
      if (turn !== 2) return house;
      now += 600_000;
      await recorded(applications(12, 3000));
      await house.catchUp();
      expect((await house.notary.seal())[0]?.added).toBeGreaterThan(11);
      return house;
    });
    expect(done).toMatchObject({ ok: true, outcome: 'recorded' });
  });

  it('records every row of a file once, and tells of each as one reading would', async () => {
    const rows = applications(110, 2000);
    const bad: Row = ['K9', '2025-02-31', 'naturalPerson', '', '', ''];
    const bytes = csvOf([...rows.slice(0, 60), bad, ...rows.slice(60), ...rows.slice(0, 3)]);
    const upload = await keepUpload(
      house,
      { office: OFFICE.id, user: WANG.user },
      { name: 'a.csv', format: 'csv', bytes },
    );
    const receipt = 'DR20260201-0123456789';
    const request: ImportAsked = { ...plain, upload: upload.id, name: 'a.csv', receipt };
    const asked = { office: OFFICE.id, what: 'import', askedBy: WANG.user } as const;
    const said = async (id: string, own: ImportAsked) => {
      const job = await carried(
        house,
        { ...asked, id, request: own },
        { chance, commits: 1, milliseconds: 0 },
      );
      expect([job.state, job.step]).toEqual(['done', 4]);
      return partOf(house, upload.id, 'outcome');
    };
    const told = {
      ...{ read: 114, recorded: 110, duplicates: 3 },
      refused: [{ line: 62, field: 'receivedOn' }],
    };
    // tried out in as many slices, of which the second knows what the first would have recorded
    expect(await said('dry', { ...request, dryRun: true })).toMatchObject({ ...told, receipt: null });
    expect(await house.log.streamOf(OFFICE.id, 'application', 'K2000')).toBe(null);
    expect(await said('import', request)).toMatchObject({ ...told, receipt });
    const months = await house.log.history({ office: OFFICE.id, kind: 'imports', stream: '2026-02' });
    const own = months.flatMap(({ events }) => events).filter(({ data }) => data.receipt === receipt);
    expect(own.map(({ type }) => type)).toEqual(['ImportBegun', 'ImportEnded']);
    expect(own[1]?.data).toMatchObject({ recorded: 110, duplicates: 3, rejected: 1 });
    expect(await recorded(rows)).toMatchObject({ recorded: 0, duplicates: 110 });
  });

  it('carries a file of commands by two carriers, to what one makes of it, also one that was asked for as rows', async () => {
    const applicant = { type: 'naturalPerson', name: '张三' };
    const registered = (number: string) => ({
      ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-01-05' },
      ...{ applicant, subject: '规划图' },
    });
    const year = { year: YEAR, approvedBy: '李局长' };
    const restate = { command: 'RestateYear', ...year, reason: '再核一次' };
    const file = [
      ...[registered('T1'), restate, { command: 'CloseYear', ...year }, registered('T2'), registered('T2')],
      restate,
    ];
    const bytes = Buffer.from(file.map((one) => JSON.stringify(one)).join('\n'));
    const said = async (id: string, dryRun: boolean, carriers: (own: House) => readonly Carrying[]) => {
      const owner = { office: OFFICE.id, user: WANG.user };
      const upload = await keepUpload(house, owner, { name: 'a.ndjson', format: 'ndjson', bytes });
      const own = { ...plain, kind: 'commands', format: 'ndjson', role: 'approver', dryRun } as const;
      const asking: ImportAsked = { ...own, upload: upload.id, name: '', receipt: 'DR20260201-00000000ab' };
      const asked = { id, office: OFFICE.id, what: 'import', askedBy: WANG.user, request: asking } as const;
      let job = await house.jobs.ask(asked);
      const met = new Set<string>();
      for (let turn = 0; !isOver(job); turn += 1) {
        if (turn > 500) throw new Error('it never ends');
        met.add(job.what);
        const working = { ...house, jobs: mortal(house.jobs, chance) };
        const carrier = carriers(working)[turn % carriers(working).length];
        await (carrier && carrySlice(carrier, id).catch(() => null));
        job = (await house.jobs.find(id)) ?? job;
      }
      return [[...met], await partOf(house, upload.id, 'outcome')] as const;
    };
    const two = (own: House): readonly Carrying[] => [
      { house: own, carries: { import: (job) => rowsSlice(own, job) } },
      { house: own, carries: { commands: (job) => shortLinesSlice(own, job) } },
      { house: own, carries: { yearLines: (job) => yearLinesSlice(own, job) } },
    ];
    const [names, tried] = await said('one', true, (own) => [everyJob(own)]);
    expect(names).toEqual(['import', 'commands']);
    expect(tried).toMatchObject({
      read: 6,
      refused: expect.arrayContaining([expect.objectContaining({ line: 3 })]),
    });
    expect(await said('two', true, two)).toEqual([['import', 'commands', 'yearLines'], tried]);
    const { refused, recorded } = tried ?? {};
    expect((await said('done', false, two))[1]).toMatchObject({ read: 6, recorded, refused });
  });

  it('has the time of a slice for what follows, however long the rows before take', async () => {
    const bytes = csvOf(applications(350, 5000));
    const owner = { office: OFFICE.id, user: WANG.user };
    const upload = await keepUpload(house, owner, { name: 'b.csv', format: 'csv', bytes });
    const receipt = 'DR20260201-9876543210';
    const request: ImportAsked = { ...plain, dryRun: true, upload: upload.id, name: 'b.csv', receipt };
    await house.jobs.ask({ id: 'slow', office: OFFICE.id, what: 'import', askedBy: WANG.user, request });
    const carry = (by: House, milliseconds: number) =>
      carrySlice(everyJob({ ...by, pace: { commits: 1, milliseconds } }), 'slow');
    expect(await carry(house, 0)).toMatchObject({ state: 'running', done: 100 });
    const real = performance.now.bind(performance);
    let later = 0;
    const spied = vi.spyOn(performance, 'now').mockImplementation(() => real() + later);
    const kept: Jobs['kept'] = (job, name) => {
      later += 60_000;
      return house.jobs.kept(job, name);
    };
    expect(await carry({ ...house, jobs: { ...house.jobs, kept } }, 30_000)).toMatchObject({ state: 'done' });
    spied.mockRestore();
  });
});
