/**
 * What was agreed to is carried out: for each case first its certificate, then its key, then whatever else of it lies
 * beside the ledger. Whatever breaks off is gone on with from the ledger alone, at the next start or the next look.
 */
import { blobNameOf } from '#shared/attachments/keep-file.ts';
import type { FileAttached } from '#shared/handling/events.ts';
import { type CaseKind, type Commit, eventsNamed, type StreamKey, SYSTEM } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { fold, streamWritten } from '#shared/ledger/case-history.ts';
import type { CaseErased, NamedCase } from '#shared/personal/events.ts';
import { personalKind } from '#shared/personal/kind.ts';
import { isUnfinished, type PersonRequest } from '#shared/personal/state.ts';
import type { AuditEntry } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { append, appendAlone, type LogWriter, writeOne } from '#shared/store/ports.ts';
import { type Beside, forgetBeside } from './forget-beside.ts';
import { caseOf, isNoted, type NotedErasure, notedErasures, noteErasure } from './noted-erasures.ts';

type Eraser = Beside & Pick<House, 'log' | 'clock' | 'blobs' | 'audit'>;
type Request = { readonly at: StreamKey; readonly number: string; readonly state: PersonRequest };

/** Of one office, or of all. Gives the certificates that were recorded now. */
export async function finishErasures(
  eraser: Eraser,
  office?: string,
): Promise<readonly CaseErased['data'][]> {
  const done: CaseErased['data'][] = [];
  for (const request of await requestsIn(eraser, office)) {
    const { at, number, state } = request;
    if (isUnfinished(state))
      for (const named of left(state)) done.push(...(await certify(eraser, request, named)));
    if (state.approvedBy !== null && state.outcome !== null && state.asks === 'erasure')
      done.push(...(await certify(eraser, request, { kind: at.kind, number })));
  }
  for (const commits of await streamsIn(eraser, office)) await destroyCertified(eraser, commits);
  return done;
}

/**
 * In a ledger that came back from an archive of before: what the list beside it says was erased is certified once more,
 * and erased. Gives how many.
 */
export async function reapplyErasures(eraser: Eraser): Promise<number> {
  let again = 0;
  for (const { office, by, ...data } of await notedErasures(eraser)) {
    if ((await eraser.log.history(caseOf({ office, by, ...data }))).length === 0) continue;
    const on = dateOfInstant(eraser.clock.now());
    const event: CaseErased = { type: 'CaseErased', v: 1, on, data: { ...data, again: true } };
    const recorded = await writeOne(eraser.log, async (writer) =>
      append(writer, {
        ...{ at: await placeOf(writer, { office, by }), number: by, actor: SYSTEM },
        events: (history: readonly Commit[]) => (isCertified(history, data.stream) ? [] : [event]),
      }),
    );
    if (recorded === null) continue;
    if (!recorded.ok) throw new Error(`an erasure could not be certified again: ${recorded.taken}`);
    again += 1;
  }
  if (again > 0) await finishErasures(eraser);
  return again;
}

/** The archive may be of before the request, too. */
async function placeOf(writer: LogWriter, { office, by }: Pick<NotedErasure, 'office' | 'by'>) {
  const of = [office, 'personal', by] as const;
  return {
    office,
    kind: 'personal',
    stream: (await writer.streamOf(...of)) ?? writer.newStream(...of),
  } as const;
}

const isCertified = (history: readonly Commit[], stream: string): boolean =>
  eventsNamed<CaseErased>(history, 'CaseErased').some(({ data }) => data.stream === stream);

const left = ({ cases, erased }: PersonRequest): readonly NamedCase[] =>
  cases.filter((one) => !erased.some(({ kind, number }) => kind === one.kind && number === one.number));

async function requestsIn(eraser: Pick<House, 'log'>, office?: string): Promise<readonly Request[]> {
  return (await streamsIn(eraser, office)).flatMap((commits) => {
    const [first] = commits;
    const state = fold(
      commits.map((commit) => ({ commit })),
      personalKind.evolve,
    );
    if (first === undefined || state === null) return [];
    const { kind, stream, number } = first;
    return [{ at: { office: first.office, kind, stream }, number, state }];
  });
}

/** The histories of all requests. */
async function streamsIn({ log }: Pick<House, 'log'>, office?: string): Promise<readonly Commit[][]> {
  const within = {
    kinds: new Set<CaseKind>(['personal']),
    indexed: true,
    ...(office && { offices: new Set([office]) }),
  };
  const histories = new Map<string, Commit[]>();
  for await (const page of log.scan(undefined, within))
    for (const commit of page) {
      const key = `${commit.office}\n${commit.stream}`;
      histories.set(key, [...(histories.get(key) ?? []), commit]);
    }
  return [...histories.values()];
}

/** Its certificate, once: of two who come at the same moment the second records nothing. */
async function certify(
  { log, clock }: Eraser,
  { at, number, state }: Request,
  named: NamedCase,
): Promise<readonly CaseErased['data'][]> {
  const { office } = at;
  const stream = await streamWritten(log, { office, ...named });
  if (stream === null || state.ground === null || state.approvedBy === null) return [];
  const of = { office, kind: named.kind, stream };
  const key = await log.keyFingerprint(of);
  const commits = await log.history(of);
  const data: CaseErased['data'] = {
    ...{ kind: named.kind, number: named.number, stream },
    fingerprint: key === 'erased' ? null : key,
    sealed: commits.filter(({ seal }) => seal !== undefined).length,
    files: eventsNamed<FileAttached>(commits, 'FileAttached').length,
    ...{ ground: state.ground, askedBy: state.receivedBy, approvedBy: state.approvedBy },
  };
  const on = dateOfInstant(clock.now());
  const event: CaseErased = { type: 'CaseErased', v: 1, on, data };
  const events = (history: readonly Commit[]): readonly CaseErased[] =>
    isCertified(history, stream) ? [] : [event];
  const recorded = await appendAlone(log, { at, number, actor: SYSTEM, events });
  // who was quicker is seen the next time
  return recorded?.ok === true ? [data] : [];
}

/** Every certificate of a request of which something still stands: the key last, so that what breaks off is seen by it. */
async function destroyCertified(eraser: Eraser, request: readonly Commit[]): Promise<void> {
  const { log } = eraser;
  const [{ office = '', number: by = '' } = {}] = request;
  // read again: what was certified a moment ago stands there, too
  const commits = request[0] === undefined ? [] : await log.history(request[0]);
  for (const { data } of eventsNamed<CaseErased>(commits, 'CaseErased')) {
    const noted = { office, by, ...data };
    const of = caseOf(noted);
    const key = await log.keyFingerprint(of);
    if (key === 'erased' || (key === null && (await isNoted(eraser, noted)))) continue;
    await forgetBeside(eraser, { ...of, number: data.number }, await filesOf(eraser, of));
    await eraser.audit.append(auditEntry(noted));
    await noteErasure(eraser, noted);
    if (key !== null) await log.destroyKey(of);
  }
}

function auditEntry({ office, by, kind, number, ground, fingerprint }: NotedErasure): AuditEntry {
  const { user: who, role, via } = SYSTEM;
  const details = { request: by, ground, fingerprint };
  return { office, who, role, via, what: 'erasureDone', on: { kind, number }, details };
}

async function filesOf({ log }: Eraser, at: StreamKey): Promise<readonly string[]> {
  const commits = await log.history(at);
  return eventsNamed<FileAttached>(commits, 'FileAttached').map(({ data }) => blobNameOf(at, data.file));
}
