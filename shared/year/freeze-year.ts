/** A signed report goes into the stream of its year: the canonical bytes, and beside them what they were made from. */

import { randomUUID } from 'node:crypto';
import { APPROVALS_STREAM } from '#shared/handling/approvals.ts';
import { approvedEvent, isUndecided, type Proposal } from '#shared/handling/proposals.ts';
import type { Actor, Commit, DomainEvent } from '#shared/kernel/event.ts';
import { dateOfInstant, type Instant, lastDayOf } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { Office } from '#shared/ledger/office-name.ts';
import type { LedgerFaults, UnknownEvent } from '#shared/ledger/unknown-events.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { REPORT_RULES } from '#shared/reporting/same-report.ts';
import {
  type CellDifference,
  type Frozen,
  type Scope,
  type SignedPart,
  yearStreamOf,
} from '#shared/reporting/year-events.ts';
import { latest, type YearState } from '#shared/reporting/year-state.ts';
import { isOfTheLedger, type Notary, type TreeFault } from '#shared/store/notary.ts';
import { entriesBeforehand, once } from '#shared/store/passes.ts';
import { append, type Clock, type EventLog, writeOne } from '#shared/store/ports.ts';
import { type BrokenChain, brokenChainsOf, hasNoHoles } from '#shared/store/verify-chains.ts';
import manifest from '../../package.json' with { type: 'json' };
import { confirmedNumbers } from './unconfirmed-numbers.ts';

export type SigningLedger = {
  readonly log: EventLog;
  readonly clock: Clock;
  /** Who seals the signature before it is answered; absent where nobody does. */
  readonly notary?: Pick<Notary, 'check' | 'seal'>;
};
export type Signing = {
  readonly office: Office;
  readonly year: number;
  readonly approvedBy: string;
  readonly actor: Actor;
  /** Given for a restatement, absent for a closing. */
  readonly reason?: string;
  /** Sign although the newest record bears a time that has not come yet: the cut-off is then that time. */
  readonly clockAhead?: boolean;
  /** Tokens of the numbers of the prose that somebody has looked at. */
  readonly confirmed?: readonly string[];
  readonly key?: string;
  /** Only to learn what stands in the way: nothing is written. */
  readonly tried?: boolean;
  /** The proposal that is approved by signing: both or neither. */
  readonly approves?: Proposal;
};
export type Signed =
  | {
      readonly ok: true;
      readonly frozen: Frozen;
      readonly difference: readonly CellDifference[];
      /** Under which it stands; absent where none could be signed yet, or none was to be. */
      readonly checkpoint?: SealedUnder;
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly obstacles: readonly object[] };

export function refused(code: RefusalCode, obstacles: readonly object[]): Signed {
  return { ok: false, code, obstacles };
}

export function obstacleAtOnce(
  state: YearState,
  { year, reason }: Pick<Signing, 'year' | 'reason'>,
  now: Instant,
): RefusalCode | null {
  if (reason !== undefined) return latest(state) === null ? 'notClosedYear' : null;
  if (latest(state) !== null) return 'alreadyClosedYear';
  return dateOfInstant(now) <= lastDayOf(year) ? 'yearNotEnded' : null;
}

/** What a reading of the whole ledger found, and how what was sealed was held against it. */
type Trusted = { readonly faults: LedgerFaults; readonly sealing: readonly TreeFault[] };

/**
 * Figures are counted from what was recorded only where that stands as it was recorded: in the whole ledger, since a
 * case that was given to another office is missing in this one.
 */
export async function chainObstacles(
  { log }: Pick<SigningLedger, 'log'>,
  { faults: { brokenChains, unknownEvents }, sealing }: Trusted,
): Promise<readonly ChainObstacle[]> {
  const chains = (await hasNoHoles(log)) ? brokenChains : await brokenChainsOf(log);
  return [
    ...chains.map((one) => ({ code: 'brokenChains', ...one }) as const),
    ...unknownEvents.map((one) => ({ code: 'unknownEvents', ...one }) as const),
    ...sealing.map((one) => ({ code: 'notAsSealed', ...one }) as const),
  ];
}

/** The ledger held against what was sealed, before anything is counted. */
export function heldAgainstSeals({
  log,
  notary,
}: Pick<SigningLedger, 'log' | 'notary'>): Promise<readonly TreeFault[]> {
  return once(log, 'sealed', async () => {
    const checked = await notary?.check(await entriesBeforehand(log));
    return checked?.checkpoints.filter(isOfTheLedger) ?? [];
  });
}

type ChainObstacle =
  | (BrokenChain & { readonly code: 'brokenChains' })
  | (TreeFault & { readonly code: 'notAsSealed' })
  | (UnknownEvent & { readonly code: 'unknownEvents' });

type Draft = {
  readonly report: Report;
  readonly events: number;
  readonly digest: string;
  readonly difference: readonly CellDifference[];
  readonly scope?: Scope;
  readonly offices?: readonly SignedPart[];
};

/** Refused as `staleVersion` when somebody else has signed meanwhile. */
export async function freeze(ledger: SigningLedger, signing: Signing, draft: Draft): Promise<Signed> {
  const { report, events, digest, difference, offices, scope } = draft;
  const { year, approvedBy, reason } = signing;
  const confirmed = confirmedNumbers(report);
  const data: Frozen = {
    version: report.version ?? 1,
    approvedBy,
    asOf: report.asOf as Instant,
    events,
    digest,
    program: manifest.version,
    rules: REPORT_RULES,
    report: canonicalJson(report),
    ...(confirmed.length > 0 && { confirmed }),
    ...(offices && { offices }),
  };
  const on = dateOfInstant(ledger.clock.now());
  const event =
    reason === undefined
      ? { type: 'YearClosed', v: 1, on, data }
      : { type: 'YearRestated', v: 1, on, data: { ...data, reason, difference } };
  if (signing.tried) return { ok: true, frozen: data, difference };
  const written = await write(ledger.log, signing, { event, stream: yearStreamOf(year, scope) });
  if (written === null) return refused('staleVersion', [{ code: 'staleVersion', year }]);
  const checkpoint = await sealedUnder(ledger, written);
  return { ok: true, frozen: data, difference, ...(checkpoint && { checkpoint }) };
}

type SealedUnder = { readonly size: number; readonly root: string; readonly time: string };

/** What was signed is recorded and stands, whether it can be sealed at once or not. */
async function sealedUnder(
  { notary }: SigningLedger,
  written: readonly Commit[],
): Promise<SealedUnder | null> {
  try {
    const sealed = await notary?.seal(written);
    const { size, root, time } = sealed?.find(({ log }) => log === 'ledger')?.checkpoint ?? {};
    return size === undefined ? null : { size, root: root?.toString('base64') ?? '', time: time ?? '' };
  } catch {
    // the notary tells of itself
    return null;
  }
}

type Signature = {
  readonly event: DomainEvent & { readonly data: Pick<Frozen, 'version'> };
  readonly stream: string;
};

/**
 * Where a proposal is approved by it, both are written or neither. Null when somebody else signed meanwhile, or the
 * proposal was taken back or returned.
 */
function write(
  log: EventLog,
  signing: Signing,
  { event, stream }: Signature,
): Promise<readonly Commit[] | null> {
  const { office, actor, key, approves, approvedBy } = signing;
  const by = { actor, request: randomUUID() };
  const approved = approves === undefined ? [] : [approvedEvent(approves, approvedBy, event.on)];
  const told = { office: office.id, kind: 'approvals', stream: APPROVALS_STREAM } as const;
  return writeOne(log, async (writer) => {
    const before = approves === undefined ? [] : await writer.history(told);
    if (approves !== undefined && !isUndecided(before, approves.id, 'ApproveStep')) return null;
    const signed = await append<DomainEvent>(writer, {
      ...{ at: { office: office.id, kind: 'year', stream }, ...by, key },
      events: (history) => (versionsIn(history) === event.data.version - 1 ? [...approved, event] : []),
    });
    if (!signed?.ok) return null;
    if (approved.length === 0) return [signed.commit];
    const marked = await append(writer, { at: told, ...by, after: before.length, events: approved });
    if (!marked?.ok) throw new Error('the proposal was not marked as approved');
    return [signed.commit, marked.commit];
  });
}

function versionsIn(history: readonly Commit[]): number {
  return history.flatMap(({ events }) => events).filter(({ type }) => /^Year/.test(type)).length;
}
