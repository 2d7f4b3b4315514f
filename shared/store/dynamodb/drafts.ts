/** Drafts in the table of the accounts, compressed, forgotten by their `expires`. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import { DRAFT_DAYS, type DraftPlace, type Drafts, hasRoom, keptSince, type Typed } from '../drafts.ts';
import type { Clock } from '../ports.ts';
import { packed, rowsOf, unpacked } from './rows.ts';

/** `typed` is absent once the form was sent. */
type Kept = { readonly keptAt: Instant; readonly ended: string; readonly typed?: Uint8Array };

type Options = {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
};

export function dynamoDrafts({ client, table, clock }: Options): Drafts {
  const rows = rowsOf(client, table);
  const isKept = ({ keptAt, typed }: Kept): boolean =>
    typed !== undefined && keptAt >= keptSince(clock.now());
  const put = (at: DraftPlace, row: Pick<Kept, 'ended' | 'typed'>): Promise<void> => {
    const keptAt = clock.now();
    const expires = Math.floor(epochOf(keptAt) / 1000) + (DRAFT_DAYS + 1) * 86_400;
    return rows.put({ ...keyOf(at), keptAt, expires, ...row });
  };
  const sizesOf = async (at: DraftPlace): Promise<number[]> => {
    const kept = (await rows.all<Kept>(keyOf(at).pk)).filter(isKept);
    return kept.map(({ typed }) => typed?.length ?? 0);
  };
  return {
    keep: async (at, { fields, title, token }) => {
      const row = await rows.get<Kept>(keyOf(at));
      const ended = row?.ended ?? '';
      if (ended === token) return 'sent';
      const bytes = packed({ title, fields } satisfies Typed);
      const isNew = row === null || !isKept(row);
      if (isNew && !hasRoom(await sizesOf(at), bytes.length)) return 'full';
      await put(at, { ended, typed: bytes });
      return 'kept';
    },
    find: async (at) => {
      const row = await rows.get<Kept>(keyOf(at));
      if (row === null || !isKept(row)) return null;
      return { ...unpacked<Typed>(row.typed), keptAt: row.keptAt };
    },
    end: (at, token) => put(at, { ended: token }),
    list: async (of) =>
      (await rows.all<Kept>(keyOf({ ...of, form: '' }).pk))
        .filter(isKept)
        .map(({ sk, keptAt, typed }) => ({ ...unpacked<Typed>(typed), form: sk, keptAt }))
        .sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1)),
  };
}

const keyOf = ({ office, user, form }: DraftPlace) => ({
  pk: `drafts#${[office, user].map(encodeURIComponent).join('#')}`,
  sk: form,
});
