/** What counts and lists carries kinds without their commands: they have to be the same kinds. */
import { expect, it } from 'vitest';
import type { Kind } from '#shared/kernel/kind.ts';
import { FOLDED_KINDS } from '#shared/ledger/folded-kinds.ts';
import { KINDS } from '#shared/ledger/kinds.ts';

const FOLDING = [
  'brief',
  'known',
  'redate',
  'follow',
  'originOf',
  'follows',
] as const satisfies (keyof Kind)[];

it('every kind is folded without its commands as it is with them', () => {
  expect([...FOLDED_KINDS.keys()]).toEqual([...KINDS.keys()]);
  for (const [name, kind] of KINDS) {
    const folded = FOLDED_KINDS.get(name);
    for (const part of FOLDING) expect(typeof folded?.[part], `${name} ${part}`).toBe(typeof kind[part]);
    expect(folded?.contributions, name).toBe(kind.contributions);
    expect(String(folded?.evolve), name).toBe(String(kind.evolve));
  }
});
