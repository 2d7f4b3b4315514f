/**
 * How much of a case somebody is shown before they say on what ground they need more (policy namesShownTo). Who handles a
 * case cannot do so without knowing whose it is; numbers and contacts are needed at single moments only.
 */
import type { Policies } from '#shared/kernel/policies.ts';

/** `full`; `handling`: names and places, and no numbers or contacts; `masked`: neither. */
export type Sight = 'full' | 'handling' | 'masked';

const HANDLERS = ['intake', 'officer', 'approver', 'admin'];

export function isHandler(role: string): boolean {
  return HANDLERS.includes(role);
}

type Looking = {
  readonly role: string;
  /** A program with its token does what an office has it do: it is shown what its role handles. */
  readonly via: 'form' | 'api';
  /** Who looks has the case, or has entered it. */
  readonly isTheirs: boolean;
  readonly policy: Policies['namesShownTo'];
};

export function sightOf({ role, via, isTheirs, policy }: Looking): Sight {
  if (!isHandler(role)) return 'masked';
  if (via === 'api') return 'full';
  return policy === 'handlers' || (policy === 'assignee' && isTheirs) ? 'handling' : 'masked';
}
