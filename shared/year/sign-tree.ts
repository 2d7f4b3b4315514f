/**
 * Signing the report of a whole tree (条例 art. 49: by 31 March). It adds up what every office has signed, so it waits
 * for all of them; who is missing is listed.
 */
import { createHash } from 'node:crypto';
import type { Commit } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { subtreeOf } from '#shared/ledger/office-tree.ts';
import { FAULTS } from '#shared/ledger/unknown-events.ts';
import { differences as unequal } from '#shared/recount/differences.ts';
import { tablesOf } from '#shared/reporting/build-report.ts';
import { differences } from '#shared/reporting/difference.ts';
import { type Report, reportIn } from '#shared/reporting/report.ts';
import {
  type CellDifference,
  type SignedPart,
  TEMPLATE_STREAM,
  yearStreamOf,
} from '#shared/reporting/year-events.ts';
import { type FrozenVersion, latest } from '#shared/reporting/year-state.ts';
import { asking, once, passOver } from '#shared/store/passes.ts';
import type { Recomputed } from './annual-report.ts';
import { withCases } from './causing-cases.ts';
import { TABLE_KINDS } from './cell-kinds.ts';
import type { ReportLedger } from './chosen-report.ts';
import { atCutOff } from './cut-off.ts';
import { figuresOf } from './figures.ts';
import {
  chainObstacles,
  freeze,
  heldAgainstSeals,
  obstacleAtOnce,
  refused,
  type Signed,
  type Signing,
  type SigningLedger,
} from './freeze-year.ts';
import type { Tally } from './tally.ts';
import { cutsOf, type TreePart, tallyOfParts } from './tree-members.ts';
import { addedUp, owesSignature, partsAsTheyStand, signedParts } from './tree-report.ts';
import { unconfirmedNumbers } from './unconfirmed-numbers.ts';
import { yearStateOf } from './year-history.ts';
import { type Obstacle, unnamed, unsaid } from './year-obstacles.ts';

export async function signTree(ledger: SigningLedger, signing: Signing): Promise<Signed> {
  const { log, clock } = ledger;
  const { office, year, reason, confirmed } = signing;
  const state = await yearStateOf(log, { office: office.id, year, scope: 'tree' });
  const atOnce = obstacleAtOnce(state, signing, clock.now());
  if (atOnce !== null) return refused(atOnce, [{ code: atOnce, year }]);
  const sealing = await heldAgainstSeals(ledger);
  const faults = await passOver(log, asking(FAULTS, null));
  const distrust = await chainObstacles(ledger, { faults, sealing });
  if (distrust[0] !== undefined) return refused(distrust[0].code, distrust);
  const cut = await partsAtCutOff(ledger, signing);
  if (!cut.ok) return refused('clockBehindLedger', cut.obstacles);
  const { asOf } = cut;
  const { parts } = cut.counted;
  const version = state.versions.length + 1;
  const report = await addedUp({ log }, parts, { office, year, asOf, signedAs: version });
  const tally = await tallyOfParts(log, parts, { kinds: TABLE_KINDS, indexed: false });
  const before = latest(state);
  const difference = before === null ? [] : await differenceTo(ledger, { before, report, parts });
  if (reason !== undefined && difference.length === 0)
    return refused('nothingToRestate', [{ code: 'nothingToRestate', year, version: before?.version }]);
  const obstacles = await obstaclesOf(log, { report, parts, tally, root: office.id, confirmed });
  const [first] = obstacles;
  if (first !== undefined) return refused(first.code, obstacles);
  const offices = parts.map(signedPart);
  const events = eventsOf(parts);
  const draft = { report, events, digest: digestOf(parts), difference, scope: 'tree', offices } as const;
  return freeze(ledger, signing, draft);
}

async function partsAtCutOff(ledger: SigningLedger, { office, year, clockAhead }: Signing) {
  const { log } = ledger;
  const offices = (await subtreeOf(log, office, year)).map(({ id }) => id);
  const count = async () => {
    const parts = await partsAsTheyStand({ log }, { office, year });
    const own = await log.history({ office: office.id, kind: 'year', stream: yearStreamOf(year, 'tree') });
    const template = await log.history({ office: office.id, kind: 'letters', stream: TEMPLATE_STREAM });
    return { parts, head: newestOf(parts, [...own, ...template]) };
  };
  return atCutOff(ledger, { offices, clockAhead, count });
}

/** The newest record that the sum would rest on: of its parts, and of its own prose. */
function newestOf(parts: readonly TreePart[], prose: readonly Commit[]): Instant | null {
  const known = [
    ...parts.flatMap(({ chosen }) => chosen.report.asOf || []),
    ...prose.map(({ recordedAt }) => recordedAt),
  ];
  return known.sort().at(-1) ?? null;
}

type Draft = {
  readonly report: Report;
  readonly parts: readonly TreePart[];
  readonly tally: Tally;
  readonly root: string;
  readonly confirmed?: readonly string[] | undefined;
};

async function obstaclesOf(
  log: SigningLedger['log'],
  { report, parts, tally, root, confirmed }: Draft,
): Promise<TreeObstacle[]> {
  const open = parts.filter((part) => owesSignature(part, root));
  const counted = tablesOf(figuresOf(tally), report.year);
  const below = parts.map(({ office }) => office).filter(({ id }) => id !== root);
  return [
    ...(await unsaid(log, report, 'tree')),
    ...unnamed(below),
    ...open.map(
      ({ office }): TreeObstacle => ({ code: 'officesOpen', office: office.id, name: office.name }),
    ),
    ...report.checks
      .filter((check) => !check.holds)
      .map((check): TreeObstacle => ({ code: 'checksFail', ...check })),
    ...unequal(report, counted).map(
      ({ path: cell, ...sides }): TreeObstacle => ({ code: 'recountDiffers', cell, ...sides }),
    ),
    ...unconfirmedNumbers(report, confirmed),
  ];
}

type TreeObstacle = {
  readonly code: Obstacle['code'] | 'officesOpen';
  readonly [fact: string]: unknown;
};

function signedPart({ office, chosen }: TreePart): SignedPart {
  return { office: office.id, version: chosen.frozen?.version ?? null };
}

function eventsOf(parts: readonly TreePart[]): number {
  return parts.reduce((sum, { chosen }) => sum + (chosen.frozen?.events ?? 0), 0);
}

/** Over what every office's signature stands on. */
function digestOf(parts: readonly TreePart[]): string {
  const hash = createHash('sha256');
  for (const { office, chosen } of parts)
    hash.update(`${office.id} ${chosen.frozen?.version ?? '-'} ${chosen.frozen?.digest ?? '-'}\n`);
  return hash.digest('hex');
}

type Restating = {
  readonly before: FrozenVersion;
  readonly report: Report;
  readonly parts: readonly TreePart[];
};

/** Numbers are unique within an office only. */
async function differenceTo(
  { log }: Pick<SigningLedger, 'log'>,
  { before, report, parts }: Restating,
): Promise<CellDifference[]> {
  const found = differences(reportIn(before.report), report);
  const then = await signedParts({ log }, { year: report.year, frozen: before });
  return withCases(log, found, {
    ...{ before: cutsOf(then), after: cutsOf(parts), year: report.year },
    isTree: true,
  });
}

/** What stands in the way of signing the whole as it is now. */
export async function treeObstacles(
  ledger: ReportLedger,
  { office, year }: Pick<Signing, 'office' | 'year'>,
): Promise<readonly TreeObstacle[]> {
  const { log } = ledger;
  const parts = await once(log, 'parts', () => partsAsTheyStand(ledger, { office, year }));
  const report = await addedUp(ledger, parts, { office, year });
  return obstaclesOf(log, {
    report,
    parts,
    tally: await tallyOfParts(log, parts, { kinds: TABLE_KINDS, indexed: false }),
    root: office.id,
  });
}

/** A signed whole made again from what its offices had signed. */
export async function recomputedTree(
  { log }: Pick<SigningLedger, 'log'>,
  { office, year }: Pick<Signing, 'office' | 'year'>,
  frozen: FrozenVersion,
): Promise<Recomputed> {
  const { version, asOf } = frozen;
  const parts = await signedParts({ log }, { year, frozen });
  const report = await addedUp({ log }, parts, { office, year, asOf, signedAs: version });
  return { report, digest: digestOf(parts), events: eventsOf(parts) };
}
