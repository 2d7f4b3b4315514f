/** By schedule, every working morning: what is due and overdue. */
import { remindOffices } from '../../../functions/remind/remind-offices.ts';
import { deployedHouse } from './deployed-house.ts';

const house = deployedHouse();

export async function handler(): Promise<void> {
  for (const line of await remindOffices(house)) console.log(JSON.stringify({ event: 'reminder', ...line }));
}
