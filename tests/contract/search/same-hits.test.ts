/** The index of keyed hashes finds what looking through the plain texts finds: whatever is asked, page by page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '#functions/demo/seeded.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { findCases } from '#shared/search/find-cases.ts';
import { append } from '#shared/store/ports.ts';
import { allPages } from '#shared/store/views.ts';
import { LI } from '../../support/memory-ledger.ts';
import { eventOf, plainCases, plainIndex } from '../../support/plain-cases.ts';
import { seedOf } from '../../support/seed.ts';

const COUNT = 1500;
const QUERIES = 250;
const KINDS = ['application', 'hotline', 'appeal'] as const;

describe('what is found among many cases', () => {
  const seed = seedOf('what is found among many cases');
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-same-hits-'));
  const { cases, words } = plainCases(seed, COUNT, 60);
  let house: Awaited<ReturnType<typeof openLocalHouse>>;
  beforeAll(async () => {
    house = await openLocalHouse(folder);
    const fields = { command: 'SetPolicy', policy: 'hotlineSearch', value: 'texts', reach: 'fromNow' };
    const set = await executeCommand(house, { office: 'default', actor: LI, fields });
    expect(set.ok).toBe(true);
    await house.log.write(
      cases.map((one) => (writer) => {
        const key = { office: 'default', kind: one.kind, stream: `s-${one.number}` };
        return append(writer, { at: key, number: one.number, actor: LI, after: 0, events: [eventOf(one)] });
      }),
    );
    while ((await house.search.follow()) > 0);
  });
  afterAll(() => {
    house.close();
    rmSync(folder, { recursive: true });
  });

  const found = async (kind: CaseKind, query: string): Promise<string[]> => {
    const numbers: string[] = [];
    for await (const page of allPages((at) =>
      findCases(house, { office: 'default', kind, query }, { ...at, limit: 17 }),
    ))
      numbers.push(...page.map(({ number }) => number));
    return numbers;
  };

  it('is what a plain list says, in the order of days', async () => {
    const chance = seeded(seed + 1);
    const plain = plainIndex(cases);
    const days = new Map(cases.map(({ number, day }) => [number, day]));
    const query = (): string => {
      const one = chance.pick(cases);
      const from = chance.int(0, Math.max(0, one.subject.length - 2));
      const part = one.subject.slice(from, from + chance.int(2, 5));
      const any = [
        part,
        one.name,
        one.phone,
        one.identity,
        chance.pick(words),
        words[chance.int(0, 5)] ?? '',
      ];
      return Array.from({ length: chance.int(1, 3) }, () => chance.pick(any).trim())
        .map((word) => word.replace(/\s+/g, ''))
        .filter((word) => [...word.replace(/[^\p{L}\p{N}]/gu, '')].length > 1)
        .join(' ');
    };
    let hits = 0;
    for (let n = 0; n < QUERIES; n += 1) {
      const asked = query();
      if (asked === '') continue;
      for (const kind of KINDS) {
        const numbers = await found(kind, asked);
        expect({ asked, kind, numbers: [...numbers].sort() }).toEqual({
          asked,
          kind,
          numbers: plain(kind, asked).sort(),
        });
        const order = numbers.map((number) => days.get(number) ?? '');
        expect(order).toEqual([...order].sort().reverse());
        hits += numbers.length;
      }
    }
    expect(hits).toBeGreaterThan(1000);
  });
});
