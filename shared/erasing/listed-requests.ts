/** The requests of an office, the newest first: few enough to be read together. */
import type { CaseKind, Commit } from '#shared/kernel/event.ts';
import { fold } from '#shared/ledger/case-history.ts';
import { personalKind } from '#shared/personal/kind.ts';
import type { PersonRequest } from '#shared/personal/state.ts';
import type { EventLog } from '#shared/store/ports.ts';

export type Listed = { readonly number: string; readonly request: PersonRequest };

export async function listedRequests(log: EventLog, office: string): Promise<readonly Listed[]> {
  const histories = new Map<string, Commit[]>();
  const within = { offices: new Set([office]), kinds: new Set<CaseKind>(['personal']), indexed: true };
  for await (const page of log.scan(undefined, within))
    for (const commit of page)
      histories.set(commit.number, [...(histories.get(commit.number) ?? []), commit]);
  return [...histories]
    .flatMap(([number, commits]) => {
      const request = fold(
        commits.map((commit) => ({ commit })),
        personalKind.evolve,
      );
      return request === null ? [] : [{ number, request }];
    })
    .sort((a, b) => (a.number < b.number ? 1 : -1));
}
