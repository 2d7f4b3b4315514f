/** By schedule, every morning: cases that have come near their date are queued, and sent to their recipients from there. */

import { byTheClock } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { fromQueue } from '#shared/house/from-queue.ts';
import { deployedSenders } from '#shared/house/senders.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler } from '#shared/reminders/send-reminders.ts';
import { say } from '#shared/telling/say.ts';

const house = deployedHouse({ followsFeed: true });

export const handler = byTheClock(async () => {
  for (const { office, queued } of await queueReminders(house)) say('reminders', { office, queued });
});

export const send = fromQueue(house, 'reminder', reminderHandler(house, deployedSenders(house)));
