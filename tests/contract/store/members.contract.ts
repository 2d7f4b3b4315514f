/** Members of cells, whatever the engine: every page in order, however cases came together and whatever they are called. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN, type YearContribution } from '#shared/kernel/contribution.ts';
import { dateOf, type Instant } from '#shared/kernel/plain-date.ts';
import type { CaseView, Views } from '#shared/store/views.ts';
import { caseView } from './views.contract.ts';

const KINDS = ['application', 'hotline'] as const;
const DEPARTMENTS = ['住建局', '城管局'] as const;
const PENDING = (department: string) => `events.pending["${department}"]`;
const TOPIC = 'hotline.byTopic["噪声"]';
const CELLS = [TOPIC, 'fees', 'carried', ...DEPARTMENTS.map(PENDING)];

/** Of one length or of several, near each other and far. */
const number = fc.oneof(
  fc.stringMatching(/^[012]{1,5}$/),
  fc.constantFrom('H202603020001', 'H202603020002', 'H202603020019', 'H202603021001', 'H2026', '甲3'),
);
const standing = fc.record({
  topic: fc.boolean(),
  fees: fc.boolean(),
  carried: fc.boolean(),
  pending: fc.boolean(),
  department: fc.option(fc.constantFrom(...DEPARTMENTS), { nil: null }),
  status: fc.constantFrom('open', 'open', 'concluded'),
} as const);
const step = fc.record({ number, kind: fc.constantFrom(...KINDS), standing });
/** What is applied together; the same case again is its next version. */
const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 });
type Batches = typeof batches extends fc.Arbitrary<infer T> ? T : never;

function viewOf(
  office: string,
  { number: name, kind, standing: now }: Batches[number][number],
  version: number,
) {
  const { topic, fees, carried, pending, department, status } = now;
  const stock = (cell: string): YearContribution => ({ cell, from: 2025, until: OPEN, weight: 1 });
  return caseView({
    ...{ office, kind, number: name, stream: `${kind} ${name}`, version, status, facts: { department } },
    recordedAt: `2026-09-18T09:00:00.${String(version).padStart(3, '0')}+08:00` as Instant,
    contributions: {
      years: [
        ...(fees ? [{ cell: 'fees', from: 2026, until: 2026, weight: 3 }] : []),
        ...(carried ? [stock('carried')] : []),
        // mostly of its own department: by that it is found where it is open
        ...(pending ? [stock(PENDING(department ?? '城管局'))] : []),
      ],
      days: topic ? [{ cell: TOPIC, on: dateOf('2026-03-02'), weight: 1 }] : [],
    },
  });
}

const nameOf = ({ summary }: CaseView): string => `${summary.number}\u0001${summary.kind}`;
const isIn = ({ contributions: { years, days } }: CaseView, cell: string): boolean =>
  years.some((one) => one.cell === cell) || days.some((one) => one.cell === cell);

export function membersContract(engine: string, numRuns: number, open: () => Promise<Views>): void {
  describe(`members on ${engine}`, () => {
    let views: Views;
    let offices = 0;
    beforeAll(async () => {
      views = await open();
    });
    afterAll(() => views.close());

    it('are all of them, each once and in order, in pages of any length', async () => {
      await fc.assert(
        fc.asyncProperty(batches, fc.integer({ min: 1, max: 5 }), async (all, limit) => {
          offices += 1;
          const office = `o${offices}`;
          const latest = new Map<string, CaseView>();
          for (const batch of all) {
            const cases = batch.map((one) => {
              const before = latest.get(`${one.number}\u0001${one.kind}`)?.summary.version ?? 0;
              const view = viewOf(office, one, before + 1);
              latest.set(nameOf(view), view);
              return view;
            });
            await views.apply({ cases, newest: {} });
          }
          for (const cell of CELLS) {
            const found: string[] = [];
            for (let after: string | null = null; ; ) {
              const page = await views.members({ office, cell, year: 2026 }, { after, limit });
              found.push(...page.items.map((one) => `${one.case}\u0001${one.kind}`));
              if (page.next === null) break;
              expect(page.items).toHaveLength(limit);
              after = page.next;
            }
            const expected = [...latest.values()].filter((view) => isIn(view, cell)).map(nameOf);
            expect(found, cell).toEqual(
              expected.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
            );
          }
          return true;
        }),
        { numRuns },
      );
    });
  });
}
