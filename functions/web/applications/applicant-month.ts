/** Which application of the month this is for its applicant (国办函〔2020〕109号 art. 4), found among the recorded ones. */
import type { Application } from '#shared/disclosure/application.ts';
import { dayOpened } from '#shared/disclosure/folded.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import type { StreamKey } from '#shared/kernel/event.ts';
import { identitiesIn } from '#shared/kernel/known.ts';
import { addDays, dateOf, monthOf, type PlainDate } from '#shared/kernel/plain-date.ts';
import { foldWidth } from '#shared/kernel/written.ts';
import { type CaseFile, openCaseAt } from '#shared/ledger/case-file.ts';
import { namedFor } from '#shared/search/find-cases.ts';
import { behindNow } from '#shared/store/deadline.ts';
import type { House } from '#shared/store/house.ts';
import type { ListFilter } from '#shared/store/lists.ts';
import { allPages } from '#shared/store/views.ts';
import type { Situation, Suggestion } from '../cases/step-form.ts';

/** Applications of a month that are all opened; of more, those that the search knows by the applicant. */
const FEW = 50;
/** More than this are not opened for a suggestion. */
const MOST = 2000;
/** Opened side by side. */
const AT_ONCE = 25;

type Filed = { readonly number: string; readonly recordedAt: string; readonly state: Application };

/** Null if it cannot be told: no applicant is named, there are too many cases to go through, or lists lag behind. */
export async function itemOfTheMonth(
  house: House,
  { file }: Situation<Application>,
): Promise<Suggestion | null> {
  const own = filed(file);
  const { receivedOn } = own.state;
  if (receivedOn === null || nameOf(own.state) === '') return null;
  const others = await ofTheMonth(house, file, receivedOn);
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

type Named = Pick<CaseFile<Application>, 'office' | 'state'>;

/** Those of the month that may be of the same applicant. A split application counts as its parts; a voided one does not count. */
async function ofTheMonth(house: House, own: Named, day: PlainDate): Promise<readonly Filed[] | null> {
  await house.catchUp();
  // a number that lacks what others have just recorded would be charged by
  if (behindNow() !== null) return null;
  const from = firstOfMonth(day);
  const month: ListFilter = { kind: 'application', from, to: addDays(firstOfMonth(addDays(from, 31)), -1) };
  const { items, next } = await house.views.list(own.office, month, { limit: FEW });
  const found =
    next === null ? items : ((await ofTheApplicant(house, own)) ?? (await all(house, own, month)));
  const files = found === null ? null : await opened(house, found);
  return (
    files?.filter(({ state }) => {
      const { receivedOn, conclusion, voided, splitInto } = state;
      const isCounted = !voided && splitInto.length === 0 && (receivedOn ?? conclusion) !== null;
      return isCounted && monthOf(dayOpened(state)) === monthOf(from);
    }) ?? null
  );
}

/** Whom the search knows by that name or proof of identity, of any month; null where it does not know all yet. */
async function ofTheApplicant(house: House, { office, state }: Named): Promise<readonly StreamKey[] | null> {
  const { applicantName: name = '', identity } = state.texts;
  const identities = identitiesIn(identity);
  // what is no number of identity stands in no index
  if (folded(identity) !== '' && identities.length === 0) return null;
  if ((await house.search.follow()) > 0) return null;
  const persons = [{ name }, ...identities.map((one) => ({ identity: one }))];
  const named = new Map<string, StreamKey>();
  for (const person of persons) {
    const some = await namedFor(house, { office, kind: 'application', person }, MOST);
    if (some === null) return null;
    for (const at of some) named.set(at.stream, at);
  }
  return [...named.values()];
}

async function all(house: House, { office }: Named, month: ListFilter): Promise<readonly StreamKey[] | null> {
  const found: StreamKey[] = [];
  for await (const some of allPages((page) => house.views.list(office, month, page))) {
    found.push(...some);
    if (found.length > MOST) return null;
  }
  return found;
}

async function opened({ log }: House, found: readonly StreamKey[]): Promise<readonly Filed[]> {
  const files: Filed[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = found.slice(from, from + AT_ONCE).map((at) => openCaseAt(log, disclosureKind, at));
    files.push(...(await Promise.all(some)).flatMap((file) => (file === null ? [] : [filed(file)])));
  }
  return files;
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
