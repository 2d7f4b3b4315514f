/** From the history of a case to what stands of it in the index. Its texts are opened for that and forgotten again. */
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { type Commit, eventsNamed, type StreamKey } from '#shared/kernel/event.ts';
import { type Opened, opened } from '#shared/ledger/case-history.ts';
import { knownIn } from '#shared/ledger/case-labels.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { CaseErased } from '#shared/personal/events.ts';
import type { LogReader } from '#shared/store/ports.ts';
import type { IndexedCase, Indexer, KnownCase } from '#shared/store/search-index.ts';
import { keyOf } from '#shared/store/views.ts';
import { hashing } from './term-key.ts';
import { openTermsOf, termsOfCase } from './terms.ts';

/** Kinds of which people know anything. */
export const SEARCHED = [...FOLDED_KINDS.values()]
  .filter(({ known }) => known !== undefined)
  .map(({ kind }) => kind);

/** Opened side by side: in the cloud each asks KMS. */
const AT_ONCE = 10;

/** `open`: terms of what stands in the clear are told apart. */
type Indexing = { readonly log: LogReader; readonly key: () => Promise<Buffer>; readonly open?: boolean };

/** Cases that are none, or of which nothing is known, are left out. Throws while the store is out of reach. */
export function indexerOf({ log, key, open = false }: Indexing): Indexer {
  const hashed = askedOnce(() => key().then(hashing));
  return async (cases, given) => {
    const known = cases.filter(({ kind }) => SEARCHED.includes(kind));
    const entered = entryBy({ hash: await hashed(), isOpen: open }, await freeTextsOf(log, known));
    const entry = (at: StreamKey): Entry | Promise<Entry> => {
      const read = given?.get(keyOf(at));
      // hundreds of thousands of imported cases have nothing sealed, and nobody has to be waited for
      if (isKnown(read)) return entered(at, read);
      if (read?.every(({ seal }) => seal === undefined))
        return entered(at, knownIn(at.kind, read.map(asItIs)));
      return openedAt(log, at, read).then((history) => entered(at, knownIn(at.kind, history)));
    };
    const indexed: IndexedCase[] = [];
    for (let from = 0; from < known.length; from += AT_ONCE) {
      const entries = await Promise.all(known.slice(from, from + AT_ONCE).map(entry));
      indexed.push(...entries.filter((one) => one !== null));
    }
    return indexed;
  };
}

/**
 * The cases whose certificate of erasure is among these commits. It stands in the log before anything is destroyed: an
 * index that was filled from texts which were there still lets go of them when it comes to it.
 */
export function erasedIn(commits: readonly Commit[]): readonly StreamKey[] {
  return commits.flatMap((commit) =>
    eventsNamed<CaseErased>([commit], 'CaseErased').map(({ data: { kind, stream } }) => ({
      ...{ office: commit.office, kind, stream },
    })),
  );
}

type Entry = IndexedCase | null;

const isKnown = (read: readonly Commit[] | KnownCase | undefined): read is KnownCase =>
  read !== undefined && 'version' in read;
const asItIs = (commit: Commit): Opened => ({ commit, seal: {} });

async function openedAt(log: LogReader, at: StreamKey, read?: readonly Commit[]): Promise<readonly Opened[]> {
  return opened(log, read ?? (await log.history(at)));
}

type Hashing = { readonly hash: ReturnType<typeof hashing>; readonly isOpen: boolean };

function entryBy({ hash, isOpen }: Hashing, free: ReadonlySet<string>) {
  return (at: StreamKey, { number, version, day, ...known }: KnownCase): Entry => {
    if (version === 0) return null;
    const terms = termsOfCase({ ...known, number }, { free: at.kind !== 'hotline' || free.has(at.office) });
    const hashed = hash(at);
    const open = isOpen && { open: openTermsOf({ ...known, number }).map((some) => some.map(hashed)) };
    return { at, version, day, terms: terms.map(hashed), ...open };
  };
}

/** The offices whose calls are found by their free texts (policy hotlineSearch). */
async function freeTextsOf(log: LogReader, cases: readonly StreamKey[]): Promise<ReadonlySet<string>> {
  const offices = new Set(cases.filter(({ kind }) => kind === 'hotline').map(({ office }) => office));
  const free = new Set<string>();
  for (const office of offices) {
    const { hotlineSearch } = await officeSettings(log, office).policies();
    if (hotlineSearch === 'texts') free.add(office);
  }
  return free;
}
