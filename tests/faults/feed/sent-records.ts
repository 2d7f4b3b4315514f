/** Records as a platform sends them: each case at first bare, then grown; some twice, some wrong, all of it shuffled. */
import { seedOf } from '../../support/seed.ts';

export type Sent = Readonly<Record<string, string>>;
export type Sending = {
  /** In the order of sending, doubles included. */
  readonly records: readonly Sent[];
  readonly cases: number;
  readonly closed: number;
  /** Records that deserve a dead letter. */
  readonly wrong: readonly Sent[];
};

/** A generator with a seed: the same shuffle every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const TYPES = ['咨询', '求助', '投诉', '举报', '建议'];

/** `count` records in all, 30 % of them sent before. */
export function sentRecords(count: number, seed = seedOf('records of a feed')): Sending {
  const chance = seeded(seed);
  const distinct: Sent[] = [];
  const wrong: Sent[] = [];
  const target = Math.round(count * 0.7);
  let cases = 0;
  let closed = 0;
  while (distinct.length + wrong.length < target) {
    cases += 1;
    const bare = {
      number: `GD${String(cases).padStart(7, '0')}`,
      receivedAt: `2026-0${1 + (cases % 9)}-1${cases % 10} 09:${String(cases % 60).padStart(2, '0')}`,
      type: TYPES[cases % TYPES.length] ?? '',
      topic: `事项${cases % 20}`,
    };
    distinct.push(bare);
    if (cases % 3 === 0) {
      distinct.push({
        ...bare,
        department: `单位${cases % 7}`,
        closedAt: '2026-10-20 16:00',
        satisfaction: '满意',
      });
      closed += 1;
    }
    if (cases % 97 === 0) wrong.push({ number: `坏${cases}`, receivedAt: '2026-02-31' });
  }
  const once = [...distinct, ...wrong];
  const again = Array.from(
    { length: count - once.length },
    () => once[Math.floor(chance() * once.length)] as Sent,
  );
  return { records: shuffled([...once, ...again], chance), cases, closed, wrong };
}

function shuffled<T>(list: readonly T[], chance: () => number): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(chance() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
