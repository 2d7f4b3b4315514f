/** Other applications of the same applicant: those alike before one is registered, all of them on its page. */
import type { FC } from 'hono/jsx';
import type { Application } from '#shared/disclosure/application.ts';
import { identitiesIn, phonesIn } from '#shared/kernel/known.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import { casesOfAny, isAlike, likelyTwins } from '#shared/search/likely-twins.ts';
import type { House } from '#shared/store/house.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Twin } from '../cases/likely-twins.tsx';
import { StatusTag } from '../cases/list-columns.tsx';
import type { Situation, Suggestion } from '../cases/step-form.ts';
import type { Principal, Web } from '../frame/web.ts';
import type { Values } from '../look/command-fields.ts';

/** Of so many on the page of a case the newest; the search has them all. */
const MOST_SHOWN = 5;

type Who = { readonly identity?: string; readonly contact?: string; readonly applicantName?: string };

/** Each by which a person may be found: somebody who comes again may leave out the one or the other. */
function personsOf({ identity, contact, applicantName = '' }: Who) {
  return [
    ...identitiesIn(identity).map((one) => ({ identity: one })),
    ...phonesIn(contact).map((phone) => ({ phone })),
    ...(applicantName.trim() === '' ? [] : [{ name: applicantName.trim() }]),
  ];
}

export async function twinsOf(
  { house }: Web,
  { office }: Principal,
  values: Values,
): Promise<readonly Twin[]> {
  const { subject = '' } = values;
  const asked = { office, kind: 'application', persons: personsOf(values), subject } as const;
  const found = await likelyTwins(house, asked);
  return found.map(({ number, day, subject }) => ({
    kind: 'application',
    number,
    day,
    subject: subject ?? '',
  }));
}

type OfApplication = Situation<Application>;

async function othersOf(house: House, { file }: OfApplication) {
  const { office, number, state } = file;
  const found = await casesOfAny(house, { office, kind: 'application', persons: personsOf(state.texts) });
  // the parts of one paper are no repetition of each other
  const paper = state.splitFrom ?? number;
  return found
    .filter((one) => one.number !== number && one.number !== paper && !one.numbers.includes(paper))
    .map((one) => ({ ...one, alike: isAlike(state.texts.subject ?? '', one.subject ?? '') }));
}

/** What was asked before, beside what is asked now; nothing where it is the first. */
export async function sameApplicant(situation: OfApplication, { house }: Web) {
  const others = await othersOf(house, situation);
  if (others.length === 0) return null;
  await house.catchUp();
  const { office } = situation.file;
  const shown = others.toSorted((a, b) => Number(b.alike) - Number(a.alike)).slice(0, MOST_SHOWN);
  const lines = await Promise.all(
    shown.map(async (one) => ({
      ...one,
      summary: await house.views.summary(office, 'application', one.number),
    })),
  );
  return (
    <section class="panel" aria-labelledby="same-applicant">
      <h2 id="same-applicant">该申请人的其他申请（{others.length} 件）</h2>
      <ul>
        {lines.map(({ number, day, subject, alike, summary }) => (
          <li>
            {caseLink('application', number)} {day} {maskedText('subject', subject ?? '')}{' '}
            {summary !== null && <StatusTag status={summary.status} />}
            {alike && <strong>内容相近</strong>}
          </li>
        ))}
      </ul>
      {lines.some(({ alike }) => alike) && <Repeated />}
    </section>
  );
}

const REPEATED = '已经答复、又申请相同内容的，可选“不予处理”中的“重复申请”（条例第三十六条第六项）';

const Repeated: FC = () => <p class="soft small">{REPEATED}。</p>;

/** Row 3.5.2, where an application alike has been replied to. */
export async function repeatedBefore(house: House, situation: OfApplication): Promise<Suggestion | null> {
  const alike = (await othersOf(house, situation)).filter((one) => one.alike);
  await house.catchUp();
  for (const { number, day } of alike) {
    const summary = await house.views.summary(situation.file.office, 'application', number);
    if (summary?.status !== 'concluded') continue;
    return { values: {}, note: `该申请人的 ${number}（${day}）内容相近，已经办结。${REPEATED}。` };
  }
  return null;
}
