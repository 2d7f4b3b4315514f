/** On the page of an application: the reviews and suits about it, and what they have ordered. */
import { aboutApplication } from '#shared/appeal/figures.ts';
import { APPEAL_KIND_LABELS, type AppealKind } from '#shared/glossary/choices.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';
import { STATUS_LABELS } from '../wording/terms.ts';

const MOST = 20;

export async function linkedAppeals({ file, context }: Situation, { house }: Web) {
  await house.catchUp();
  const { office } = file;
  const of = { office, cell: aboutApplication(file.number), year: yearOf(context.today) };
  const { items } = await house.views.members(of, { limit: MOST });
  const found = await Promise.all(items.map((one) => house.views.summary(office, 'appeal', one.case)));
  const appeals = found.filter((one) => one !== null);
  return appeals.length === 0 ? null : (
    <section class="panel" aria-labelledby="appeals-title">
      <h2 id="appeals-title">复议、诉讼</h2>
      <ul>
        {appeals.map(({ number, openedOn, status, facts }) => (
          <li>
            {caseLink('appeal', number)} {APPEAL_KIND_LABELS[facts.kind as AppealKind]}，{openedOn} 受理，
            {STATUS_LABELS[status]}
          </li>
        ))}
      </ul>
    </section>
  );
}
