import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import { furnishTables } from '#shared/house/furnish.ts';
import { type Emulator, startDynoxide } from '#shared/house/start-dynoxide.ts';
import { storesTemplate } from '#shared/house/stores-template.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { type DynamoViews, dynamoViews } from '#shared/store/dynamodb/views.ts';
import { caseView } from '../contract/store/views.contract.ts';

let emulator: Emulator;
let folder: string;
let client: DynamoDBDocumentClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-folding-'));
  emulator = await startDynoxide(join(folder, 'dynamodb.db'));
  client = documentClient(emulator.endpoint);
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

let opened = 0;

type Opened = { readonly views: DynamoViews; readonly dying: (calls: number) => DynamoViews; table: string };

/** `dying`: the same tables through a process that is killed when it makes one call more. */
async function openViews(): Promise<Opened> {
  opened += 1;
  const { views: table } = await furnishTables(client, storesTemplate(), {
    suffix: `-${opened}`,
    only: ['views'],
  });
  const on = (of: DynamoDBDocumentClient) =>
    dynamoViews({ client: of, name: table }, { now: () => instantOf(Date.now()) });
  return {
    ...{ views: on(client), table },
    dying: (calls) => {
      const mortal = documentClient(emulator.endpoint);
      let left = calls;
      mortal.middlewareStack.add(
        (next) => (args) => {
          left -= 1;
          return left < 0 ? Promise.reject(new Error('killed')) : next(args);
        },
        { step: 'initialize' },
      );
      return on(mortal);
    },
  };
}

const OFFICES = ['甲', '乙'] as const;
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      office: fc.constantFrom(...OFFICES),
      number: fc.integer({ min: 1, max: 6 }),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ rows: fc.integer({ min: 1, max: 3 }), calls: fc.nat(60) }) },
);

/** One slice, by a process that may be killed in it. */
async function fold({ dying }: Opened, { rows, calls }: { rows: number; calls: number }): Promise<void> {
  await dying(calls)
    .compact(0, { rows, milliseconds: 0 })
    .catch(() => null);
}

async function rowsOf(table: string) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items.filter(({ pk }) => String(pk).startsWith('delta#'));
}

describe('folding', () => {
  it('in any slices, killed anywhere, adds up what one folding of the whole does', async () => {
    const run = async (steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]) => {
      const house = await openViews();
      const versions = new Map<string, number>();
      const stands = new Map<string, number>();
      const sums = (office: string): number =>
        [...stands].reduce((sum, [key, weight]) => (key.startsWith(office) ? sum + weight : sum), 0);
      const agree = async (): Promise<void> => {
        for (const office of OFFICES) {
          const figures = await house.views.figures({ office, year: 2026 });
          expect(figures.weight('received', 2026)).toBe(sums(office));
        }
      };
      for (const one of steps) {
        if ('rows' in one) await fold(house, one);
        else {
          const key = `${one.office}${one.number}`;
          const version = (versions.get(key) ?? 0) + 1;
          const years = [{ cell: 'received', from: 2026, until: 2026, weight: one.weight }];
          const view = caseView({
            office: one.office,
            number: key,
            version,
            contributions: { years, days: [] },
          });
          await house.views.apply({ cases: [view], newest: { [one.office]: view.summary.recordedAt } });
          versions.set(key, version);
          stands.set(key, one.weight);
        }
        await agree();
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(await house.views.compact(1)).toBe(null);
      await agree();
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), run), { numRuns: 12 });
  });

  it('goes on where it stopped, says how old what it leaves is, and lets nothing expire that is not folded', async () => {
    const { views, table } = await openViews();
    for (let number = 1; number <= 9; number += 1) {
      const years = [{ cell: 'received', from: 2026, until: 2026, weight: 1 }];
      const view = caseView({ office: '甲', number: `${number}`, contributions: { years, days: [] } });
      await views.apply({ cases: [view], newest: { 甲: view.summary.recordedAt } });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await rowsOf(table)).filter(({ expires }) => expires !== undefined)).toEqual([]);
    const left = await views.compact(1, { rows: 1, milliseconds: 0 });
    expect(left).toBeGreaterThanOrEqual(20);
    const [folded, waiting] = [true, false].map(async (is) =>
      (await rowsOf(table)).filter(({ expires }) => (expires !== undefined) === is),
    );
    expect((await folded)?.length).toBeGreaterThan(0);
    expect((await waiting)?.length).toBeGreaterThan(0);
    expect(await views.compact(1)).toBe(null);
    expect((await rowsOf(table)).filter(({ expires }) => expires === undefined)).toEqual([]);
    expect((await views.figures({ office: '甲', year: 2026 })).weight('received', 2026)).toBe(9);
  });
});
