/**
 * One call of a function, in a process of its own that may be killed: what is asked for comes as JSON, and goes back so.
 * It says by a message when it begins to work, and how far it has come.
 */
import { carryFor } from '#shared/jobs/carry-job.ts';
import { everyJob } from '#shared/jobs/every-job.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Message, Received } from '#shared/store/queue.ts';
import { aggregationHandler } from '#shared/year/aggregate-by-queue.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { figuresMovedBack } from '#shared/year/known-figures.ts';
import { aggregateAll } from '#shared/year/nightly.ts';
import { signYear } from '#shared/year/sign-year.ts';
import { tally } from '#shared/year/tally.ts';
import { benchHouse, OFFICE, type Stand, WANG, YEAR } from './slices-house.ts';

const [what = '', body = ''] = process.argv.slice(2);
const stand: Stand = JSON.parse(process.env.STAND ?? '{}');
const tell = (message: object): void => void process.send?.(message);
const house = {
  ...benchHouse(stand, (commits) => tell({ commits })),
  catchUp: async () => undefined,
};

/** `all`: of each cell now, where the read models do not know. */
type KnownAsked = { readonly asOf: number; readonly all: number | null };

const CELLS = ['hotline.received', 'hotline.closed', 'hotline.satisfied'];
/** For so long a message carries a job on. */
const CARRIED_MS = 20_000;
const whole = { office: OFFICE, year: YEAR, approvedBy: '李局长', actor: WANG } as const;
const figures = () => house.views.figures({ office: OFFICE.id, year: YEAR });
const weights = (source: { weight(cell: string, year: number): number } | undefined) =>
  CELLS.map((cell) => source?.weight(cell, YEAR) ?? Number.NaN);
const countedAt = async (asOf: number) =>
  weights(figuresOf(await tally(house.log, { office: OFFICE.id, asOf: instantOf(asOf) })));

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  seal: async () => (await house.notary.seal()).map(({ log, added }) => ({ log, added })),
  prove,
  rebuild: () => house.rebuild(),
  fold: async () => ({ left: await house.views.compact(0) }),
  known: async () => {
    const { asOf, all }: KnownAsked = JSON.parse(body);
    const now = instantOf(Date.now());
    // read models that were not filled know nothing of now: then it is given
    const current = async () => {
      const source = await figures();
      if (all === null) return { source, asOf: source.asOf };
      return { source: { ...source, weight: () => all }, asOf: now };
    };
    const past = { log: house.log, office: OFFICE.id, asOf: instantOf(asOf), current };
    return weights((await figuresMovedBack(past))?.source);
  },
  counted: () => countedAt(Number(body)),
  onePass: async () => {
    const found: Record<string, unknown> = {};
    for await (const { office, equal, reports, drifts } of aggregateAll(house))
      found[office] = { equal, reports, drifts: drifts.length };
    return found;
  },
  sign: async () => {
    const job = await carryFor(everyJob(house), body, CARRIED_MS);
    return {
      state: job?.state,
      done: job?.done,
      result: job && (await house.jobs.kept(job, job.result)),
      fault: job?.fault,
    };
  },
  signedWhole: async () => signYear(house, { ...whole, tried: true }),
};

async function prove(): Promise<unknown> {
  const sent: string[] = [];
  const queue = {
    ...house.queue,
    send: async (_: unknown, messages: readonly Message[]) =>
      void sent.push(...messages.map((one) => one.body)),
  };
  const drifted: string[] = [];
  const message: Received = { topic: 'proof', id: body, body, tries: 1, receipt: '' };
  const handler = aggregationHandler({ ...house, queue }, ({ office }) => drifted.push(office));
  const [result] = await handler([message]);
  if (result !== 'done') throw new Error(JSON.stringify(result));
  return { sent, drifted };
}

tell({ begun: true });
const begun = performance.now();
const result = await WORK[what]?.();
const { maxRSS } = process.resourceUsage();
const told = { result, seconds: (performance.now() - begun) / 1000, megabytes: Math.round(maxRSS / 1024) };
process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit(0));
