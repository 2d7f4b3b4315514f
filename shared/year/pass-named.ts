/** Readings of the whole ledger by their names: asked for in one process and made in another, or later. */
import { FAULTS } from '#shared/ledger/unknown-events.ts';
import { type Asking, asking } from '#shared/store/passes.ts';
import { DIFFERING } from './causing-cases.ts';
import { CHANGES } from './known-figures.ts';
import { OPINION } from './second-opinion.ts';
import { COUNT } from './tally.ts';

/** `wanted` as it was asked for: only this program has written that. */
export function passNamed(name: string, wanted: unknown): Asking<unknown> {
  switch (name) {
    case FAULTS.name:
      return asking(FAULTS, null);
    case COUNT.name:
      return asking(COUNT, wanted as Parameters<typeof COUNT.reader>[0]);
    case CHANGES.name:
      return asking(CHANGES, wanted as Parameters<typeof CHANGES.reader>[0]);
    case OPINION.name:
      return asking(OPINION, wanted as Parameters<typeof OPINION.reader>[0]);
    case DIFFERING.name:
      return asking(DIFFERING, wanted as Parameters<typeof DIFFERING.reader>[0]);
    default:
      throw new RangeError(`no pass over the ledger: ${name}`);
  }
}
