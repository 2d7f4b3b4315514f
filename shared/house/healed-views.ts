/** Read models that rebuild themselves where they cannot be right: damaged on the disk, or filled from another log. */

import type { OrderedLog } from '#shared/store/ports.ts';
import { isDamage } from '#shared/store/sqlite/views-schema.ts';
import type { DraftingViews } from '#shared/store/views.ts';
import { followsAnother } from '#shared/views/catch-up.ts';

export type Refilled = 'damaged' | 'anotherLedger';
type Healing = {
  readonly log: OrderedLog;
  readonly refill: (why: Refilled) => Promise<void>;
};

/** A page that cannot be read is met by whichever question comes to it: that one is asked again once all is rebuilt. */
export function healedViews(views: DraftingViews, { refill }: Pick<Healing, 'refill'>): DraftingViews {
  return new Proxy(views, {
    get: (_, name) => {
      const method = Reflect.get(views, name);
      if (name === 'close' || name === 'draft' || typeof method !== 'function') return method;
      return async (...asked: unknown[]): Promise<unknown> => {
        try {
          return await method(...asked);
        } catch (fault) {
          if (!isDamage(fault)) throw fault;
          await refill('damaged');
          return method(...asked);
        }
      };
    },
  });
}

/** Before anything is projected. */
export async function refillWhereAnother(
  { log, refill }: Healing,
  views: Pick<DraftingViews, 'position' | 'anchor'>,
): Promise<void> {
  if (await followsAnother(log, views)) await refill('anotherLedger');
}
