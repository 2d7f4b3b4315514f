/** A dead letter of a feed as a person reads it: the record by its columns, and what is wrong with it. */

import { isDone } from '#shared/feeds/batches.ts';
import {
  FEED_COLUMNS,
  type FeedMessage,
  type FeedRecord,
  feedRow,
  readFeedMessage,
} from '#shared/feeds/feed-record.ts';
import { CONFLICT_WORDS, feedSettings } from '#shared/feeds/record-feed.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import { stateOfCase } from '#shared/ledger/case-history.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { FieldError } from '../look/form.tsx';

type Ledger = Pick<House, 'log' | 'clock'>;

/** The columns of a record with their headings, in the order of the contract. */
export const COLUMNS: readonly (readonly [key: string, heading: string])[] = FEED_COLUMNS.map(
  ({ key, headings }) => [key, headings[1]],
);

/** Null for a letter of another topic, or one that is no record any more. */
export function messageIn({ topic, body }: Pick<DeadLetter, 'topic' | 'body'>): FeedMessage | null {
  return topic === 'feed' ? readFeedMessage(body) : null;
}

/** A reason as it was noted: `field（code）：words`; the words alone are for people. */
export function readReason(reason: string): FieldError {
  const [, field = '', code = '', words] = /^(\w+)（(\w+)）：(.+)$/s.exec(reason) ?? [];
  return { field, code, message: words ?? spoken(reason) };
}

/** What a program noted for programmers is in its log; here stands what to do. */
function spoken(reason: string): string {
  const [mail] = /SMTP_URL/.exec(reason) ?? [];
  if (mail !== undefined) return '发送邮件的服务器还没有设置，请系统管理员设置以后重新发送';
  return /\p{Script=Han}/u.test(reason) ? reason : '处理时程序出错，请系统管理员查看运行日志；可以重新发送';
}

/** Why a letter failed, for people: which cell, what is wrong with it, and what it held. */
export function reasonOf(letter: DeadLetter): string {
  const { field, code, message } = readReason(letter.reason);
  const received = messageIn(letter)?.record[field]?.trim() ?? '';
  const [, heading = ''] = COLUMNS.find(([key]) => key === field) ?? [];
  const words = code === 'conflict' ? `${heading}${message}` : message;
  return received === '' ? words : `${words}（收到“${shortened(received)}”）`;
}

const SHOWN = 40;
const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What was typed into the columns; a cell that was never there stays away while it is blank. */
export function recordTyped(before: FeedRecord, fields: FormFields): FeedRecord {
  const record: Record<string, string> = {};
  for (const [key] of COLUMNS) {
    const typed = textOf(fields, key);
    if (typed === (before[key] ?? '').trim()) {
      if (before[key] !== undefined) record[key] = before[key];
    } else if (typed !== '' || before[key] !== undefined) record[key] = typed;
  }
  return record;
}

/** What would send the record straight back: its first fault in the order of the columns; null when nothing would. */
export async function faultOf(ledger: Ledger, message: FeedMessage): Promise<FieldError | null> {
  const { office } = message;
  const known = await feedSettings(ledger, office);
  const parsed = feedRow(message, known.options);
  if (!parsed.ok) return { field: parsed.field, code: parsed.code, message: parsed.message };
  const number = String(parsed.row.number);
  const state = await stateOfCase(ledger.log, hotlineKind, { office, number });
  const migrated = hotlineKind.migrate(state, parsed.row, known.context);
  return migrated.ok ? null : { field: migrated.field, code: 'conflict', message: CONFLICT_WORDS };
}

/** Whether what was sent again stands in the ledger. */
export async function isRecorded(ledger: Ledger, message: FeedMessage): Promise<boolean> {
  return isDone(ledger, { ...message, known: await feedSettings(ledger, message.office) });
}

/** What the ledger already holds of the case, by column; null when there is none. */
export async function recordedCells(
  { log }: Ledger,
  { office, record }: FeedMessage,
): Promise<Readonly<Record<string, unknown>> | null> {
  const number = caseNumber(record.number ?? '');
  if (number === '') return null;
  return stateOfCase(log, hotlineKind, { office, number });
}
