/**
 * Events that this program does not know. A fold passes over them, so nothing is counted or signed beside one. Whether
 * a newer program or somebody's hand wrote it, the ledger cannot tell: the newest program can, by knowing it or not.
 */
import { type Contributions, OPEN, UNKNOWN_EVENTS } from '#shared/kernel/contribution.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';
import type { Pass } from '#shared/store/passes.ts';
import type { EventLog } from '#shared/store/ports.ts';
import { type BrokenChain, brokenChainsOf, ChainCheck } from '#shared/store/verify-chains.ts';
import type { CellMember } from '#shared/store/views.ts';
import EVENT_TYPES from './event-types.json' with { type: 'json' };
import { presentVersion } from './upcast.ts';

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);

/** `case` is the number; `v` the event's own version. */
export type UnknownEvent = {
  readonly case: string;
  readonly version: number;
  readonly type: string;
  readonly v: number;
  /** `laterVersion`: the event is known, in versions before this one. */
  readonly what: 'unknownType' | 'laterVersion' | 'noVersion';
};

export function unknownEventsIn(commits: readonly Commit[]): UnknownEvent[] {
  return commits.flatMap(({ number, version, events }) =>
    events.flatMap(({ type, v }) => {
      const what = faultOf(type, v);
      return what === null ? [] : [{ case: number, version, type: String(type), v, what }];
    }),
  );
}

function faultOf(type: string, v: number): UnknownEvent['what'] | null {
  if (!KNOWN.has(type)) return 'unknownType';
  if (!Number.isSafeInteger(v) || v < 1) return 'noVersion';
  return v > presentVersion(type) ? 'laterVersion' : null;
}

/** What a case adds to the figures, and that something of it is left out there. */
export function withUnknown(own: Contributions, commits: readonly Commit[]): Contributions {
  const first = commits.find(({ events }) => events.some(({ type, v }) => faultOf(type, v) !== null));
  if (first === undefined) return own;
  const from = yearOf(dateOfInstant(first.recordedAt));
  return { ...own, years: [...own.years, { cell: UNKNOWN_EVENTS, from, until: OPEN, weight: 1 }] };
}

/** Of an office, the first case of which something is left out of its figures; null where there is none. One small read. */
export async function firstUnknown(
  { views, clock }: Pick<House, 'views' | 'clock'>,
  office: string,
): Promise<CellMember | null> {
  const year = yearOf(dateOfInstant(clock.now()));
  const { items } = await views.members({ office, cell: UNKNOWN_EVENTS, year }, { limit: 1 });
  return items[0] ?? null;
}

export type LedgerFaults = {
  readonly brokenChains: readonly BrokenChain[];
  readonly unknownEvents: readonly UnknownEvent[];
};

/**
 * Of the whole ledger, each case by itself. A case that is gone with all its commits shows in none of them: where the
 * engine has an order, `brokenChainsOf` looks for the hole it left.
 */
export const FAULTS: Pass<null, LedgerFaults, LedgerFaults> = {
  name: 'faults',
  reader: () => {
    const chains = new ChainCheck();
    const unknownEvents: UnknownEvent[] = [];
    return {
      see: ({ stored }) => {
        for (const { position, hash, bytes, ...rest } of stored) {
          const body = chains.read({ position, hash, bytes, ...rest });
          if (body !== null) unknownEvents.push(...unknownEventsIn([{ ...body, position, hash, bytes }]));
        }
      },
      part: () => ({ brokenChains: chains.broken, unknownEvents }),
    };
  },
  whole: (parts) => ({
    brokenChains: parts.flatMap(({ brokenChains }) => brokenChains),
    unknownEvents: parts.flatMap((part) => part.unknownEvents),
  }),
};

/** What keeps the figures of an office from being counted. One reading of its cases. */
export async function ledgerFaults(log: EventLog, office: string): Promise<LedgerFaults> {
  const unknownEvents: UnknownEvent[] = [];
  const brokenChains = await brokenChainsOf(log, office, async (commits) => {
    unknownEvents.push(...unknownEventsIn(commits));
  });
  return { brokenChains, unknownEvents };
}

/** One line for people who read a log. */
export function unknownEventLine({ case: number, version, type, v, what }: UnknownEvent): string {
  const why =
    what === 'unknownType' ? 'is an event' : what === 'laterVersion' ? 'is a version' : 'is no version';
  return `case ${number} version ${version}: ${type} ${v} ${why} that this program does not know: written by a newer one, or by hand`;
}
