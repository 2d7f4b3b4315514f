/** `rebuild`: fills the read models anew from the events. */
import type { House } from '../../shared/store/house.ts';

export async function rebuild(house: House): Promise<string> {
  if (house.rebuild !== undefined) await house.rebuild();
  else {
    await house.views.clear();
    await house.catchUp();
  }
  return '';
}
