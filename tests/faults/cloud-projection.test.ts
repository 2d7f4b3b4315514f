import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#functions/demo/seeded.ts';
import { behind } from '#shared/feeds/behind.ts';
import { fromStream } from '#shared/house/from-stream.ts';
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { carryOut } from '#shared/store/consume.ts';
import { projectHandler, projectMessage } from '#shared/views/project-changes.ts';
import { reportFrom, reportOfTally } from '#shared/year/annual-report.ts';
import { recount } from '#shared/year/tally.ts';
import { CLERK, type CloudOffice, noticeOf, openCloudOffice } from '../support/cloud-office.ts';
import { seedOf } from '../support/seed.ts';

/** A longer course: `COMMITS=2000`. */
const COMMITS = Number(process.env.COMMITS ?? 800);
const BATCH = 100;
const OFFICE = { id: 'o', name: '甲局' };
const chance = seeded(seedOf('cloud projection'));
let office: CloudOffice;
let commits: Commit[];

beforeAll(async () => {
  office = await openCloudOffice();
  await recordCases(office);
  commits = [];
  for await (const page of office.log.scan()) commits.push(...page);
}, 180_000);
afterAll(() => office.stop());

type Row = Record<string, string | number>;

async function record(kind: CaseKind, rows: readonly Row[]): Promise<void> {
  const room = KINDS.get(kind);
  if (room === undefined) throw new Error(kind);
  const jobs = rows.map((row) =>
    rowJob(room, { office: 'o', number: String(row.number), actor: CLERK }, row),
  );
  for (const outcome of await office.log.write(jobs))
    if (!outcome.ok || outcome.value.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
}

/** Half of the applications and hotline cases are decided or closed later, across two year ends. */
async function recordCases({ log }: CloudOffice): Promise<void> {
  const many = <T>(count: number, of: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => of(n));
  const day = (n: number): string => `202${4 + (n % 3)}-${String(1 + (n % 10)).padStart(2, '0')}-05`;
  const asked = many(600, (n) => ({
    number: `A${n}`,
    receivedOn: day(n),
    applicantType: 'naturalPerson',
    subject: '图',
  }));
  const called = many(500, (n) => ({ number: `H${n}`, receivedAt: `${day(n)}T08:00:00.000+08:00` }));
  await record('application', asked);
  await record('hotline', called);
  await record(
    'decision',
    many(250, (n) => ({ number: `D${n}`, kind: 'licence', decidedOn: day(n), count: n + 1 })),
  );
  await record(
    'publication',
    many(99, (n) => ({ number: `P${n}`, publishedOn: day(n), medium: 'website', column: `栏目${n % 7}` })),
  );
  await record(
    'application',
    asked.slice(0, 300).map((row) => ({ ...row, outcome: 'disclosed', decidedOn: '2026-11-20' })),
  );
  await record(
    'hotline',
    called.slice(0, 250).map((row) => ({ ...row, closedAt: '2026-11-20T08:00:00.000+08:00' })),
  );
  expect(log).toBeDefined();
}

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = chance.int(0, at);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** As a feed at its worst: a tenth stays away for a while, three in ten come twice, nothing keeps its order. */
function troubled(notices: readonly DynamoDBRecord[]): DynamoDBRecord[] {
  const [dropped, passed] = [[] as DynamoDBRecord[], [] as DynamoDBRecord[]];
  for (const notice of notices) (chance.chance(0.1) ? dropped : passed).push(notice);
  const doubled = passed.flatMap((notice) => (chance.chance(0.3) ? [notice, notice] : [notice]));
  const delayed = dropped.concat(passed.filter(() => chance.chance(0.1)));
  return [...shuffled(doubled), ...shuffled(delayed)];
}

async function deliver(notices: readonly DynamoDBRecord[]): Promise<void> {
  const project = fromStream(office);
  for (let at = 0; at < notices.length; at += BATCH) {
    const { batchItemFailures } = await project({ Records: notices.slice(at, at + BATCH) });
    expect(batchItemFailures).toEqual([]);
    // the tail is folded now and then, as each minute
    if (at % 700 === 0) await office.views.compact(1);
  }
}

describe(`${COMMITS} commits whose notices are doubled, shuffled, late, and a tenth away for a while`, () => {
  it('give the tables that a recount of the log gives, nothing counted twice', async () => {
    expect(commits.length).toBeGreaterThanOrEqual(COMMITS);
    await deliver(troubled(commits.map(noticeOf)));
    expect((await auditViews(office)).drifts).toEqual([]);
    const counted = await recount(office.log, { office: 'o', asOf: null });
    for (const year of [2024, 2025, 2026, 2027]) {
      const { asOf, ...source } = await office.views.figures({ office: 'o', year });
      const live = await reportFrom(office.log, source, { office: OFFICE, year, asOf });
      expect(live).toEqual(await reportOfTally(office.log, counted, { office: OFFICE, year }));
    }
  });

  it('and delivered all over again once more they change nothing', async () => {
    const before = await office.views.figures({ office: 'o', year: 2026 });
    await deliver(shuffled(commits.map(noticeOf)).slice(0, 500));
    const after = await office.views.figures({ office: 'o', year: 2026 });
    expect(after.weight('table3.newlyReceived.total', 2026)).toBe(
      before.weight('table3.newlyReceived.total', 2026),
    );
    expect((await auditViews(office)).drifts).toEqual([]);
  });
});

describe('a poisoned notice', () => {
  const newlyReceived = async (): Promise<number> =>
    (await office.views.figures({ office: 'o', year: 2026 })).weight('table3.newlyReceived.total', 2026);
  const fresh = async (number: string): Promise<Commit> => {
    await record('application', [
      { number, receivedOn: '2026-03-02', applicantType: 'naturalPerson', subject: '图' },
    ]);
    const stream = await office.log.streamOf('o', 'application', number);
    const [commit] = await office.log.history({ office: 'o', kind: 'application', stream: stream ?? '' });
    if (commit === undefined) throw new Error(number);
    return commit;
  };

  it('that cannot be read is a dead letter with its reason, and its neighbours are counted', async () => {
    const [good, bad] = [await fresh('good'), await fresh('bad')];
    const before = await newlyReceived();
    const garbled = noticeOf({ ...bad, bytes: '{"office":' });
    const { batchItemFailures } = await fromStream(office)({ Records: [garbled, noticeOf(good)] });
    expect(batchItemFailures).toEqual([]);
    expect(await newlyReceived()).toBe(before + 1);
    const [letter] = (await office.deadLetters.list({ limit: 10 })).items;
    expect(letter).toMatchObject({ topic: 'project', reason: expect.stringContaining('JSON') });
    // what was garbled was the notice: sent again, the case is read from the ledger and counts once
    const again = projectMessage(bad);
    expect(again.body).toBe(letter?.body);
    const received = { ...again, topic: 'project' as const, tries: 1, receipt: '' };
    const desk = { deadLetters: office.deadLetters, queue: { ...office.queue, acknowledge: async () => {} } };
    const handler = projectHandler(office);
    for (const _ of [1, 2]) expect(await carryOut(desk, [received], { handler })).toEqual([]);
    expect(await newlyReceived()).toBe(before + 2);
  });

  it('of a case that cannot be projected is a dead letter and blocks no other case', async () => {
    const [good, bad] = [await fresh('other'), await fresh('worse')];
    const before = await newlyReceived();
    // a program that stumbles over one case
    const stumbling = {
      ...office,
      views: {
        ...office.views,
        apply: async (batch: Parameters<typeof office.views.apply>[0]) => {
          if ([...batch.cases].some(({ summary }) => summary.number === 'worse'))
            throw new TypeError('no such outcome');
          await office.views.apply(batch);
        },
      },
    };
    await fromStream(stumbling)({ Records: [noticeOf(bad), noticeOf(good)] });
    expect(await newlyReceived()).toBe(before + 1);
    const letters = (await office.deadLetters.list({ limit: 10 })).items;
    expect(letters.map(({ reason }) => reason)).toContain('no such outcome');
  });

  it('whose store is out of reach comes again, and is no dead letter', async () => {
    const away = await fresh('away');
    const before = (await office.deadLetters.list({ limit: 10 })).items.length;
    const unreachable = {
      ...office,
      views: {
        ...office.views,
        apply: async () => {
          throw Object.assign(new Error('throttled'), { $metadata: {} });
        },
      },
    };
    const { batchItemFailures } = await fromStream(unreachable)({ Records: [noticeOf(away)] });
    expect(batchItemFailures).toHaveLength(1);
    expect((await office.deadLetters.list({ limit: 10 })).items).toHaveLength(before);
  });
});

it('how far the stream has come is noted, and what is late or missing by it is told', async () => {
  const at = (text: string) => instantOf(Date.parse(text));
  const told = () => behind({ ...office, followed: office.views.followed }, 'o');
  const newest = await office.views.asOf('o');
  expect((await office.views.followed())?.upTo).not.toBeUndefined();
  await office.views.noteFollowed({ at: at('2027-01-02T09:00:00+08:00'), upTo: newest ?? at('') });
  // an earlier one, by another process, says less
  await office.views.noteFollowed({
    at: at('2026-01-02T09:00:00+08:00'),
    upTo: at('2026-01-01T09:00:00+08:00'),
  });
  expect((await office.views.followed())?.upTo).toBe(newest);
  const late = { at: at('2027-01-02T09:05:00+08:00'), upTo: at('2027-01-02T09:02:00+08:00') };
  await office.views.noteFollowed(late);
  expect(await told()).toEqual({ waiting: 0, since: late.upTo });
  await office.views.noteFollowed({
    at: at('2027-01-02T09:06:00+08:00'),
    upTo: at('2027-01-02T09:05:59+08:00'),
  });
  expect(await told()).toEqual({ waiting: 0, since: null });
  // another ledger's, which nothing was noted of
  expect(await behind({ ...office, followed: async () => null }, 'o')).toMatchObject({ since: 'unknown' });
});
