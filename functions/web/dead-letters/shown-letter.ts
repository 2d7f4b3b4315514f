/** What the page of a letter shows: its record by columns, what the ledger holds of the case, and what may be typed. */

import { OFFICERS } from '#shared/accounts/permissions.ts';
import type { FeedMessage } from '#shared/feeds/feed-record.ts';
import { SATISFACTION_LABELS } from '#shared/glossary/choices.ts';
import { type HotlineLists, LIST_NAMES, labelOfType, offeredOn } from '#shared/hotline/lists.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { DeadLetter } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';
import type { Principal } from '../frame/web.ts';
import type { FormState } from '../look/form.tsx';
import { labelOf, minute } from '../wording/word.ts';
import type { Shown } from './letter-page.tsx';
import { COLUMNS, isRecorded, messageIn, readReason, recordedCells } from './letter-record.ts';

type Asked = { readonly letter: DeadLetter; readonly who: Principal };

export async function shownLetter(house: House, { letter, who }: Asked): Promise<Shown> {
  const message = messageIn(letter);
  const mayMend = OFFICERS.includes(who.role);
  const form: FormState = { values: { body: printed(letter.body) }, errors: [] };
  if (message === null) {
    const nothing = { recorded: null, offered: {}, arrived: false };
    return { letter, form, mayMend, raw: true, ...nothing };
  }
  const lists = await officeSettings(house.log, who.office).lists();
  return {
    ...{ letter, mayMend, raw: false },
    form: {
      values: { ...form.values, ...message.record },
      errors: letter.state === 'open' ? [readReason(letter.reason)].filter(({ field }) => field !== '') : [],
    },
    recorded: await printedCells(house, lists, message),
    offered: offered(lists, dateOfInstant(house.clock.now())),
    arrived: letter.state === 'sent' && (await isRecorded(house, message)),
  };
}

/** JSON is shown one field a line; anything else as it is. */
export function printed(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

async function printedCells(
  house: House,
  lists: HotlineLists,
  message: FeedMessage,
): Promise<Shown['recorded']> {
  const cells = await recordedCells(house, message);
  if (cells === null) return null;
  const nobodysWord = cells.sourceAssumed === true ? 'source' : '';
  const entries = COLUMNS.filter(([key]) => key !== nobodysWord).map(
    ([key]) => [key, printedCell(lists, key, cells[key])] as const,
  );
  return Object.fromEntries(entries);
}

function printedCell(lists: HotlineLists, key: string, value: unknown): string {
  if (value === null || value === undefined || key === 'number') return '';
  const text = String(value);
  if (key === 'type') return labelOfType(lists, text);
  if (key === 'satisfaction') return labelOf(SATISFACTION_LABELS, text);
  return key.endsWith('At') ? minute(text) : text;
}

function offered(
  lists: HotlineLists,
  on: Parameters<typeof offeredOn>[2],
): Readonly<Record<string, readonly string[]>> {
  const columns = LIST_NAMES.map((list) => [
    list.replace(/s$/, ''),
    offeredOn(lists, list, on).map(({ label }) => label),
  ]);
  return { ...Object.fromEntries(columns), satisfaction: Object.values(SATISFACTION_LABELS) };
}
