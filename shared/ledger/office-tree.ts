/**
 * The tree of offices. An office's name stands in its own stream; which office stands under which in the stream `tree`
 * of a register of its own, so that the whole tree is read at once. An id never changes: names, places and mergers are
 * events with a date.
 */

import type { Actor, DomainEvent } from '#shared/kernel/event.ts';
import { isPlainName } from '#shared/kernel/name-fields.ts';
import { dateOfInstant, lastDayOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import {
  append,
  appendAlone,
  type Clock,
  type EventLog,
  type LogReader,
  type LogWriter,
  writeOne,
} from '#shared/store/ports.ts';
import {
  isName,
  type Office,
  type OfficeEvent,
  type OfficeWords,
  officeOf,
  officeStream,
  UNNAMED,
} from './office-name.ts';

/** No office can have this id: ids are letters, digits, `-` and `_`. */
const REGISTER = '*';
const TREE = { office: REGISTER, kind: 'office', stream: 'tree' } as const;
const OFFICE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

export type OfficeNode = Office & {
  readonly parent: string | null;
  /** The office it has been merged into, and since when. */
  readonly mergedInto: string | null;
  readonly mergedOn: PlainDate | null;
};
type TreeEvent =
  | DomainEvent<'OfficePlaced', { readonly office: string; readonly parent: string | null }>
  | DomainEvent<'OfficeMerged', { readonly office: string; readonly into: string }>;
type Place = { parent: string | null; mergedInto: string | null; mergedOn: PlainDate | null };

/** Every office that has a place, parents before children; names as of now, places too or as at the end of a year. */
export async function officesOf(log: LogReader, year?: number): Promise<OfficeNode[]> {
  const places = new Map<string, Place>();
  const blank = { parent: null, mergedInto: null, mergedOn: null };
  for (const { type, on, data } of (await log.history(TREE)).flatMap(({ events }) => events)) {
    const id = String(data.office);
    const known = places.get(id);
    if (type === 'OfficePlaced') {
      const parent = data.parent === null ? null : String(data.parent);
      if (parent !== null && !places.has(parent)) places.set(parent, blank);
      // the first place holds for all the years before the product, too
      const holds = known === undefined || year === undefined || on <= lastDayOf(year);
      if (holds) places.set(id, { ...(known ?? blank), parent });
    }
    if (type === 'OfficeMerged')
      places.set(id, { ...(known ?? blank), mergedInto: String(data.into), mergedOn: on });
  }
  const nodes: OfficeNode[] = [];
  for (const [id, place] of places)
    nodes.push({ id, name: (await officeOf(log, id))?.name ?? UNNAMED, ...place });
  return nodes;
}

/** The office and everything that stood below it as an office of its own in that year, the office first. */
export async function subtreeOf(log: LogReader, root: Office, year: number): Promise<Office[]> {
  const nodes = (await officesOf(log, year)).filter(
    ({ mergedOn }) => mergedOn === null || Number(mergedOn.slice(0, 4)) >= year,
  );
  const found: Office[] = [root];
  for (const { id } of found)
    for (const node of nodes)
      if (node.parent === id && !found.some((one) => one.id === node.id))
        found.push({ id: node.id, name: node.name });
  return found;
}

export type OfficeFault =
  | 'officeUnnamed'
  | 'badCharacter'
  | 'badId'
  | 'alreadyExists'
  | 'unknownOffice'
  | 'unknownParent'
  | 'circle';
type TreeLedger = { readonly log: EventLog; readonly clock: Clock };
type NewOffice = Office & { readonly parent: string | null; readonly actor: Actor };

/** Null when it was added; the same again is a fault. */
export async function addOffice(
  { log, clock }: TreeLedger,
  { id, name, parent, actor }: NewOffice,
): Promise<OfficeFault | null> {
  if (!OFFICE_ID.test(id)) return 'badId';
  if (!isName(name)) return 'officeUnnamed';
  if (!isPlainName(name)) return 'badCharacter';
  if ((await officeOf(log, id)) !== null) return 'alreadyExists';
  if (parent !== null && (await officeOf(log, parent)) === null) return 'unknownParent';
  const on = dateOfInstant(clock.now());
  return writeOne(log, async (writer) => {
    const added: OfficeEvent = { type: 'OfficeAdded', v: 1, on, data: { name, parent } };
    await append(writer, { at: officeStream(id), after: 0, actor, events: [added] });
    await appendToTree(writer, actor, { type: 'OfficePlaced', v: 1, on, data: { office: id, parent } });
    return null;
  });
}

async function appendToTree(writer: LogWriter, actor: Actor, event: TreeEvent): Promise<void> {
  const result = await append(writer, { at: TREE, actor, events: [event] });
  if (!result?.ok) throw new Error('the tree of offices was changed by somebody else: try again');
}

/** From `on` the office is called otherwise; older reports keep the older name. */
export function renameOffice(
  ledger: Pick<TreeLedger, 'log'>,
  { id, name, actor, on }: Office & { readonly actor: Actor; readonly on: PlainDate },
): Promise<OfficeFault | null> {
  return describeOffice(ledger, { id, actor, on, said: { name } });
}

/** What is said of an office anew; what is left out stays. */
export type OfficeSaid = OfficeWords & { readonly name?: string };
type Describing = {
  readonly id: string;
  readonly actor: Actor;
  readonly on: PlainDate;
  readonly said: OfficeSaid;
};

export async function describeOffice(
  { log }: Pick<TreeLedger, 'log'>,
  { id, actor, on, said: { name, ...rest } }: Describing,
): Promise<OfficeFault | null> {
  if (name !== undefined && !isName(name)) return 'officeUnnamed';
  if (![name ?? '', ...Object.values(rest)].every(isPlainName)) return 'badCharacter';
  if ((await officeOf(log, id)) === null) return 'unknownOffice';
  const events: OfficeEvent[] = [];
  if (name !== undefined) events.push({ type: 'OfficeRenamed', v: 1, on, data: { name } });
  if (Object.keys(rest).length > 0) events.push({ type: 'OfficeDescribed', v: 1, on, data: rest });
  await appendAlone(log, { at: officeStream(id), actor, events });
  return null;
}

type Move = { readonly id: string; readonly to: string; readonly actor: Actor; readonly on: PlainDate };

/** `placed` puts an office under another, `merged` ends it in another: its cases and years stay its own. */
export async function moveOffice(
  { log }: TreeLedger,
  how: 'placed' | 'merged',
  { id, to, actor, on }: Move,
): Promise<OfficeFault | null> {
  for (const one of [id, to]) if ((await officeOf(log, one)) === null) return 'unknownOffice';
  const below = await subtreeOf(log, { id, name: '' }, Number(on.slice(0, 4)));
  if (below.some((office) => office.id === to)) return 'circle';
  const event: TreeEvent =
    how === 'placed'
      ? { type: 'OfficePlaced', v: 1, on, data: { office: id, parent: to } }
      : { type: 'OfficeMerged', v: 1, on, data: { office: id, into: to } };
  await writeOne(log, (writer) => appendToTree(writer, actor, event));
  return null;
}
