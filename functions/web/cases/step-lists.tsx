/** What may be done with a case: the likely steps in view, all others folded below them. */
import type { FC } from 'hono/jsx';
import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Principal } from '../frame/web.ts';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { type Lawful, lawfulness, type Situation, type StepForm } from './step-form.ts';

/** More in view would have to be read one by one. */
const IN_VIEW = 4;

type Props = {
  readonly pages: CasePages;
  readonly situation: Situation;
  readonly who: Principal;
};

export const StepLists: FC<Props> = ({ pages, situation, who }) => {
  const allowed = pages.steps.filter(
    ({ command, group }) => group !== 'beside' && rolesFor(command).includes(who.role),
  );
  const lawful = allowed.map((step) => [step, lawfulness(step, situation)] as const);
  const of = (group: StepForm['group'], when: Lawful): StepForm[] =>
    lawful.filter(([step, is]) => step.group === group && is === when).map(([step]) => step);
  const now = likeliestFirst(of('step', 'now'), pages.likely?.(situation.file.state) ?? []);
  const late = of('step', 'late');
  const remedies = [...of('remedy', 'now'), ...of('remedy', 'late')];
  const base = caseHref(pages, situation.file.number);
  const none = now.length + late.length + remedies.length === 0;
  return (
    <aside class="steps" aria-label="办理">
      {now.length > 0 && (
        <section class="panel">
          <h2>现在可以办理</h2>
          <Likely steps={now.slice(0, IN_VIEW)} base={base} />
          <Folded title="其他步骤" steps={now.slice(IN_VIEW)} base={base} />
        </section>
      )}
      {late.length + remedies.length > 0 && (
        <section class="panel" aria-label="补录和更正">
          <Folded title="补录以前的步骤" steps={late} base={base} />
          <Folded title="更正" steps={remedies} base={base} />
        </section>
      )}
      {none && (
        <section class="panel">
          <p class="soft">
            {allowed.length > 0
              ? '没有需要办理的步骤。'
              : NOTHING_TO_ENTER[who.role === 'approver' ? 'approver' : 'reader']}
          </p>
        </section>
      )}
    </aside>
  );
};

const NOTHING_TO_ENTER = {
  approver: '审批的账号只审批，不办理。',
  reader: '您可以查看，不能办理。',
} as const;

function likeliestFirst(steps: readonly StepForm[], likely: readonly string[]): readonly StepForm[] {
  const place = ({ command }: StepForm): number =>
    (likely.indexOf(command) + likely.length + 1) % (likely.length + 1);
  return [...steps].sort((a, b) => place(a) - place(b));
}

type List = { readonly steps: readonly StepForm[]; readonly base: string };

/** The likeliest is the button. */
const Likely: FC<List> = ({ steps, base }) => (
  <ul class="step-list">
    {steps.map(({ command, title, about }, index) => (
      <li>
        <a class={index === 0 ? 'button' : 'step-main'} href={`${base}/steps/${command}`}>
          {title}
        </a>
        <span class="soft small">{about}</span>
      </li>
    ))}
  </ul>
);

const Folded: FC<List & { title: string }> = ({ title, steps, base }) =>
  steps.length === 0 ? null : (
    <details>
      <summary>
        {title}（{steps.length}）
      </summary>
      <ul class="step-list">
        {steps.map(({ command, title: name }) => (
          <li>
            <a href={`${base}/steps/${command}`}>{name}</a>
          </li>
        ))}
      </ul>
    </details>
  );
