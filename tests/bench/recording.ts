/**
 * `npm run bench:recording`: commands carried out in process, each durable before its answer, by one writer and by fifty,
 * beside prepared inserts of the same rows, one durable commit each, on the same disk. Both take turns in short rounds;
 * the median of the rounds' ratios counts. `BENCH_ROUNDS=40` takes more of them.
 */
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { inScratch, judge, say } from './measuring.ts';
import { type Peer, peerOf } from './same-bytes.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
const EACH = 300;
const ACTOR = { user: 'bench', role: 'intake', via: 'api' } as const;

const KINDS = {
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

type Kind = keyof typeof KINDS;
const LIMITS: Readonly<Record<Kind, Readonly<Record<1 | 50, number>>>> = {
  call: { 1: 0.7, 50: 4 },
  application: { 1: 0.6, 50: 2 },
};

let next = 0;

async function recorded(house: LocalHouse, kind: Kind, writers: number): Promise<number> {
  let left = EACH;
  const start = performance.now();
  const writer = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      next += 1;
      const fields = KINDS[kind](`B-${next}`);
      const done = await executeCommand(house, { office: 'default', actor: ACTOR, key: `k-${next}`, fields });
      if (!done.ok) throw new Error(JSON.stringify(done));
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (performance.now() - start) / 1000;
}

type Beside = { readonly house: LocalHouse; readonly peer: Peer };

async function measured({ house, peer }: Beside, kind: Kind, writers: 1 | 50): Promise<void> {
  const rounds: { ours: number; bare: number }[] = [];
  await recorded(house, kind, writers);
  peer.follow();
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ ours: await recorded(house, kind, writers), bare: peer.follow() });
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const perSecond = (which: 'ours' | 'bare'): string =>
    (EACH / median(rounds.map((one) => one[which]))).toFixed(0);
  say(`${kind}, ${writers} writers: ${perSecond('ours')} a second; bare ${perSecond('bare')}`);
  const ratio = median(rounds.map(({ ours, bare }) => bare / ours));
  judge(
    `${kind} recorded by ${writers}, rate of the bare inserts`,
    [ratio, LIMITS[kind][writers]],
    'atLeast',
  );
}

await inScratch(async (folder) => {
  const house = await openLocalHouse(folder);
  const peer = peerOf(folder);
  for (const kind of ['call', 'application'] as const)
    for (const writers of [1, 50] as const) await measured({ house, peer }, kind, writers);
  peer.close();
  house.close();
});
