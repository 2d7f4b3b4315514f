/** `verify`: every hash chain from its bytes, every table from the events. */

import { buildReport } from '../../shared/reporting/build-report.ts';
import type { Check } from '../../shared/reporting/report.ts';
import { hashOf } from '../../shared/store/commit-bytes.ts';
import type { House } from '../../shared/store/house.ts';
import type { EventLog } from '../../shared/store/ports.ts';
import { figuresOf } from '../aggregate/figures.ts';
import { tally } from '../aggregate/tally.ts';
import { ROOMS } from '../record/rooms.ts';
import type { Ending } from './ending.ts';
import type { Arguments } from './options.ts';

export type BrokenChain = { readonly case: string; readonly version: number; readonly what: string };
export type Verification = {
  readonly cases: number;
  readonly events: number;
  readonly brokenChains: readonly BrokenChain[];
};

type Head = { readonly version: number; readonly hash: string };

/** Recomputes the chain of every case. A commit is broken when its bytes, its place or its predecessor are not as hashed. */
export async function verifyChains(log: EventLog): Promise<Verification> {
  const heads = new Map<string, Head>();
  const broken: BrokenChain[] = [];
  let [events, position] = [0, 0];
  for await (const page of log.scan())
    for (const commit of page) {
      const id = `${commit.office}/${commit.kind}/${commit.stream}`;
      const head = heads.get(id) ?? { version: 0, hash: '' };
      const named = { case: commit.number, version: commit.version };
      if (hashOf(commit.bytes) !== commit.hash) broken.push({ ...named, what: 'changed' });
      else if (commit.version !== head.version + 1) broken.push({ ...named, what: 'missing before' });
      else if (commit.prev !== head.hash) broken.push({ ...named, what: 'predecessor changed' });
      // an engine without positions leaves them 0: there a removed case is found by the sealed counts alone
      if (commit.position !== 0 && commit.position !== position + 1)
        broken.push({ ...named, what: 'removed before this position' });
      heads.set(id, { version: commit.version, hash: commit.hash });
      events += commit.events.length;
      position = commit.position;
    }
  return { cases: heads.size, events, brokenChains: broken };
}

/** Exit 1 when anything is off. Tables are derived from the log itself, so no read model can drift from it. */
export async function verify({ log }: House, { office }: Arguments): Promise<Ending> {
  const chains = await verifyChains(log);
  const failedChecks = chains.brokenChains.length > 0 ? [] : await failingChecks(log, office);
  const result = { ...chains, driftedReadModels: [], failedChecks };
  const sound = chains.brokenChains.length === 0 && failedChecks.length === 0;
  return { exit: sound ? 0 : 1, stdout: `${JSON.stringify(result)}\n` };
}

async function failingChecks(log: EventLog, office: string): Promise<readonly Check[]> {
  const counted = await tally(log, ROOMS, { office, asOf: null });
  const source = figuresOf(counted);
  const years = new Set(counted.entries.map((entry) => entry.from));
  const head = {
    office: { id: office, name: '' },
    status: 'live',
    version: null,
    asOf: counted.asOf ?? '',
  } as const;
  return [...years]
    .sort()
    .flatMap((year) => buildReport({ ...head, year }, source).checks.filter((one) => !one.holds));
}
