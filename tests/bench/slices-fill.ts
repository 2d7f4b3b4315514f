/** A ledger straight in the emulator's file: hotline cases of two commits each, under the keys of the adapter. */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { hotlineKind } from '#shared/hotline/kind.ts';
import type { Commit } from '#shared/kernel/event.ts';
import { type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import { commitFrom } from '#shared/store/commit-bytes.ts';
import { commitKeyOf, type ItemKey, numberKeyOf } from '#shared/store/dynamodb/ledger-items.ts';
import type { EventLog } from '#shared/store/ports.ts';

const OFFICES = ['default', 'north', 'south'] as const;
const ACTOR = { user: 'li', role: 'officer', via: 'feed' } as const;
const FIRST = Date.parse('2026-03-05T08:00:00.000+08:00');
/** Between two cases. */
const APART_MS = 200;

/** What the recorder makes of one case, taken as the form of all. */
export async function formOf(log: EventLog): Promise<readonly Commit[]> {
  const call = { number: 'form', receivedAt: '2026-03-02T08:00:00.000+08:00', type: 'complaint' };
  const closed = { ...call, closedAt: '2026-03-04T08:00:00.000+08:00', satisfaction: 'satisfied' };
  for (const row of [call, closed])
    await log.write([rowJob(hotlineKind, { office: 'default', number: 'form', actor: ACTOR }, row)]);
  const stream = (await log.streamOf('default', 'hotline', 'form')) ?? '';
  return log.history({ office: 'default', kind: 'hotline', stream });
}

/** When the case was recorded; its second commit follows half-way to the next case. */
export const recordedOf = (index: number): Instant => instantOf(FIRST + index * APART_MS);

type Filling = {
  readonly file: string;
  readonly table: string;
  readonly form: readonly Commit[];
  readonly commits: number;
};

export function fill({ file, table, form, commits }: Filling): void {
  const db = new DatabaseSync(file);
  const put = db.prepare(
    `INSERT INTO "${table}" (pk, sk, item_json, item_size, hash_prefix) VALUES (?, ?, ?, ?, ?)`,
  );
  const item = ({ pk, sk }: ItemKey, rest: Readonly<Record<string, string>>): void => {
    const attributes = Object.entries({ pk, sk, ...rest }).map(([name, S]) => [name, { S }]);
    const json = JSON.stringify(Object.fromEntries(attributes));
    const place = createHash('sha256').update(pk).digest('hex').slice(0, 6);
    // as the engine writes keys that are strings
    put.run(`S:${pk}`, `S:${sk}`, json, json.length, place);
  };
  db.exec('BEGIN');
  for (let index = 0; index * form.length < commits; index += 1) {
    const office = OFFICES[index % OFFICES.length] ?? 'default';
    const [stream, number] = [`s${index}`, `N${String(index).padStart(8, '0')}`];
    const at = { office, kind: 'hotline', stream } as const;
    let prev = '';
    for (const [step, { actor, events }] of form.entries()) {
      const recordedAt = instantOf(FIRST + index * APART_MS + (step * APART_MS) / 2);
      const draft = { at, number, version: step + 1, actor, events };
      const commit = commitFrom(draft, { recordedAt, prev, seal: null });
      item(commitKeyOf(at, commit.version), { body: commit.bytes, hash: commit.hash });
      prev = commit.hash;
    }
    item(numberKeyOf({ office, kind: 'hotline', number }), { stream });
  }
  db.exec('COMMIT');
  db.close();
}
