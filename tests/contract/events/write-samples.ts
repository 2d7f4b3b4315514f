/**
 * `npm run samples`: adds a sample of each event, or version of one, that is written but not frozen; frozen ones stay.
 * The names go first into what the product knows: a ledger with others is not signed, here as anywhere.
 */
import { writeFileSync } from 'node:fs';
import { EVENT_TYPES_FILE, frozenSamples, knownTypes, SAMPLES_FILE, type Sample, shapeOf } from './frozen.ts';

writeFileSync(EVENT_TYPES_FILE, `${JSON.stringify(knownTypes(), null, 1)}\n`);
const { everyEvent } = await import('../../support/every-event.ts');

const samples: Record<string, Record<string, Sample>> = structuredClone(frozenSamples());
const written = Map.groupBy(await everyEvent(), ({ type, v }) => `${type} ${v}`);
for (const [name, [first, ...others]] of written) {
  if (first === undefined || samples[first.type]?.[first.v] !== undefined) continue;
  const shape = shapeOf([first, ...others].map(({ data }) => data));
  samples[first.type] = { ...samples[first.type], [first.v]: { sample: first.data, ...shape } };
  console.log(`added ${name}`);
}
const sorted = Object.entries(samples).sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(SAMPLES_FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
