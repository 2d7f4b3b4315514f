import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromStream } from '#shared/house/from-stream.ts';
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Within } from '#shared/store/ports.ts';
import { append, writeOne } from '#shared/store/ports.ts';
import { CLERK, type CloudOffice, noticeOf, openCloudOffice } from '../support/cloud-office.ts';

let office: CloudOffice;
let scans = 0;
const recorded: Commit[] = [];
beforeAll(async () => {
  office = await openCloudOffice();
  office.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        if (commandName === 'ScanCommand') scans += 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  for await (const page of office.log.scan()) recorded.push(...page);
  await deliver(recorded);
});
afterAll(() => office.stop());

const OFFICES = ['o', '乙', 'p/q'] as const;
const KINDS: readonly CaseKind[] = ['figure', 'fee', 'personal'];

async function record(of: string, kind: CaseKind, stream: string): Promise<void> {
  const events = [{ type: 'Noted', v: 1, on: '2026-11-24', data: {} } as never];
  const done = await writeOne(office.log, (writer) =>
    append(writer, { at: { office: of, kind, stream }, number: `${kind}-${stream}`, actor: CLERK, events }),
  );
  if (done?.ok !== true) throw new Error('not recorded');
  recorded.push(done.commit);
}

async function deliver(commits: readonly Commit[]): Promise<void> {
  const { batchItemFailures } = await fromStream(office)({ Records: commits.map(noticeOf) });
  expect(batchItemFailures).toEqual([]);
}

async function read(within: Within): Promise<string[]> {
  const found: string[] = [];
  for await (const page of office.log.scan(undefined, within))
    found.push(...page.map(({ office: of, kind, stream, version }) => `${of} ${kind} ${stream} ${version}`));
  return found.sort();
}

const subset = <T>(of: readonly T[]) => fc.option(fc.subarray([...of], { minLength: 1 }), { nil: undefined });

describe('the index of what was written to', () => {
  it('is not asked before it is known to be whole', async () => {
    await record('o', 'fee', 'before');
    const before = scans;
    expect(await read({ offices: new Set(['o']), kinds: new Set(['fee']), indexed: true })).toEqual([
      'o fee before 1',
    ]);
    expect(scans).toBeGreaterThan(before);
  });

  it('gives what the ledger gives, whatever order its notices came in and however often', async () => {
    await office.replay(null);
    const steps = fc.record({
      writes: fc.array(
        fc.tuple(fc.constantFrom(...OFFICES), fc.constantFrom(...KINDS), fc.constantFrom('a', 'b', 'c')),
        { minLength: 1, maxLength: 6 },
      ),
      order: fc.infiniteStream(fc.nat()),
      offices: subset(OFFICES),
      kinds: subset(KINDS),
      since: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(steps, async ({ writes, order, offices, kinds, since }) => {
        const from = recorded.length;
        for (const [of, kind, stream] of writes) await record(of, kind, stream);
        const told = recorded.slice(from).map((commit) => [order.next().value, commit] as const);
        const shuffled = told.sort(([a], [b]) => Number(a) - Number(b)).map(([, commit]) => commit);
        for (const commit of shuffled) await deliver([commit]);
        await deliver([...shuffled, ...shuffled]);
        const changedAfter = recorded[since % recorded.length]?.recordedAt as Instant;
        const within = {
          ...(offices && { offices: new Set<string>(offices) }),
          ...(kinds && { kinds: new Set(kinds) }),
          ...(since % 3 > 0 && { changedAfter }),
        };
        const wanted = await read(within);
        const before = scans;
        expect(await read({ ...within, indexed: true })).toEqual(wanted);
        expect(scans).toBe(before);
      }),
      { numRuns: 25 },
    );
  });

  it('stands as it was in read models that were filled anew, and is not known in emptied ones', async () => {
    const all = { indexed: true } as const;
    const wanted = await read({});
    await office.rebuild();
    expect(await read(all)).toEqual(wanted);
    await office.views.clear();
    expect(await office.views.written.within({})).toBe(null);
    expect(await read(all)).toEqual(wanted);
  });
});
