/**
 * The digest that stands in the signature of every year: SHA-256 over `kind/stream hash` of each case's newest commit at
 * the cut-off, sorted, and beside it the number of events. Both are made again from the commits.
 */
import { createHash } from 'node:crypto';
import { isObject, type ReadCommit, type StoredEvent } from './archive.ts';
import { named } from './chains.ts';
import type { Fault } from './words.ts';

const SIGNING = new Set(['YearClosed', 'YearRestated']);
type Signed = { readonly commit: ReadCommit; readonly at: number; readonly data: StoredEvent['data'] };

/** Also how many signatures there were. `isOrdered`: the order of the commits is that of recording. */
export function faultsOfYears(
  commits: readonly ReadCommit[],
  isOrdered: boolean,
): { signed: number; faults: Fault[] } {
  const signatures = commits.flatMap((commit, at) =>
    commit.kind === 'year'
      ? commit.events
          .filter(({ type }) => SIGNING.has(type))
          .map(({ data }): Signed => ({ commit, at, data }))
      : [],
  );
  const faults = signatures.flatMap((one) => {
    const { digest, events } = one.commit.stream.endsWith('-tree')
      ? { digest: digestOfTree(one, signatures), events: null }
      : digestOfOwn(isOrdered ? one : { ...one, at: commits.length }, commits);
    const found: Fault[] = [];
    const of = { ...named(one.commit), name: one.commit.stream };
    if (digest !== one.data.digest) found.push({ what: 'yearDigest', ...of });
    if (events !== null && events !== one.data.events) found.push({ what: 'yearEvents', ...of });
    return found;
  });
  return { signed: signatures.length, faults };
}

/** Of the office's commits up to the cut-off: of the year itself what came before the signing, of the rest what stands before it. */
function digestOfOwn({ commit: signing, at, data }: Signed, commits: readonly ReadCommit[]) {
  const heads = new Map<string, { readonly version: number; readonly hash: string }>();
  let events = 0;
  commits.forEach((commit, place) => {
    if (commit.office !== signing.office || commit.recordedAt > String(data.asOf)) return;
    const isOfTheYear = commit.kind === 'year' && commit.stream === signing.stream;
    if (isOfTheYear ? commit.version >= signing.version : place >= at) return;
    events += commit.events.length;
    const key = `${commit.kind}/${commit.stream}`;
    if (commit.version > (heads.get(key)?.version ?? 0)) heads.set(key, commit);
  });
  const hash = createHash('sha256');
  for (const [key, head] of [...heads].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${key} ${head.hash}\n`);
  return { digest: hash.digest('hex'), events };
}

/** Over the signatures of the offices that a whole district's report adds up. */
function digestOfTree({ commit, data }: Signed, signatures: readonly Signed[]): string {
  const hash = createHash('sha256');
  const year = commit.stream.slice(0, -'-tree'.length);
  for (const part of Array.isArray(data.offices) ? data.offices : []) {
    const { office, version } = isObject(part) ? part : { office: '', version: null };
    const own = signatures.find(
      (one) => one.commit.office === office && one.commit.stream === year && one.data.version === version,
    );
    hash.update(`${office} ${version ?? '-'} ${own?.data.digest ?? '-'}\n`);
  }
  return hash.digest('hex');
}
