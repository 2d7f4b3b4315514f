/** `rebuild`: throws the read models away and fills them again from the events. */
import type { House } from '../../shared/store/house.ts';

export async function rebuild({ views, catchUp }: House): Promise<string> {
  await views.clear();
  await catchUp();
  return '';
}
