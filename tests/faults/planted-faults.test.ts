/** What `npm run faults:planted` changes still stands in the program, and the model of the fire suite counts as it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differing, figuresIn, Model } from '../fire/model.ts';
import { PLANTED } from '../fire/planted-faults.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('faults to be planted', () => {
  it.each(PLANTED.flatMap(({ name, changes }) => changes.map((change) => [name, change] as const)))(
    '%s: stands once where it is to be changed',
    (_, { file, from, to }) => {
      expect(readFileSync(join(ROOT, file), 'utf8').split(from)).toHaveLength(2);
      expect(to).not.toBe(from);
    },
  );
});

it('the model counts a case in the years it is in, and says where a report differs', () => {
  const model = new Model();
  const outcome = { on: '2025-01-20', result: 'disclosed' } as const;
  const base = { kind: 'application', type: 'naturalPerson', receivedOn: '2024-12-20' } as const;
  model.add({ ...base, number: 'A1', outcome });
  model.add({ kind: 'hotline', number: 'H1', year: 2025, of12345: false, closed: true });
  expect(model.figures(2024).get('table3.carriedForward.total')).toBe(1);
  const printed = {
    table3: {
      columns: ['naturalPerson', 'total'],
      rows: { carriedOver: [1, 1], disclosed: [1, 1], concluded: [1, 1], newlyReceived: [0, 0] },
    },
    events: { received: 1, closed: 1 },
  };
  expect(differing('2025', model.figures(2025), figuresIn(printed))).toEqual([]);
  const wrong = { ...printed, events: { received: 2, closed: 1 } };
  expect(differing('2025', model.figures(2025), figuresIn(wrong))).toEqual(['2025: events.received 1 ≠ 2']);
});
