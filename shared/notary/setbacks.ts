/** Where a log was set back: what was lost of it. It may lose an end; nothing of what was sealed behind that stands again. */
import type { Setback, TreeFault } from '#shared/store/notary.ts';
import { type SignedCheckpoint, standingOf } from '#shared/transparency/checkpoint.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { type NamesReader, SealedEntries } from './sealed-entries.ts';

type Found = { readonly setbacks: readonly Setback[]; readonly faults: readonly TreeFault[] };

/** `sealed`: what the whole chain covers now. */
export async function setbacksOf(
  log: LogName,
  { chain, sealed, names }: { chain: readonly SignedCheckpoint[]; sealed: SealedEntries; names: NamesReader },
): Promise<Found> {
  const setbacks: Setback[] = [];
  const faults: TreeFault[] = [];
  for (const [place, { anew, time: at = '' }] of chain.entries()) {
    const last = chain[place - 1];
    if (anew === undefined || last === undefined) continue;
    const { size, root, time = '' } = last;
    const before = await SealedEntries.of(standingOf(chain.slice(0, place)), names);
    faults.push(...before.faults.map((one) => ({ log, ...one })));
    const lost = lostOf(before, sealed, anew.from);
    if (lost === null) faults.push({ log, what: 'forked', from: anew.from, size });
    const named = [...(await before.named(lost ?? [])).values()];
    const called = named.map(({ office, kind, number, version }) => ({ office, kind, number, version }));
    setbacks.push({ log, at, ...anew, size, root: root.toString('base64'), time, lost: called });
  }
  return { setbacks, faults };
}

/** The end of `before` that `after` has not; null where something behind the first of it stands, or elsewhere. */
function lostOf(before: SealedEntries, after: SealedEntries, from: number): number[] | null {
  const lost: number[] = [];
  let index = -1;
  for (const entry of before.entries()) {
    index += 1;
    const place = index < from ? index : after.indexOf(entry.toString('hex'));
    if (place < 0) lost.push(index);
    else if (lost.length > 0 || place !== index) return null;
  }
  return lost;
}
