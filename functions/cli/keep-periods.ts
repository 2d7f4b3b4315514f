/** What is destroyed, or due to be, on one machine: looked at once a day and after a start. */
import { dueRecords } from '#shared/erasing/due-records.ts';
import { finishErasures, reapplyErasures } from '#shared/erasing/erase-cases.ts';
import { SYSTEM } from '#shared/kernel/event.ts';
import { dateOf, dateOfInstant, type PlainDate, startOfDate } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import { everyOffice } from '#shared/year/nightly.ts';

const looked = new WeakMap<House, string>();

/**
 * Each day, and after a start: what was agreed to and broke off is destroyed, what an older archive has brought back is
 * erased again, and once a month the auditor reads how many records are due.
 */
export async function eraseWhenDue(house: House): Promise<void> {
  const today = dateOfInstant(house.clock.now());
  if (looked.get(house) === today) return;
  await house.catchUp();
  const eraser = { ...house, people: async () => [] };
  await reapplyErasures(eraser);
  await finishErasures(eraser);
  for (const { id: office } of await everyOffice(house.log)) await proposeOnce(house, office, today);
  looked.set(house, today);
}

async function proposeOnce(house: House, office: string, today: PlainDate): Promise<void> {
  const month = startOfDate(dateOf(`${today.slice(0, 7)}-01`));
  const asked = { office, what: 'retentionProposed', since: month } as const;
  const said = await house.audit.page(asked, { after: null, limit: 1 });
  if (said.items.length > 0) return;
  const { cases } = await dueRecords(house, office);
  if (cases.length === 0) return;
  const { user: who, role, via } = SYSTEM;
  const details = { cases: cases.length };
  await house.audit.append({ office, who, role, via, what: 'retentionProposed', details });
}
