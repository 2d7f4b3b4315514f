/** Calls of the same telephone: one about the same thing on the day is shown before it is saved, an open one is offered to merge into. */

import type { HotlineState } from '#shared/hotline/state.ts';
import { phonesIn } from '#shared/kernel/known.ts';
import { casesOfAny } from '#shared/search/likely-twins.ts';
import type { House } from '#shared/store/house.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { Twin } from '../cases/likely-twins.tsx';
import type { Situation, Suggestion } from '../cases/step-form.ts';
import type { Principal, Web } from '../frame/web.ts';
import type { Values } from '../look/command-fields.ts';
import { todayOf } from './calls.ts';

type Found = {
  readonly number: string;
  readonly day: string;
  readonly subject: string | null;
  readonly summary: CaseSummary;
};

/** Newest first. */
async function callsFrom(
  house: House,
  office: string,
  contacts: readonly (string | undefined)[],
): Promise<readonly Found[]> {
  const persons = phonesIn(...contacts).map((phone) => ({ phone }));
  if (persons.length === 0) return [];
  const found = await casesOfAny(house, { office, kind: 'hotline', persons });
  await house.catchUp();
  const all = await Promise.all(
    found.map(async ({ number, day, subject }) => {
      const summary = await house.views.summary(office, 'hotline', number);
      return summary === null ? [] : [{ number, day, subject, summary }];
    }),
  );
  return all.flat();
}

/** The same telephone and type that day. */
export async function calledToday(web: Web, { office }: Principal, values: Values): Promise<readonly Twin[]> {
  const calls = await callsFrom(web.house, office, [values.contact, values.caller]);
  return calls
    .filter(({ day, summary }) => day === todayOf(web) && summary.facts.type === values.type)
    .map(({ number, day, subject }) => ({ kind: 'hotline', number, day, subject: subject ?? '' }));
}

/** The others of the telephone of a case, newest first. */
async function othersOf(
  house: House,
  { office, number, state }: Situation<HotlineState>['file'],
): Promise<readonly Found[]> {
  const calls = await callsFrom(house, office, [state.texts.contact, state.texts.caller]);
  return calls.filter((one) => one.number !== number);
}

/** The newest one before, open or not, for LinkRepeat. */
export async function callBefore(
  house: House,
  { file }: Situation<HotlineState>,
): Promise<Suggestion | null> {
  const [before] = await othersOf(house, file);
  if (before === undefined) return null;
  return { values: { of: before.number }, note: `同一电话 ${before.day} 有工单 ${before.number}。` };
}

/** The newest open one, for MergeInto; null where there is none. */
export async function openCallBefore(
  house: House,
  { file }: Situation<HotlineState>,
): Promise<Suggestion | null> {
  const open = (await othersOf(house, file)).find(({ summary }) => summary.status === 'open');
  if (open === undefined) return null;
  const note = `同一电话 ${open.day} 的工单 ${open.number} 还在办理，是同一诉求的可以并入。`;
  return { values: { into: open.number }, note };
}
