/** Commands of writers in process, and rounds of two that take turns, so that a busy machine moves both. */
import { executeCommand, type Fields, type Ledger } from '#shared/desk/execute.ts';

const ACTOR = { user: 'bench', role: 'intake', via: 'api' } as const;

export const COMMANDS = {
  call: (number: string): Fields => ({
    ...{ command: 'RegisterHotlineCase', case: number, at: '2026-11-20T09:00:00+08:00' },
    ...{ source: '12345热线', type: 'consultation', topic: '不动产登记' },
  }),
  application: (number: string): Fields => ({
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
    applicant: { type: 'naturalPerson', name: '张三', contact: '13800000000' },
    subject: '某路段改造工程的规划许可证',
  }),
} as const;

let next = 0;

type Writing = { readonly kind: keyof typeof COMMANDS; readonly writers: number; readonly each: number };

/** Seconds until `each` commands are durable, `writers` of them under way at a time. */
export async function secondsToRecord(ledger: Ledger, { kind, writers, each }: Writing): Promise<number> {
  return secondsOf({ writers, each }, async () => {
    next += 1;
    const request = {
      office: 'default',
      actor: ACTOR,
      key: `k-${next}`,
      fields: COMMANDS[kind](`B-${next}`),
    };
    const done = await executeCommand(ledger, request);
    if (!done.ok) throw new Error(JSON.stringify(done));
  });
}

export async function secondsOf(
  { writers, each }: Omit<Writing, 'kind'>,
  write: () => Promise<unknown>,
): Promise<number> {
  let left = each;
  const start = performance.now();
  const writer = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await write();
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (performance.now() - start) / 1000;
}

type Sides = { readonly ours: () => Promise<number>; readonly theirs: () => number | Promise<number> };
type Medians = { readonly ratio: number; readonly ours: number; readonly theirs: number };

/** How many times as quick ours is, in the median of the rounds, and the seconds of both. The first round warms up. */
export async function inTurns(rounds: number, { ours, theirs }: Sides): Promise<Medians> {
  const all: Medians[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const one = { ours: await ours(), theirs: await theirs() };
    if (round > 0) all.push({ ...one, ratio: one.theirs / one.ours });
  }
  const median = (of: (one: Medians) => number): number =>
    all.map(of).sort((a, b) => a - b)[all.length >> 1] ?? 0;
  return {
    ratio: median(({ ratio }) => ratio),
    ours: median((one) => one.ours),
    theirs: median((one) => one.theirs),
  };
}
