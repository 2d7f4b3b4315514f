/** The storage format of events, frozen: a sample of every version of every event, and the fields it always and sometimes has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventData } from '#shared/kernel/event.ts';

export type Shape = { readonly always: readonly string[]; readonly sometimes: readonly string[] };
export type Sample = Shape & { readonly sample: EventData };
/** By event, by version. */
export type Samples = Readonly<Record<string, Readonly<Record<string, Sample>>>>;

/** Which events the product knows; any other in a ledger is named. */
export const EVENT_TYPES_FILE = join(import.meta.dirname, '../../../shared/ledger/event-types.json');
export const SAMPLES_FILE = join(import.meta.dirname, 'samples.json');

export function frozenSamples(): Samples {
  return JSON.parse(readFileSync(SAMPLES_FILE, 'utf8')) as Samples;
}

/** What a number of events of one kind and version have in common, and what only some of them have. */
export function shapeOf(many: readonly EventData[]): Shape {
  const keys = [...new Set(many.flatMap((data) => Object.keys(data)))].sort();
  const always = keys.filter((key) => many.every((data) => key in data));
  return { always, sometimes: keys.filter((key) => !always.includes(key)) };
}

const ROOT = join(import.meta.dirname, '../../..');

/** Every event that a source declares or writes. */
export function declaredTypes(): string[] {
  const found = new Set<string>();
  for (const folder of ['shared', 'functions'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join(ROOT, folder, name), 'utf8');
      for (const [, type = ''] of text.matchAll(/(?:DomainEvent|Plain)<\s*'([A-Z]\w+)'/g)) found.add(type);
    }
  return [...found].sort();
}

/** What `shared/ledger/event-types.json` holds. */
export function knownTypes(): string[] {
  return [...new Set([...declaredTypes(), ...Object.keys(frozenSamples())])].sort();
}
