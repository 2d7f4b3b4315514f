/** On the page of an application: the hotline calls it came from, and the reviews and suits about it. */
import { aboutApplication } from '#shared/appeal/figures.ts';
import { APPEAL_KIND_LABELS } from '#shared/glossary/choices.ts';
import { linkedTo } from '#shared/hotline/figures.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';
import { STATUS_LABELS } from '../wording/terms.ts';
import { labelOf } from '../wording/word.ts';

const MOST = 20;

/** Numbers of the cases in a cell this year. */
async function numbersIn(
  cell: string,
  { file, context }: Situation,
  { house }: Pick<Web, 'house'>,
): Promise<string[]> {
  await house.catchUp();
  const of = { office: file.office, cell, year: yearOf(context.today) };
  const { items } = await house.views.members(of, { limit: MOST });
  return items.map((one) => one.case);
}

/** Their callers were referred to the disclosure channel and then wrote (trap 26). */
export async function linkedCalls(situation: Situation, web: Web) {
  const numbers = await numbersIn(linkedTo(situation.file.number), situation, web);
  return numbers.length === 0 ? null : (
    <section class="panel" aria-label="关联的热线工单">
      <p>
        由热线工单转来：
        {numbers.map((number) => (
          <> {caseLink('hotline', number)}</>
        ))}
      </p>
    </section>
  );
}

/** Of this year. */
export async function appealsAbout(
  situation: Situation,
  web: Pick<Web, 'house'>,
): Promise<readonly CaseSummary[]> {
  const { number: application, office } = situation.file;
  const numbers = await numbersIn(aboutApplication(application), situation, web);
  const found = await Promise.all(numbers.map((one) => web.house.views.summary(office, 'appeal', one)));
  return found.filter((one) => one !== null);
}

export async function linkedAppeals(situation: Situation, web: Web) {
  const appeals = await appealsAbout(situation, web);
  return appeals.length === 0 ? null : (
    <section class="panel" aria-labelledby="appeals-title">
      <h2 id="appeals-title">复议、诉讼</h2>
      <ul>
        {appeals.map(({ number, openedOn, status, facts }) => (
          <li>
            {caseLink('appeal', number)} {labelOf(APPEAL_KIND_LABELS, facts.kind)}，{openedOn} 受理，
            {STATUS_LABELS[status]}
          </li>
        ))}
      </ul>
    </section>
  );
}
