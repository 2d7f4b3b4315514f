/** A case as it stands in the log, to be decided on: where it is, what version it has, and which one a form may have seen. */
import type { Actor, Recorded, StreamKey } from '#shared/kernel/event.ts';
import type { Kind, Part } from '#shared/kernel/kind.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { LogWriter } from '#shared/store/ports.ts';
import { eventsOf, opened, streamWritten } from './case-history.ts';
import type { RecordResult } from './execution.ts';

export type Where = {
  readonly office: string;
  readonly number: string;
  readonly actor: Actor;
  /** What the commits of one request have in common; each has its own where nobody says. */
  readonly request?: string | undefined;
};

/** `number`: what the case stands under, which may be written otherwise than it was asked for. */
export type Loaded = {
  readonly at: StreamKey;
  readonly number: string;
  readonly version: number;
  /** The version that last held more than what stands beside the procedure: notes, who has the case. */
  readonly stepped: number;
  readonly state: unknown;
  /** Its texts open. */
  readonly events: readonly Recorded[];
  /** Under which its commits were recorded. */
  readonly requests: readonly string[];
};

/** What folds a case, and of one that is decided on more. */
type Loading = Pick<Kind, 'kind' | 'evolve' | 'settingOf' | 'isBeside'>;

export async function load(
  writer: LogWriter,
  kind: Loading,
  { office, number: written }: Where,
): Promise<Loaded> {
  const known =
    kind.settingOf === undefined
      ? await streamWritten(writer, { office, kind: kind.kind, number: written })
      : await writer.streamOf(office, kind.kind, written);
  const number = kind.settingOf === undefined ? caseNumber(written) : written;
  const own = (): string =>
    kind.settingOf === undefined ? writer.newStream(office, kind.kind, number) : number;
  const at = { office, kind: kind.kind, stream: known ?? own() };
  if (known === null) return { at, number, version: 0, stepped: 0, state: null, events: [], requests: [] };
  const commits = await writer.history(at);
  const history = await opened(writer, commits);
  const events = history.flatMap(({ commit, seal }) => eventsOf(commit, seal));
  const state = events.reduce<unknown>((so, event) => kind.evolve(so, event), null);
  const { isBeside = () => false } = kind;
  const stepped = events.findLast((event) => !isBeside(event))?.version ?? 0;
  const requests = commits.flatMap(({ request }) => request ?? []);
  return {
    at,
    number: commits[0]?.number ?? number,
    version: commits.length,
    stepped,
    state,
    events,
    requests,
  };
}

/** Null where a form that saw that version knows of every step since; what stands beside the procedure it need not know. */
export function staleFor({ version, stepped }: Loaded, seen: number | undefined): RecordResult | null {
  if (seen === undefined || (seen >= stepped && seen <= version)) return null;
  return { outcome: 'refused', refusal: { code: 'staleVersion', article: '', facts: { version } } };
}

/** The first number among the parts that stands for another case, or null. */
export async function taken(
  writer: LogWriter,
  { kind }: Kind,
  { office, parts }: { office: string; parts: readonly Part[] },
): Promise<string | null> {
  for (const { number } of parts) if ((await writer.streamOf(office, kind, number)) !== null) return number;
  return null;
}
