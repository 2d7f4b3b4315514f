/**
 * `npm run bench:recording`: commands carried out in process, each durable before its answer, by one writer and by fifty,
 * beside prepared inserts of the same rows, one durable commit each, on the same disk. Both take turns in short rounds;
 * the median of the rounds' ratios counts. `BENCH_ROUNDS=40` takes more of them.
 */
import { openLocalHouse } from '#shared/house/open-house.ts';
import { type COMMANDS, inTurns, secondsToRecord } from './in-turns.ts';
import { inScratch, judge } from './measuring.ts';
import { peerOf } from './same-bytes.ts';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
const EACH = 300;

type Kind = keyof typeof COMMANDS;
const LIMITS: Readonly<Record<Kind, Readonly<Record<1 | 50, number>>>> = {
  call: { 1: 0.7, 50: 4 },
  application: { 1: 0.6, 50: 2 },
};
const WORDS: Readonly<Record<Kind, string>> = {
  call: 'a call without personal data',
  application: 'an application with sealed texts',
};

await inScratch(async (folder) => {
  const house = await openLocalHouse(folder);
  const peer = peerOf(folder);
  for (const kind of ['call', 'application'] as const)
    for (const writers of [1, 50] as const) {
      const { ratio, ours, theirs } = await inTurns(ROUNDS, {
        ours: () => secondsToRecord(house, { kind, writers, each: EACH }),
        theirs: () => peer.follow(),
      });
      const detail = `${(EACH / ours).toFixed(0)} a second, bare ${(EACH / theirs).toFixed(0)}`;
      const claim = `${WORDS[kind]} recorded by ${writers === 1 ? 'one writer' : `${writers} writers`}`;
      judge(
        { claim, peer: 'prepared inserts of the same rows', detail },
        [ratio, LIMITS[kind][writers]],
        'atLeast',
      );
    }
  peer.close();
  house.close();
});
