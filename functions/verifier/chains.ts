/** What an archive must hold by itself: each case's commits follow each other, and what stands beside them fits them. */
import type { Archive, NamedCommit, ReadCommit } from './archive.ts';
import type { Fault } from './words.ts';

export const caseOf = ({ office, kind, stream }: Pick<ReadCommit, 'office' | 'kind' | 'stream'>): string =>
  JSON.stringify([office, kind, stream]);
export const named = ({ office, number, version }: NamedCommit) => ({ office, case: number, version });

export function faultsOfChains({ commits }: Pick<Archive, 'commits'>): Fault[] {
  const heads = new Map<string, ReadCommit>();
  const faults: Fault[] = [];
  // the order of recording may have been changed: a case is followed by its versions
  for (const commit of commits.toSorted((a, b) => a.version - b.version)) {
    const head = heads.get(caseOf(commit));
    if (commit.version !== (head?.version ?? 0) + 1) faults.push({ what: 'missingBefore', ...named(commit) });
    else if (commit.prev !== (head?.hash ?? ''))
      faults.push({ what: 'predecessorChanged', ...named(commit) });
    heads.set(caseOf(commit), commit);
  }
  return faults;
}

/** Numbers, idempotency keys, sealed texts and the keys of cases: what can be said of them without the master key. */
export function faultsBeside({ commits, rows }: Archive): Fault[] {
  return [...numberFaults(commits, rows), ...keyFaults(commits, rows), ...sealFaults(commits, rows)];
}

type Rows = Archive['rows'];

/** Entries of who read what: a stream of their own, with no number that leads to it. */
const AUDIT = 'audit';

function numberFaults(commits: readonly ReadCommit[], { numbers }: Rows): Fault[] {
  const led = new Map(
    numbers.map(([office, kind, number, stream]) => [JSON.stringify([office, kind, number]), String(stream)]),
  );
  const faults: Fault[] = [];
  for (const commit of commits.filter(({ version, kind }) => version === 1 && kind !== AUDIT)) {
    const key = JSON.stringify([commit.office, commit.kind, commit.number]);
    if (led.get(key) !== commit.stream) faults.push({ what: 'numberElsewhere', ...named(commit) });
    led.delete(key);
  }
  return [...faults, ...[...led.keys()].map((key): Fault => ({ what: 'numberStray', name: key }))];
}

function keyFaults(commits: readonly ReadCommit[], { keys }: Rows): Fault[] {
  const used = new Set(keys.map(([office, key]) => JSON.stringify([office, key])));
  const faults: Fault[] = [];
  for (const commit of commits.filter(({ key }) => key !== undefined))
    if (!used.delete(JSON.stringify([commit.office, commit.key])))
      faults.push({ what: 'keyMissing', ...named(commit) });
  return [...faults, ...[...used].map((name): Fault => ({ what: 'keyStray', name }))];
}

const SEALED = /^A256GCM\.[A-Za-z0-9+/]{16}\.[A-Za-z0-9+/]{22}==\.[A-Za-z0-9+/]+=*$/;
/** Stands in the place of a case's key that was destroyed. */
const ERASED = 'erased';

function sealFaults(commits: readonly ReadCommit[], { seals, data_keys }: Rows): Fault[] {
  const kept = new Map(seals.map(([ref, body]) => [String(ref), String(body)]));
  const wrapped = new Map(
    data_keys.map(([office, kind, stream, key]) => [JSON.stringify([office, kind, stream]), String(key)]),
  );
  const recorded = erasedCases(commits);
  const faults: Fault[] = [];
  for (const commit of commits) {
    // texts of the audit stream lie in its own rows, under a key of the office
    if (commit.seal === undefined || commit.kind === AUDIT) continue;
    const body = kept.get(commit.seal.ref);
    const key = wrapped.get(caseOf(commit));
    kept.delete(commit.seal.ref);
    if (key === ERASED && recorded.has(caseOf(commit))) continue;
    if (key === ERASED) {
      faults.push({ what: 'erasedUnrecorded', ...named(commit) });
      continue;
    }
    if (body === undefined) faults.push({ what: 'sealMissing', ...named(commit) });
    else if (!SEALED.test(body)) faults.push({ what: 'sealDamaged', ...named(commit) });
    if (key === undefined) faults.push({ what: 'caseKeyMissing', ...named(commit) });
  }
  return [...faults, ...[...kept.keys()].map((name): Fault => ({ what: 'sealStray', name }))];
}

/** Of which the ledger itself says that their key was destroyed, who asked for it and who agreed. */
function erasedCases(commits: readonly ReadCommit[]): ReadonlySet<string> {
  return new Set(
    commits
      .filter(({ kind }) => kind === 'personal')
      .flatMap(({ office, events }) =>
        events
          .filter(({ type }) => type === 'CaseErased')
          .map(({ data }) => caseOf({ office, kind: String(data.kind), stream: String(data.stream) })),
      ),
  );
}
