/** Work list and reminders read what they show and nothing of what is closed, whatever the engine. */
import { afterEach, describe, expect, it } from 'vitest';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import type { House } from '#shared/store/house.ts';
import { fillViews, PAGE, type Reads, readsOf } from '../../support/busy-office.ts';
import type { ReadMeter } from '../../support/read-meter.ts';

export type MeteredHouse = { readonly house: House; readonly meter: ReadMeter; close(): Promise<void> };

/**
 * `each`: how many reads one case of a list costs: its row, or its entry in an index and its item; `ranges`: from how many
 * the whole list is merged.
 */
type Costs = { readonly each: number; readonly ranges: number };

/** Entries of a merged range that a page ends before. */
const LEFT_BEHIND = 40;

export function readsContract(
  engine: string,
  { each, ranges }: Costs,
  open: () => Promise<MeteredHouse>,
): void {
  describe(`reads on ${engine}`, () => {
    const opened: MeteredHouse[] = [];
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });

    async function kept(): Promise<MeteredHouse> {
      const metered = await open();
      opened.push(metered);
      return metered;
    }

    async function reads(closed: number): Promise<Reads> {
      const metered = await kept();
      await fillViews(metered.house, 'o', { open: 800, closed });
      return readsOf(metered.house, 'o', metered.meter);
    }

    it('are as many with six hundred closed cases beside as with none, and bounded by what is shown', async () => {
      const [alone, beside] = [await reads(0), await reads(600)];
      expect(beside.pages).toEqual(alone.pages);
      for (const [page, read] of Object.entries(alone.pages))
        expect(read, page).toBeLessThanOrEqual(each * 2 * (PAGE + 2) + 4);
      expect(alone.pages['the whole list']).toBeLessThanOrEqual(each * ranges * (PAGE + 1) + 4);
      expect(beside.said).toBe(alone.said);
      expect(alone.said).toBeGreaterThan(20);
      expect([beside.run, beside.again]).toEqual([alone.run, alone.again]);
    });

    it('of a long page are its cases and few beside, though they are of one range more than of another', async () => {
      const { house, meter } = await kept();
      await fillViews(house, 'o', { open: 800, closed: 0 });
      meter.take();
      const { items } = await house.views.worklist('o', { limit: 600 });
      expect(items).toHaveLength(600);
      expect(meter.take().read).toBeLessThanOrEqual(each * 601 + LEFT_BEHIND);
    });

    it('of a run that repeats do not grow with the runs before it', async () => {
      const metered = await kept();
      await fillViews(metered.house, 'o', { open: 400, closed: 0 });
      const reads = async (): Promise<number> => {
        await metered.house.catchUp();
        metered.meter.take();
        await queueReminders(metered.house);
        return metered.meter.take().read;
      };
      await reads();
      await reads();
      const third = await reads();
      for (let run = 0; run < 5; run += 1) await reads();
      expect(await reads()).toBeLessThanOrEqual(third);
    });
  });
}
