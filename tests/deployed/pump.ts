/** Event sources polled all the time, as the service does, and the word when nothing is left to be carried out. */
import { setTimeout } from 'node:timers/promises';
import type { Front } from './front.ts';
import type { Source } from './sources.ts';

export type Pump = {
  /** Until no notice and no message waits any more. */
  settle(): Promise<void>;
  /** Nothing is fetched by the sources whose id contains this, until it is called again. */
  hold(part?: string): () => void;
  stop(): Promise<void>;
};

/** Whoever waits is woken by what passes the front. */
export function startPump(sources: readonly Source[], front: Front, problems: string[]): Pump {
  let isStopped = false;
  let held: string | null = null;
  let wakers: (() => void)[] = [];
  front.wake = () => {
    for (const one of wakers) one();
    wakers = [];
  };
  let happened = 0;
  /** By source: what had happened when it was looked at and nothing was found. */
  const quiet = new Map<string, number>();
  const polled = async (source: Source): Promise<boolean> => {
    try {
      return await source.poll();
    } catch (error) {
      const said = `${source.id}: ${error instanceof Error ? error.message : String(error)}`;
      if (!problems.includes(said) && !isStopped) problems.push(said);
      return false;
    }
  };
  const loop = async (source: Source): Promise<void> => {
    while (!isStopped) {
      const before = happened;
      const had = (held === null || !source.id.includes(held)) && (await polled(source));
      if (had) happened += 1;
      else {
        quiet.set(source.id, before);
        await Promise.race([setTimeout(150), new Promise<void>((resolve) => wakers.push(resolve))]);
      }
    }
  };
  const loops = sources.map(loop);
  /** Sources that were not looked at since something happened last, or have something on lease or to come again. */
  const stirring = async (): Promise<readonly string[]> => {
    const waiting = await Promise.all(
      sources.map(
        async (source) => (quiet.get(source.id) !== happened || (await source.waits())) && source.id,
      ),
    );
    return waiting.filter((id) => id !== false);
  };
  return {
    settle: async () => {
      happened += 1;
      for (const deadline = Date.now() + 120_000; ; await setTimeout(10)) {
        front.wake('queue');
        const [before, still] = [happened, await stirring()];
        if (still.length === 0 && before === happened) return;
        if (Date.now() > deadline)
          throw new Error(
            `what was sent is not carried out in two minutes: ${[...still, ...problems.slice(-3)].join('; ')}`,
          );
      }
    },
    hold: (part = '') => {
      held = part;
      return () => {
        held = null;
      };
    },
    stop: async () => {
      isStopped = true;
      front.wake('queue');
      await Promise.race([Promise.all(loops), setTimeout(2000)]);
    },
  };
}
