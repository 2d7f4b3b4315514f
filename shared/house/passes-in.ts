/** Readings of the ledger of a folder, made for another process on a connection of its own. */
import { type PassAsked, partsOf } from '#shared/store/passes.ts';
import { passNamed } from '#shared/year/pass-named.ts';
import { openLocalLedger } from './open-ledger.ts';

export type PassesAsked = { readonly folder: string; readonly asked: readonly PassAsked[] };
/** Of each that was asked for, as `Beforehand.parts` gives it. */
export type PassParts = readonly (readonly unknown[])[];

export async function passesIn({ folder, asked }: PassesAsked): Promise<PassParts> {
  const { log } = await openLocalLedger(folder, { empty: true });
  try {
    return await partsOf(
      log,
      asked.map(({ name, wanted }) => passNamed(name, wanted)),
    );
  } finally {
    log.close();
  }
}
