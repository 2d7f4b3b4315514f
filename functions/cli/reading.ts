/** Commands that only read a case. Each returns what goes to standard output. */

import { CASE_KINDS, type Commit } from '../../shared/kernel/event.ts';
import type { House } from '../../shared/store/house.ts';
import { eventsOf } from '../record/case-history.ts';
import { type Arguments, UsageError } from './options.ts';

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

export async function history(house: House, args: Arguments): Promise<string> {
  const { log } = house;
  const commits = await caseOf(house, args);
  const lines: string[] = [];
  for (const commit of commits) {
    const seal = await log.openSeal(commit);
    for (const { id, type, on, recordedAt, actor, data, texts } of eventsOf(commit, seal)) {
      lines.push(
        line({
          case: commit.number,
          kind: commit.kind,
          event: id,
          type,
          occurredOn: on,
          recordedAt,
          actor,
          data,
          ...(texts && { texts: withoutFiles(texts) }),
        }),
      );
    }
  }
  return lines.join('');
}

/** A letter is fetched with `letter`: here its size stands for it. */
function withoutFiles(texts: Readonly<Record<string, string>>): Record<string, string> {
  const size = (base64: string): string => `docx, ${Math.floor((base64.length * 3) / 4)} bytes`;
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, name === 'document' ? size(text) : text]),
  );
}

/** The history of the case of that number, of whichever kind comes first; UsageError when there is none. */
export async function caseOf(
  { log }: House,
  { office, rest, option }: Arguments,
): Promise<readonly Commit[]> {
  const number = (rest[0] ?? '').normalize('NFKC').trim();
  const wanted = option('kind');
  for (const kind of CASE_KINDS.filter((one) => wanted === undefined || one === wanted)) {
    const stream = await log.streamOf(office, kind, number);
    if (stream !== null) return log.history({ office, kind, stream });
  }
  throw new UsageError(`no case ${number} in office ${office}`);
}
