/** What of a case lies beside the ledger: its rows in the index, drafts, files, records of feeds and failed messages. */

import { readFeedMessage } from '#shared/feeds/feed-record.ts';
import { forgetInBatches } from '#shared/feeds/forget-records.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { type DeadLetter, LETTER_STATES, type LetterState } from '#shared/store/dead-letters.ts';
import type { House } from '#shared/store/house.ts';

export type Beside = Pick<House, 'search' | 'drafts' | 'blobs' | 'vault' | 'deadLetters'> & {
  /** The accounts that may have a draft about it. */
  readonly people: (office: string) => Promise<readonly string[]>;
};
type Case = StreamKey & { readonly number: string };

export async function forgetBeside(beside: Beside, of: Case, files: readonly string[]): Promise<void> {
  await beside.search.index.forget(of);
  for (const file of files) await beside.blobs.remove(file);
  await forgetDrafts(beside, of);
  if (of.kind !== 'hotline') return;
  await forgetInBatches(beside, of);
  await forgetLetters(beside, of);
}

/** A form stands under the address of its case. */
async function forgetDrafts({ drafts, people }: Beside, { office, number }: Case): Promise<void> {
  const part = encodeURIComponent(number);
  for (const user of await people(office))
    for (const { form } of await drafts.list({ office, user }))
      if (form.split(/[/?]/).includes(part)) await drafts.end({ office, user, form }, '');
}

const PAGE = 100;

async function forgetLetters({ deadLetters }: Beside, { office, number }: Case): Promise<void> {
  for (const state of LETTER_STATES)
    for await (const letter of lettersIn(deadLetters, state))
      if (isAbout(letter.body, { office, number })) await deadLetters.remove(letter.id);
}

async function* lettersIn(
  deadLetters: Beside['deadLetters'],
  state: LetterState,
): AsyncGenerator<DeadLetter> {
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof deadLetters.list>> = await deadLetters.list({
      ...{ state, limit: PAGE, after },
    });
    yield* page.items;
    if (page.next === null) return;
    after = page.next;
  }
}

function isAbout(body: string, { office, number }: Pick<Case, 'office' | 'number'>): boolean {
  const message = readFeedMessage(body);
  if (message !== null) return message.office === office && message.record.number === number;
  return jsonObject(body)?.case === number;
}
