/**
 * How far somebody has written, to be handed to whoever reads next, wherever that is: the cases that a request recorded
 * and their versions, as one opaque text. Lists and figures have reached it when they hold those versions; a view and
 * what it changes of the figures come about in one write (ADR 18), so that nothing else has to be compared.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import * as z from 'zod';
import { CASE_KINDS, type Commit } from '#shared/kernel/event.ts';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import type { EventLog, LogWriter } from '#shared/store/ports.ts';
import type { ViewsReader } from '#shared/store/views.ts';

const Place = z.tuple([z.enum(CASE_KINDS), z.string().max(200), z.int().min(1)]);
type Place = z.output<typeof Place>;
/** The last of those that one request recorded. */
const MOST = 8;
const Position = z.object({ of: z.array(Place).max(MOST) });
type Position = z.output<typeof Position>;

const recording = new AsyncLocalStorage<Map<string, Place>>();

/** What is recorded inside is known to `positionNow` there. */
export const notingPosition = <T>(work: () => T): T => recording.run(new Map(), work);

/** Null where nothing was recorded that stands in lists or figures. */
export function positionNow(): string | null {
  const of = [...(recording.getStore()?.values() ?? [])].slice(-MOST);
  return of.length === 0 ? null : Buffer.from(JSON.stringify({ of })).toString('base64url');
}

/** Null where no answer of ours gave it. */
export function positionOf(text: string): Position | null {
  const read = Position.safeParse(jsonObject(Buffer.from(text, 'base64url').toString()));
  return read.success ? read.data : null;
}

export async function hasReached(views: ViewsReader, office: string, { of }: Position): Promise<boolean> {
  for (const [kind, number, version] of of)
    if (((await views.summary(office, kind, number))?.version ?? 0) < version) return false;
  return true;
}

/** The same log, which notes for the request at hand what was recorded by it and is durable. */
export function notingLog(log: EventLog): EventLog {
  const write: EventLog['write'] = async (jobs) => {
    const noted = recording.getStore();
    if (noted === undefined) return log.write(jobs);
    const commits: Commit[][] = jobs.map(() => []);
    const noting = jobs.map((job, at) => (writer: LogWriter) => {
      // a job that thinks again has recorded nothing before
      const own: Commit[] = [];
      commits[at] = own;
      return job({ ...writer, append: appending(writer, own) });
    });
    const outcomes = await log.write(noting);
    for (const [at, { ok }] of outcomes.entries()) if (ok) note(noted, commits[at] ?? []);
    return outcomes;
  };
  return new Proxy(log, {
    get: (inner, name) => {
      const value: unknown = name === 'write' ? write : Reflect.get(inner, name);
      return typeof value === 'function' && name !== 'write' ? value.bind(inner) : value;
    },
  });
}

function appending({ append }: LogWriter, own: Commit[]): LogWriter['append'] {
  return async (draft) => {
    const result = await append(draft);
    if (result.ok) own.push(result.commit);
    return result;
  };
}

function note(noted: Map<string, Place>, commits: readonly Commit[]): void {
  for (const { kind, number, version } of commits)
    if (KINDS.get(kind)?.brief !== undefined) noted.set(`${kind} ${number}`, [kind, number, version]);
}
