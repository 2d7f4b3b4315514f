/** By schedule, every morning: what has newly come near its date goes into the queue; from there to whoever is told. */
import { queueReminders } from '../../../functions/remind/queue-reminders.ts';
import { reminderHandler } from '../../../functions/remind/send-reminders.ts';
import { deployedHouse } from './deployed-house.ts';
import { fromQueue } from './from-queue.ts';
import { deployedSenders } from './senders.ts';

const house = deployedHouse();

export async function handler(): Promise<void> {
  for (const { office, queued } of await queueReminders(house))
    console.log(JSON.stringify({ event: 'reminders', office, queued }));
}

export const send = fromQueue(house, 'reminder', reminderHandler(house, deployedSenders(house)));
