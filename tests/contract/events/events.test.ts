import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#shared/kernel/event.ts';
import { lifted, presentVersion, UPCASTS } from '#shared/ledger/upcast.ts';
import { everyEvent } from '../../support/every-event.ts';
import { declaredTypes, EVENT_TYPES_FILE, frozenSamples, knownTypes, shapeOf } from './frozen.ts';

const SAMPLES = frozenSamples();
let byType: ReadonlyMap<string, readonly StoredEvent[]>;
beforeAll(async () => {
  byType = Map.groupBy(await everyEvent(), ({ type }) => type);
});

describe('the storage format of events', () => {
  it('has a frozen sample of every version of every event there is', () => {
    for (const type of [...new Set([...declaredTypes(), ...byType.keys()])]) {
      const versions = Object.keys(SAMPLES[type] ?? {}).map(Number);
      const wanted = Array.from({ length: presentVersion(type) }, (_, index) => index + 1);
      expect(versions.sort(), `${type}: a sample of each version`).toEqual(wanted);
    }
  });

  it('knows every event that is declared or has a sample, and names any other (`npm run samples`)', () => {
    expect(JSON.parse(readFileSync(EVENT_TYPES_FILE, 'utf8'))).toEqual(knownTypes());
  });

  it('is what the product writes today: a field more or less is a new version of the event', () => {
    for (const [type, versions] of Object.entries(SAMPLES)) {
      const events = byType.get(type) ?? [];
      expect(events.length, `${type} happened`).toBeGreaterThan(0);
      const version = presentVersion(type);
      expect(new Set(events.map(({ v }) => v)), type).toEqual(new Set([version]));
      const { always, sometimes } = versions[version] ?? { always: [], sometimes: [] };
      const now = shapeOf(events.map(({ data }) => data));
      const unknown = [...now.always, ...now.sometimes].filter(
        (key) => ![...always, ...sometimes].includes(key),
      );
      expect({ type, unknown, missing: always.filter((key) => !now.always.includes(key)) }).toEqual({
        type,
        unknown: [],
        missing: [],
      });
    }
  });

  it('of earlier versions is lifted to the fields of the present one', () => {
    for (const type of Object.keys(UPCASTS))
      for (const [v, { sample }] of Object.entries(SAMPLES[type] ?? {})) {
        const present = lifted({ type, v: Number(v), data: sample });
        const { always = [] } = SAMPLES[type]?.[presentVersion(type)] ?? {};
        expect(present.v).toBe(presentVersion(type));
        expect(Object.keys(present.data), `${type} ${v}`).toEqual(expect.arrayContaining([...always]));
      }
  });
});
