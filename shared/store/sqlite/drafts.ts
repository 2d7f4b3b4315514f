/** Drafts beside the queue, encrypted under the master key: nobody has agreed yet that the ledger should hold them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '#shared/kernel/plain-date.ts';
import { type Draft, type DraftPlace, type Drafts, hasRoom, keptSince, type Typed } from '../drafts.ts';
import { decrypt, encrypt } from '../seal.ts';
import { inWrite } from './begin-write.ts';
import { queryOf } from './query.ts';
import type { QueueOptions } from './queue.ts';

type Row = { readonly form: string; readonly keptAt: Instant; readonly typed: string };

function statementsOf(db: DatabaseSync) {
  const write = db.prepare(
    `INSERT INTO drafts VALUES (?, ?, ?, ?, '', ?) ON CONFLICT DO UPDATE
       SET kept_at = excluded.kept_at, typed = excluded.typed WHERE ended <> ?`,
  );
  const forget = db.prepare('DELETE FROM drafts WHERE kept_at < ?');
  const end = db.prepare(
    `INSERT INTO drafts VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE
       SET kept_at = excluded.kept_at, typed = NULL, ended = excluded.ended`,
  );
  const kept = (narrowed: string) =>
    queryOf<Row>(
      db,
      `SELECT form, kept_at AS keptAt, typed FROM drafts
         WHERE office = ? AND user = ? ${narrowed} AND kept_at >= ? AND typed IS NOT NULL
         ORDER BY kept_at DESC, form`,
    );
  const sizes = queryOf<{ readonly form: string; readonly size: number }>(
    db,
    `SELECT form, length(typed) AS size FROM drafts
       WHERE office = ? AND user = ? AND kept_at >= ? AND typed IS NOT NULL`,
  );
  const [one, all] = [kept('AND form = ?'), kept('')];
  return { write, forget, end, sizes, one, all };
}

export function sqliteDrafts(db: DatabaseSync, { clock, masterKey }: QueueOptions): Drafts {
  const { write, forget, end, sizes, one, all } = statementsOf(db);
  const placed = ({ office, user, form }: DraftPlace) => [office, user, form] as const;
  return {
    keep: async (at, { fields, title, token }) => {
      const now = clock.now();
      const sealed = encrypt(masterKey, Buffer.from(JSON.stringify({ title, fields } satisfies Typed)));
      return inWrite(db, () => {
        forget.run(keptSince(now));
        const others = sizes.all(at.office, at.user, keptSince(now));
        const isNew = others.every(({ form }) => form !== at.form);
        const held = others.map(({ size }) => size);
        if (isNew && !hasRoom(held, sealed.length)) return 'full';
        return write.run(...placed(at), now, sealed, token).changes > 0 ? 'kept' : 'sent';
      });
    },
    find: async (at) => {
      const [row] = one.all(...placed(at), keptSince(clock.now()));
      return row === undefined ? null : draftOf(row, masterKey);
    },
    end: async (at, token) => void end.run(...placed(at), clock.now(), token),
    list: async ({ office, user }) =>
      all.all(office, user, keptSince(clock.now())).flatMap((row) => {
        const draft = draftOf(row, masterKey);
        return draft === null ? [] : [{ ...draft, form: row.form }];
      }),
  };
}

/** Null for one under another master key: what was typed under it cannot be had back. */
function draftOf({ keptAt, typed }: Row, masterKey: Buffer): Draft | null {
  const text = decrypt(masterKey, typed)?.toString('utf8');
  if (text === undefined) return null;
  const { title, fields }: Typed = JSON.parse(text);
  return { title, fields, keptAt };
}
