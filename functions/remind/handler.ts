/** By schedule, every morning: cases that have come near their date are queued, and sent to their recipients from there. */

import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { deployedSenders } from '#shared/house/senders.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler } from '#shared/reminders/send-reminders.ts';

const house = deployedHouse({ followsFeed: true });

export async function handler(): Promise<void> {
  for (const { office, queued } of await queueReminders(house))
    console.log(JSON.stringify({ event: 'reminders', office, queued }));
}

export const send = fromQueue(house, 'reminder', reminderHandler(house, deployedSenders(house)));
