/** What stands in the way of signing, as a list a person can work through: each line leads to where it is mended. */
import type { Child, FC } from 'hono/jsx';
import { SETTLERS, WRITERS } from '#shared/accounts/permissions.ts';
import type { Fault } from '#shared/desk/execute.ts';
import { articleText, refusalText } from '#shared/glossary/refusals.ts';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import { isRefusalCode, type RefusalCode } from '#shared/kernel/refusal-code.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { UnconfirmedNumber } from '#shared/year/unconfirmed-numbers.ts';
import { caseLink } from '../cases/case-address.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { checkText } from '../tables/check-lines.tsx';
import { type Address, hrefOf } from './address.ts';
import { sectionTitle } from './section-list.tsx';

export type ShownObstacle = { readonly code: RefusalCode; readonly [fact: string]: unknown };

/** As the refusal of a signature lists them. */
export function obstaclesIn(facts: Fault['facts']): readonly ShownObstacle[] {
  return asShown(Array.isArray(facts?.obstacles) ? facts.obstacles : []);
}

export function asShown(listed: readonly unknown[]): readonly ShownObstacle[] {
  return listed.flatMap((one: unknown) => {
    const code = isJsonObject(one) ? String(one.code) : '';
    return isJsonObject(one) && isRefusalCode(code) ? [{ ...one, code }] : [];
  });
}

/** Numbers to be confirmed are not obstacles: the signing form asks about them. */
export function parted(obstacles: readonly ShownObstacle[]) {
  const isNumber = (one: ShownObstacle): one is UnconfirmedNumber => one.code === 'numbersUnconfirmed';
  return { numbers: obstacles.filter(isNumber), found: obstacles.filter((one) => !isNumber(one)) };
}

type Props = {
  readonly obstacles: readonly ShownObstacle[];
  readonly address: Address;
  /** No link for those who may not fix it. */
  readonly role: Role;
};

export const Obstacles: FC<Props> = ({ obstacles, address, role }) => (
  <ul class="plain-list">
    {obstacles.map((obstacle) => (
      <li data-code={obstacle.code}>{lineOf(obstacle, address, role)}</li>
    ))}
  </ul>
);

function lineOf(obstacle: ShownObstacle, address: Address, role: Role): Child {
  switch (obstacle.code) {
    case 'casesBlock':
      return <Blocking obstacle={obstacle} />;
    case 'checksFail':
      return <Failing obstacle={obstacle} />;
    case 'recountDiffers':
      return `${refusalText('recountDiffers')}：${cellLabel(String(obstacle.cell))}，报告 ${obstacle.report ?? '—'}，复算 ${obstacle.recount ?? '—'}`;
    case 'notAsSealed':
      return `${refusalText('notAsSealed')}：${obstacle.case ?? `第 ${obstacle.from}–${obstacle.size} 条`}`;
    case 'brokenChains':
      return `${refusalText('brokenChains')}：${obstacle.case}（第 ${obstacle.version} 次记录）`;
    case 'unknownEvents':
      return `${refusalText('unknownEvents')}：${obstacle.case}（第 ${obstacle.version} 次记录）`;
    case 'clockBehindLedger':
      return `${refusalText('clockBehindLedger', obstacle)}。先校准本机时钟；确认无误仍要定稿的，在定稿页上勾选。`;
    case 'officeUnnamed':
      return <Unnamed at={{ obstacle, address, role }} />;
    case 'sectionUntouched':
      return <Untouched at={{ obstacle, address, role }} />;
    case 'numbersUnconfirmed':
      return `${refusalText(obstacle.code)}：${obstacle.number}（${obstacle.sentence}）`;
    case 'officesOpen':
      return `${obstacle.name}还没有定稿`;
    default:
      return refusalText(obstacle.code);
  }
}

type At = {
  readonly at: { readonly obstacle: ShownObstacle; readonly address: Address; readonly role: Role };
};

const Unnamed: FC<At> = ({ at: { obstacle, address, role } }) => (
  <>
    {refusalText('officeUnnamed')}
    {address.scope === 'tree' && <span class="soft">（编号 {String(obstacle.office)}）</span>}：
    {SETTLERS.includes(role) ? <a href="/office">填写机关信息</a> : '由管理员在“机关信息”里填写'}
  </>
);

const Untouched: FC<At> = ({ at: { obstacle, address, role } }) => {
  const title = sectionTitle(Number(obstacle.section));
  return (
    <>
      {WRITERS.includes(role) ? (
        <a href={hrefOf(address, `/sections/${obstacle.section}`)}>{title}</a>
      ) : (
        title
      )}
      {String(obstacle.message)}。{String(obstacle.remedy)}。
    </>
  );
};

const Blocking: FC<{ obstacle: ShownObstacle }> = ({ obstacle }) => {
  return (
    <>
      {caseLink(String(obstacle.kind), String(obstacle.case))}：{String(obstacle.message)}
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
      {checkText(String(id), String(scope))}，{numberText(Number(left))} ≠ {numberText(Number(right))}
      {named.length > 0 && '，涉及'}
      {named.map((number, index) => (
        <>
          {index > 0 && '、'}
          {caseLink('application', number)}
        </>
      ))}
    </>
  );
};
