/**
 * `npm run bench:ten-million`: the first answer of every page after a start, and what the server then holds in memory, at
 * ten thousand events and at EVENTS of them (10000000): the least of ROUNDS starts by turns, as whatever else the machine
 * does only adds to it, and of the answering thread's processor beside it. BENCH_DATA keeps the ledgers; with
 * BENCH_VIEWS=kept the read models of the larger one, too, where this program makes the same tables.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '#functions/demo/seeded.ts';
import { started } from './beside.ts';
import { Clerk } from './clerk.ts';
import { PASSWORD } from './clerks-office.ts';
import { crawled } from './crawled.ts';
import { inScratch, judge, say } from './measuring.ts';
import { memoryMb, threadMs } from './process-watch.ts';
import { ledgerOf, READERS, rebuilt, settled, takenAsTheyAre } from './ten-million-ledger.ts';

const FEW = 10_000;
const EVENTS = Number(process.env.EVENTS ?? 10_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const [SLOWER, LARGER] = [1.3, 1.2];

type Found = Readonly<Record<string, { readonly reader: string; readonly path: string }>>;
type Took = { readonly ms: number; readonly processor: number };
type Seen = { readonly times: Map<string, Took[]>; readonly memory: number[] };

async function inOffice<T>(
  data: string,
  work: (clerks: Map<string, Clerk>, pid: number) => Promise<T>,
): Promise<T> {
  const { child, base } = await started(data);
  const clerks = new Map<string, Clerk>();
  try {
    for (const reader of READERS) {
      const clerk = new Clerk(base);
      await clerk.signIn(reader, PASSWORD);
      clerks.set(reader, clerk);
    }
    return await work(clerks, child.pid ?? 0);
  } finally {
    for (const clerk of clerks.values()) clerk.leave();
    child.kill();
    await once(child, 'exit');
  }
}

function emptied(data: string, name: 'queue' | 'audit'): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(data, `${name}.db${suffix}`), { force: true });
}

function pagesIn(data: string): Promise<Found> {
  return inOffice(data, async (clerks) => {
    const found: Record<string, { reader: string; path: string }> = {};
    for (const [reader, clerk] of clerks)
      for (const [shape, path] of await crawled(clerk))
        found[path === '/' ? `/ of ${reader}` : shape] ??= { reader, path };
    return found;
  });
}

async function round(data: string, pages: Found, seen: Seen): Promise<void> {
  // readings that the start before has asked for would go on
  emptied(data, 'queue');
  await inOffice(data, async (clerks, pid) => {
    for (const [shape, { reader, path }] of Object.entries(pages)) {
      const [begun, spent] = [performance.now(), threadMs(pid)];
      const answer = await clerks.get(reader)?.look({ what: shape, path });
      if (answer?.status !== 200) throw new Error(`${path}: ${answer?.status}`);
      const took = { ms: performance.now() - begun, processor: threadMs(pid) - spent };
      seen.times.set(shape, [...(seen.times.get(shape) ?? []), took]);
    }
    seen.memory.push(memoryMb(pid));
  });
}

/** In another order with each start, the same for both sizes: the collector comes after so many pages, whichever those are. */
function shuffled(shapes: readonly string[], round: number): readonly string[] {
  const chance = seeded(round);
  const drawn = shapes.map((shape) => ({ shape, at: chance.int(0, 2 ** 30) }));
  return drawn.sort((a, b) => a.at - b.at).map(({ shape }) => shape);
}

const middle = (some: readonly number[]): number =>
  some.toSorted((a, b) => a - b)[some.length >> 1] ?? Number.NaN;

await inScratch(async (scratch) => {
  const folder = process.env.BENCH_DATA ?? scratch;
  const ledgers = [FEW, EVENTS].map((events) => ({ events, seen: { times: new Map(), memory: [] } as Seen }));
  const fresh = await ledgerOf(folder, FEW);
  const offices = [];
  for (const one of ledgers) {
    const data = await ledgerOf(folder, one.events);
    // who asked an older ledger before is no part of its events
    emptied(data, 'audit');
    const isKept =
      process.env.BENCH_VIEWS === 'kept' && data !== fresh && (await takenAsTheyAre(data, fresh));
    if (!isKept) await rebuilt(data);
    await settled(data);
    offices.push({ ...one, data, pages: await pagesIn(data) });
  }
  const [few, many] = offices;
  if (few === undefined || many === undefined) return;
  const shared = Object.keys(few.pages).filter((shape) => many.pages[shape] !== undefined);
  // a page that has the ledger read beside comes last: the others are not measured beside that
  const isJob = (shape: string): boolean =>
    many.pages[`${shape}${shape.includes('?') ? '&' : '?'}job`] !== undefined;
  const alone = [...Object.keys(few.pages), ...Object.keys(many.pages)].filter(
    (one) => !shared.includes(one),
  );
  say(`${shared.length} pages; of one size only: ${[...new Set(alone)].join(' ')}`);
  // by turns, so that a busy machine is busy for both
  for (let at = 0; at < ROUNDS; at += 1) {
    const order = [
      shuffled(
        shared.filter((one) => !isJob(one)),
        at,
      ),
      shuffled(shared.filter(isJob), at),
    ].flat();
    for (const { data, pages, seen } of offices)
      await round(data, Object.fromEntries(order.map((shape) => [shape, pages[shape]])) as Found, seen);
  }
  const detail = `${EVENTS} events, ${ROUNDS} starts`;
  const peer = `the same at ${FEW} events`;
  for (const shape of shared) {
    const least = (seen: Seen, of: keyof Took): number =>
      Math.min(...(seen.times.get(shape) ?? []).map((took) => took[of]));
    const told = (of: keyof Took): string =>
      `${least(few.seen, of).toFixed(1)} and ${least(many.seen, of).toFixed(1)}`;
    judge(
      {
        claim: `first answer of ${shape}`,
        peer,
        detail: `${told('ms')} ms, of the processor ${told('processor')}; ${detail}`,
      },
      [least(many.seen, 'ms') / least(few.seen, 'ms'), SLOWER],
      'atMost',
    );
  }
  const [small, large] = [middle(few.seen.memory), middle(many.seen.memory)];
  judge(
    { claim: 'memory after every page', peer, detail: `${small} and ${large} MB, ${detail}` },
    [large / small, LARGER],
    'atMost',
  );
});
