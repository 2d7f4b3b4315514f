/**
 * The log as one person may read it. Every page, list, search, file and answer opens texts through it, so that none can
 * forget; what is recorded is decided on the texts as they are.
 */
import { APPROVERS } from '#shared/accounts/permissions.ts';
import { type Knowing, knowingOf, mayKnow, withoutParty } from '#shared/handling/discretion.ts';
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import { eventsOf } from '#shared/ledger/case-history.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { EventLog, LogReader, OpenedSeal } from '#shared/store/ports.ts';

type Viewer = { readonly user: string; readonly role: Role; readonly department?: string | undefined };
/** What one person may know, asked once a case as long as they are answered. */
export type Looking = {
  readonly viewer: Viewer;
  readonly known: Map<string, Promise<Hidden>>;
  /** By office. */
  readonly keeping: Map<string, Promise<boolean>>;
};
export const lookingAs = (viewer: Viewer): Looking => ({ viewer, known: new Map(), keeping: new Map() });

/** What of a case is kept from somebody. */
type Hidden = Knowing['discreet'];

/** `looking`: who asks; null where no person or program does. */
export function discreetLog(log: EventLog, looking: () => Looking | null): EventLog {
  const hiddenNow = async (at: StreamKey): Promise<Hidden> => {
    const now = looking();
    if (now === null || (at.kind !== 'hotline' && at.kind !== 'application')) return null;
    const keeps = now.keeping.get(at.office) ?? keepsBack(log, at.office);
    now.keeping.set(at.office, keeps);
    if (!(await keeps)) return null;
    const name = JSON.stringify([at.office, at.kind, at.stream]);
    const asked = now.known.get(name) ?? hiddenIn(log, now.viewer, at);
    now.known.set(name, asked);
    return asked;
  };
  const openSeal: EventLog['openSeal'] = async (commit) => {
    const hidden = commit.seal === undefined ? null : await hiddenNow(commit);
    if (hidden === 'all') return 'withheld';
    const seal = await log.openSeal(commit);
    return hidden === 'party' ? partyless(commit, seal) : seal;
  };
  const openBytes: EventLog['openBytes'] = async (at, sealed) =>
    (await hiddenNow(at)) === 'all' ? 'withheld' : log.openBytes(at, sealed);
  const own: Partial<EventLog> = { openSeal, openBytes };
  return new Proxy(log, {
    get: (inner, name) => {
      const value: unknown = Reflect.get(own, name) ?? Reflect.get(inner, name);
      return typeof value === 'function' && !Reflect.has(own, name) ? value.bind(inner) : value;
    },
  });
}

/** What of a case is kept from somebody; nothing where the office keeps nothing from anybody. */
export async function hiddenFrom(log: LogReader, viewer: Viewer, at: StreamKey): Promise<Hidden> {
  return (await keepsBack(log, at.office)) ? hiddenIn(log, viewer, at) : null;
}

/** Whether the office has few know of reports and third parties at all. */
export async function keepsBack(log: LogReader, office: string): Promise<boolean> {
  return (await officeSettings(log, office).approvals()).restricted;
}

async function hiddenIn(log: LogReader, { user, role, department }: Viewer, at: StreamKey): Promise<Hidden> {
  const { office, kind, stream } = at;
  const commits = await log.history({ office, kind, stream });
  const events = commits.flatMap((commit) => eventsOf(commit));
  const knowing = knowingOf(kind, events);
  return mayKnow(knowing, { user, department, approves: APPROVERS.includes(role) }) ? null : knowing.discreet;
}

function partyless(commit: Commit, seal: OpenedSeal): OpenedSeal {
  if (typeof seal === 'string') return seal;
  const texts = Object.entries(seal).map(([index, one]) => {
    const event = commit.events[Number(index)];
    return [index, event === undefined ? one : withoutParty(event, one)];
  });
  return Object.fromEntries(texts);
}
