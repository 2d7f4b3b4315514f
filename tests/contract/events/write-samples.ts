/** `npm run samples`: adds a sample of each event, or version of one, that is written but not frozen; frozen ones stay. The names are what the product knows. */
import { writeFileSync } from 'node:fs';
import { everyEvent } from '../../support/every-event.ts';
import { EVENT_TYPES_FILE, frozenSamples, SAMPLES_FILE, type Sample, shapeOf } from './frozen.ts';

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
writeFileSync(
  EVENT_TYPES_FILE,
  `${JSON.stringify(
    sorted.map(([type]) => type),
    null,
    1,
  )}\n`,
);
