/** The daily run in a process of its own: `FOLDER [N]`, killed right after the N-th writing of log or queue. */

import { openLocalHouse } from '#shared/house/open-house.ts';
import { addWorkingDays, STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';

const [folder = '', last = ''] = process.argv.slice(2);
const house = await openLocalHouse(folder);
let writings = 0;
async function counted<T>(write: Promise<T>): Promise<T> {
  const value = await write;
  writings += 1;
  if (String(writings) === last) process.kill(process.pid, 'SIGKILL');
  return value;
}
const on = dateOfInstant(house.clock.now());
// a working day, whichever day the test runs
const day = STATE_CALENDAR.isWorkingDay(on) ? on : addWorkingDays(STATE_CALENDAR, on, 1).date;
await queueReminders(
  {
    ...house,
    log: { ...house.log, write: (jobs) => counted(house.log.write(jobs)) },
    queue: { ...house.queue, send: (topic, messages) => counted(house.queue.send(topic, messages)) },
  },
  day,
);
house.close();
