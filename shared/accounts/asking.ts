/** Who asks, as far down as a change of somebody's rights is made: so that no place in between has to hand it on. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { SYSTEM } from '#shared/kernel/event.ts';
import type { AuditEntry } from '#shared/store/audit-log.ts';

export type Asker = Pick<AuditEntry, 'who' | 'role' | 'via' | 'from' | 'session'>;

/** Who acts where nobody asks: the product itself. */
export const NOBODY_ASKS: Asker = { who: SYSTEM.user, role: SYSTEM.role, via: SYSTEM.via };

const standing = new AsyncLocalStorage<Asker>();

/** What is done inside is done for this asker. */
export function askedFor<T>(asker: Asker, work: () => T): T {
  return standing.run(asker, work);
}

/** Null outside a request. */
export function askerNow(): Asker | null {
  return standing.getStore() ?? null;
}
