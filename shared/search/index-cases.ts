/** From the history of a case to what stands of it in the index. Its texts are opened for that and forgotten again. */
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import { knownOf } from '#shared/ledger/case-labels.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { LogReader } from '#shared/store/ports.ts';
import type { IndexedCase, Indexer } from '#shared/store/search-index.ts';
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
  return async (cases, histories) => {
    const history: LogReader['history'] = async (at) => histories?.get(keyOf(at)) ?? log.history(at);
    const entry = entryIn({ ...log, history }, await hashed(), open);
    const known = cases.filter(({ kind }) => SEARCHED.includes(kind));
    const indexed: IndexedCase[] = [];
    for (let from = 0; from < known.length; from += AT_ONCE) {
      const entries = await Promise.all(known.slice(from, from + AT_ONCE).map(entry));
      indexed.push(...entries.filter((one) => one !== null));
    }
    return indexed;
  };
}

type Entry = (at: StreamKey) => Promise<IndexedCase | null>;

function entryIn(log: LogReader, hash: ReturnType<typeof hashing>, isOpen: boolean): Entry {
  const isFree = freeTextsOf(log);
  return async (at) => {
    const { number, version, day, ...known } = await knownOf(log, at);
    if (version === 0) return null;
    const free = at.kind !== 'hotline' || (await isFree(at.office));
    const terms = termsOfCase({ ...known, number }, { free });
    const hashed = (some: readonly string[]): readonly string[] => some.map((term) => hash(at, term));
    const open = isOpen && { open: openTermsOf({ ...known, number }).map(hashed) };
    return { at, version, day, terms: hashed(terms), ...open };
  };
}

/** Policy hotlineSearch, asked once a batch. */
function freeTextsOf(log: LogReader): (office: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (office) => {
    const asked =
      known.get(office) ??
      officeSettings(log, office)
        .policies()
        .then(({ hotlineSearch }) => hotlineSearch === 'texts');
    known.set(office, asked);
    return asked;
  };
}
