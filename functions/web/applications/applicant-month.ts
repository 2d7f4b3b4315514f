/** Which application of the month this is for its applicant (国办函〔2020〕109号 art. 4), found among the recorded ones. */
import type { Application } from '#shared/disclosure/application.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { addDays, dateOf, monthOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { foldWidth } from '#shared/kernel/written.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import type { House } from '#shared/store/house.ts';
import { allPages, type CaseSummary } from '#shared/store/views.ts';
import type { Situation, Suggestion } from '../cases/step-form.ts';

/** More applications of a month than this are not opened for a suggestion. */
const MOST = 2000;

type Filed = { readonly number: string; readonly recordedAt: string; readonly state: Application };

/** Null if it cannot be told: no applicant is named, or there are too many cases to go through. */
export async function itemOfTheMonth(
  house: House,
  { file }: Situation<Application>,
): Promise<Suggestion | null> {
  const own = filed(file);
  const { receivedOn } = own.state;
  if (receivedOn === null || nameOf(own.state) === '') return null;
  const others = await ofTheMonth(house, { office: file.office, receivedOn });
  if (others === null) return null;
  const same = others.filter(({ number, state }) => number !== own.number && isSame(state, own.state));
  const earlier = same.filter((one) => isBefore(one, own));
  const quantity = earlier.length + 1;
  const charged = Math.max(0, ...same.map(({ state }) => chargedTo(state)));
  const month = `${receivedOn.slice(0, 4)}年${Number(receivedOn.slice(5, 7))}月`;
  const note = `按已登记的申请，这是该申请人${month}的第 ${quantity} 件`;
  const paged = same.filter(({ state }) => noticeOf(state)?.basis === 'perPage').length;
  const also = paged === 0 ? '' : `；另有 ${paged} 件按量收费，不应再按件收`;
  if (charged === 0)
    return { values: { quantity: String(quantity) }, note: `${note}${also}。请核对后填写。` };
  const until = `，以前的收费通知已收到第 ${charged} 件`;
  const values = quantity > charged ? { quantity: String(quantity), chargedBefore: String(charged) } : {};
  return { values, note: `${note}${until}${also}。请核对后填写。` };
}

const filed = ({ number, state, commits }: CaseFile<Application>): Filed => ({
  ...{ number, state },
  recordedAt: commits[0]?.recordedAt ?? '',
});

type Month = { readonly office: string; readonly receivedOn: PlainDate };

/** A split application counts as its parts; a voided one does not count. */
async function ofTheMonth(house: House, { office, receivedOn }: Month): Promise<readonly Filed[] | null> {
  await house.catchUp();
  const from = firstOfMonth(receivedOn);
  const days = { from, to: addDays(firstOfMonth(addDays(from, 31)), -1) };
  const found: CaseSummary[] = [];
  for await (const some of allPages((page) =>
    house.views.list(office, { kind: 'application', ...days }, page),
  )) {
    found.push(...some);
    if (found.length > MOST) return null;
  }
  const files: Filed[] = [];
  for (const { number, status } of found) {
    if (status === 'voided' || status === 'unconfirmed') continue;
    const file = await openCase(house.log, disclosureKind, { office, number });
    if (file !== null) files.push(filed(file));
  }
  return files.filter(({ state }) => state.splitInto.length === 0);
}

const firstOfMonth = (day: PlainDate): PlainDate => dateOf(`${monthOf(day)}-01`);

const folded = (text: string | undefined): string => foldWidth(text ?? '').replace(/\s/g, '');
const nameOf = ({ texts }: Application): string => folded(texts.applicantName);

/** By the proof of identity where both have one, else by name and kind. */
function isSame(one: Application, other: Application): boolean {
  const [id, otherId] = [folded(one.texts.identity), folded(other.texts.identity)];
  if (id !== '' && otherId !== '') return id.toUpperCase() === otherId.toUpperCase();
  return nameOf(one) === nameOf(other) && one.applicantType === other.applicantType;
}

/** By the day of receipt, then as entered, then by number. */
function isBefore(one: Filed, other: Filed): boolean {
  const [a, b] = [one.state.receivedOn ?? '', other.state.receivedOn ?? ''];
  if (a !== b) return a < b;
  if (one.recordedAt !== other.recordedAt) return one.recordedAt < other.recordedAt;
  return one.number.localeCompare(other.number, 'zh', { numeric: true }) < 0;
}

function noticeOf({ steps }: Application) {
  const event = steps.find((step) => step.event.type === 'FeeNoticeSent')?.event;
  return event?.type === 'FeeNoticeSent' ? event.data : null;
}

function chargedTo(state: Application): number {
  const notice = noticeOf(state);
  return notice?.basis === 'perItem' ? notice.quantity : 0;
}
