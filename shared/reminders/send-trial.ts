/** A message that says nothing of cases, every way the office has set: whether it arrives is for people to see. */
import { randomUUID } from 'node:crypto';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import type { Reminder } from './queue-reminders.ts';
import { trialRoutes } from './routes.ts';
import { targetsOf } from './targets.ts';

/** The name under which its sending is noted. */
export async function sendTrial(house: House, office: string): Promise<string> {
  const trial = `trial${randomUUID().replaceAll('-', '')}`;
  const on = dateOfInstant(house.clock.now());
  const messages = trialRoutes(await targetsOf(house, office)).map(({ name, ...route }) => {
    const reminder: Reminder = { office, on, ...route, trial: true };
    return { id: `${trial}-${name}`, body: JSON.stringify(reminder) };
  });
  await house.queue.send('reminder', messages);
  return trial;
}
