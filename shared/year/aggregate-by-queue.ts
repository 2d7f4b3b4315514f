/** The nightly aggregation by the queue: asked for by the schedule, carried out a message at a time (`pass.ts`). */
import * as z from 'zod';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { epochOf, instantOf, parseInstant } from '#shared/kernel/plain-date.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import { ask, notesOf, type Pass, type PassHouse, partsOf, type Task } from './pass.ts';
import { countSlice, traceSlice } from './pass-count.ts';
import { conclude, gatherSlice } from './pass-gather.ts';
import { checkSeals, judge } from './pass-judge.ts';

/** Clocks of machines side by side differ by less, and what was on its way has arrived. */
const SETTLE_MS = 120_000;

export async function askForAggregations({ queue, clock }: Pick<House, 'queue' | 'clock'>): Promise<void> {
  const now = clock.now();
  const cut = instantOf(epochOf(now) - SETTLE_MS);
  await ask({ queue }, { pass: now, cut }, [...partsOf('count'), ...partsOf('traces')]);
}

/** `milliseconds`: what a batch has begun it ends after so long. `commits`: read at once; memory grows with them. */
type PassPace = { readonly milliseconds: number; readonly commits: number };
/** A function has five minutes and 3 GB. */
const PACE: PassPace = { milliseconds: 150_000, commits: 2000 };

/** `onDrift` is told of an office whose live tables differ from its log. */
export function aggregationHandler(house: PassHouse, onDrift: Pass['onDrift'], pace = PACE): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const { body } of batch) {
      const task = taskIn(body);
      const end = performance.now() + pace.milliseconds / batch.length;
      const at = { end, limit: pace.commits };
      if (task !== null) await takeStep({ house, task, notes: notesOf(house, task), ...at, onDrift });
      results.push(task === null ? { reject: '没有这样的核对步骤' } : 'done');
    }
    return results;
  };
}

function takeStep(pass: Pass): Promise<void> {
  const { step, part = 0, after = null } = pass.task;
  switch (step) {
    case 'count':
      return countSlice(pass, { step, part, after });
    case 'traces':
      return traceSlice(pass, { step, part, after });
    case 'seals':
      return checkSeals(pass);
    case 'judge':
      return judge(pass);
    case 'gather':
      return gatherSlice(pass, { step, part, after });
    case 'conclude':
      return conclude(pass);
  }
}

const TASK = z.object({
  pass: z.string(),
  cut: z.string(),
  step: z.enum(['count', 'traces', 'gather', 'seals', 'judge', 'conclude']),
  part: z.int().optional(),
  after: z.string().nullable().optional(),
  from: z.string().optional(),
});

function taskIn(body: string): Task | null {
  const { data } = TASK.safeParse(jsonObject(body));
  const cut = parseInstant(data?.cut ?? '');
  if (data === undefined || cut === null) return null;
  const { pass, step, part = 0, after = null, from = '' } = data;
  return { pass, cut, step, part, after, from };
}
