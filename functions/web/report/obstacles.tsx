/** What stands in the way of signing, as a list a person can work through: each line leads to where it is mended. */
import type { Child, FC } from 'hono/jsx';
import { articleText, refusalText } from '../../../shared/glossary/refusals.ts';
import { numberText } from '../../../shared/reporting/narrative-numbers.ts';
import type { CheckId } from '../../../shared/reporting/report.ts';
import { checkText } from '../tables/check-lines.tsx';
import { caseLink } from './address.ts';
import { cellLabel } from './cell-label.ts';

export type ShownObstacle = { readonly code: string; readonly [fact: string]: unknown };

export const Obstacles: FC<{ obstacles: readonly ShownObstacle[] }> = ({ obstacles }) => (
  <ul class="plain-list">
    {obstacles.map((obstacle) => (
      <li data-code={obstacle.code}>{lineOf(obstacle)}</li>
    ))}
  </ul>
);

function lineOf(obstacle: ShownObstacle): Child {
  switch (obstacle.code) {
    case 'casesBlock':
      return <Blocking obstacle={obstacle} />;
    case 'checksFail':
      return <Failing obstacle={obstacle} />;
    case 'recountDiffers':
      return `${refusalText('recountDiffers')}：${cellLabel(String(obstacle.cell))}，报告 ${obstacle.report ?? '—'}，复算 ${obstacle.recount ?? '—'}`;
    case 'numbersUnconfirmed':
      return `${refusalText(obstacle.code)}：${obstacle.number}（${obstacle.sentence}）`;
    case 'officesOpen':
      return `${obstacle.name}还没有定稿`;
    default:
      return refusalText(obstacle.code);
  }
}

const Blocking: FC<{ obstacle: ShownObstacle }> = ({ obstacle }) => {
  const [kind, number] = [String(obstacle.kind), String(obstacle.case)];
  const href = caseLink(kind, number);
  return (
    <>
      {href === null ? number : <a href={href}>{number}</a>}：{String(obstacle.message ?? obstacle.reason)}
      <span class="soft">（{articleText(String(obstacle.article))}）</span>
      {obstacle.remedy === undefined ? null : <>。{String(obstacle.remedy)}。</>}
    </>
  );
};

const Failing: FC<{ obstacle: ShownObstacle }> = ({ obstacle }) => {
  const { id, scope, left, right, cases } = obstacle;
  const named = Array.isArray(cases) ? cases.map(String) : [];
  return (
    <>
      {checkText(id as CheckId, String(scope))}，{numberText(Number(left))} ≠ {numberText(Number(right))}
      {named.length > 0 && '，涉及'}
      {named.map((number, index) => (
        <>
          {index > 0 && '、'}
          <a href={caseLink('application', number) ?? ''}>{number}</a>
        </>
      ))}
    </>
  );
};
