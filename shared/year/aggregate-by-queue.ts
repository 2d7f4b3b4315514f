/** The aggregation fanned out: a message for each office, so that a large district does not wait for one function. */
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import type { Handled, Handler } from '#shared/store/consume.ts';
import type { House } from '#shared/store/house.ts';
import type { Message } from '#shared/store/queue.ts';
import { type Aggregation, aggregateOffice, everyOffice } from './nightly.ts';

/** An office's aggregation asked for twice on a day is the same work. */
export async function askForAggregations({
  log,
  queue,
  clock,
}: Pick<House, 'log' | 'queue' | 'clock'>): Promise<void> {
  const on = dateOfInstant(clock.now());
  const messages = (await everyOffice(log)).map(({ id }): Message => {
    return { id: `${on} ${id}`, body: JSON.stringify({ office: id }) };
  });
  await queue.send('proof', messages);
}

/** `onDrift` is told of an office whose live tables differ from its log. */
export function aggregationHandler(house: House, onDrift: (aggregation: Aggregation) => void): Handler {
  return async (batch) => {
    const results: Handled[] = [];
    for (const { body } of batch) {
      const id = officeIn(body);
      const office = id === null ? null : await officeOf(house.log, id);
      if (office === null) {
        results.push({ reject: '没有这样的机关' });
        continue;
      }
      const aggregation = await aggregateOffice(house, office);
      if (!aggregation.equal) onDrift(aggregation);
      results.push('done');
    }
    return results;
  };
}

function officeIn(body: string): string | null {
  const office = jsonObject(body)?.office;
  return typeof office === 'string' ? office : null;
}
