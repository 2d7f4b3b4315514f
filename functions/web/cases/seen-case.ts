/** A case as the one who asks may see it: policy namesShownTo, or in full for who said on what ground. */
import { handlingOf } from '#shared/handling/state.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { maskedCase } from '#shared/ledger/masked-case.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Sight, sightOf } from '#shared/masking/sight.ts';
import type { House } from '#shared/store/house.ts';
import type { Principal } from '../frame/web.ts';

export async function sightFor(
  { log }: Pick<House, 'log'>,
  who: Principal,
  file: Pick<CaseFile, 'commits' | 'state'>,
): Promise<Sight> {
  const { namesShownTo: policy } = await officeSettings(log, who.office).policies();
  const has = typeof file.state === 'object' && file.state !== null ? handlingOf(file.state).person : null;
  const isTheirs = has === who.user || file.commits[0]?.actor.user === who.user;
  return sightOf({ role: who.role, via: who.via, isTheirs, policy });
}

/** `full`: they have said on what ground. */
export async function seenCase<State>(
  house: Pick<House, 'log'>,
  { who, full }: { readonly who: Principal; readonly full: boolean },
  file: CaseFile<State>,
): Promise<CaseFile<State>> {
  return full ? file : maskedCase(file, await sightFor(house, who, file));
}
