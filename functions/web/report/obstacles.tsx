/** What stands in the way of signing, as a list a person can work through: each line leads to where it is mended. */
import type { Child, FC } from 'hono/jsx';
import { articleText, refusalText } from '#shared/glossary/refusals.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import type { CheckId } from '#shared/reporting/report.ts';
import { cellLabel } from '../tables/cell-label.ts';
import { checkText } from '../tables/check-lines.tsx';
import { type Address, caseLink, hrefOf } from './address.ts';
import { sectionTitle } from './section-list.tsx';

export type ShownObstacle = { readonly code: RefusalCode; readonly [fact: string]: unknown };

type Props = { readonly obstacles: readonly ShownObstacle[]; readonly address: Address };

export const Obstacles: FC<Props> = ({ obstacles, address }) => (
  <ul class="plain-list">
    {obstacles.map((obstacle) => (
      <li data-code={obstacle.code}>{lineOf(obstacle, address)}</li>
    ))}
  </ul>
);

function lineOf(obstacle: ShownObstacle, address: Address): Child {
  switch (obstacle.code) {
    case 'casesBlock':
      return <Blocking obstacle={obstacle} />;
    case 'checksFail':
      return <Failing obstacle={obstacle} />;
    case 'recountDiffers':
      return `${refusalText('recountDiffers')}：${cellLabel(String(obstacle.cell))}，报告 ${obstacle.report ?? '—'}，复算 ${obstacle.recount ?? '—'}`;
    case 'brokenChains':
      return `${refusalText('brokenChains')}：${obstacle.case}（第 ${obstacle.version} 次记录）`;
    case 'clockBehindLedger':
      return `${refusalText('clockBehindLedger', obstacle)}。先校准本机时钟；确认无误仍要定稿的，在定稿页上勾选。`;
    case 'officeUnnamed':
      return (
        <>
          {refusalText('officeUnnamed')}
          {address.scope === 'tree' && <span class="soft">（编号 {String(obstacle.office)}）</span>}：
          <a href="/office">填写机关信息</a>
        </>
      );
    case 'sectionUntouched':
      return (
        <>
          <a href={hrefOf(address, `/sections/${obstacle.section}`)}>
            {sectionTitle(Number(obstacle.section))}
          </a>
          {String(obstacle.message)}。{String(obstacle.remedy)}。
        </>
      );
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
      {href === null ? number : <a href={href}>{number}</a>}：{String(obstacle.message)}
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
