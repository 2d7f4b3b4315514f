/** One call of a function, in a process of its own that may be killed: what is asked for comes as JSON, and goes back so. */
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Message, Received } from '#shared/store/queue.ts';
import { aggregationHandler } from '#shared/year/aggregate-by-queue.ts';
import { figuresOf } from '#shared/year/figures.ts';
import { figuresMovedBack } from '#shared/year/known-figures.ts';
import { aggregateAll } from '#shared/year/nightly.ts';
import { tally } from '#shared/year/tally.ts';
import { benchHouse, type Stand } from './slices-house.ts';

const [what = '', body = ''] = process.argv.slice(2);
const stand: Stand = JSON.parse(process.env.STAND ?? '{}');
const house = { ...benchHouse(stand), catchUp: async () => undefined };
const begun = performance.now();

const CELLS = ['hotline.received', 'hotline.closed', 'hotline.satisfied'];
const SOURCE_YEAR = 2026;

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  prove: async () => {
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
  },
  rebuild: () => house.rebuild(),
  fold: async () => ({ left: await house.views.compact(0) }),
  known: async () => {
    const asOf = instantOf(Number(body));
    const current = async () => {
      const figures = await house.views.figures({ office: 'default', year: SOURCE_YEAR });
      return { source: figures, asOf: figures.asOf };
    };
    const known = await figuresMovedBack({ log: house.log, office: 'default', asOf, current });
    return CELLS.map((cell) => known?.source.weight(cell, SOURCE_YEAR));
  },
  counted: async () => {
    const counted = await tally(house.log, { office: 'default', asOf: instantOf(Number(body)) });
    return CELLS.map((cell) => figuresOf(counted).weight(cell, SOURCE_YEAR));
  },
  onePass: async () => {
    const found: Record<string, unknown> = {};
    for await (const { office, equal, reports } of aggregateAll(house)) found[office] = { equal, reports };
    return found;
  },
};

const result = await WORK[what]?.();
const { maxRSS } = process.resourceUsage();
const told = { result, seconds: (performance.now() - begun) / 1000, megabytes: Math.round(maxRSS / 1024) };
process.stdout.write(`${JSON.stringify(told)}\n`, () => process.exit(0));
