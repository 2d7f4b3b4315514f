/** The tie-outs above the tables: one line if all hold, otherwise each that fails with both sides. */
import type { FC } from 'hono/jsx';
import type { Check, CheckId } from '#shared/reporting/report.ts';
import { Banner } from '../look/banner.tsx';
import { labelOf } from '../wording/word.ts';
import { scopeTitle } from './scope-title.ts';

const MEANINGS: Readonly<Record<CheckId, string>> = {
  K1: '第一项加第二项应等于第三项加第四项',
  K2: '办理结果总计应等于各项结果之和',
  K3: '总计列应等于各类申请人之和',
  K4: '上年结转应等于上一年的结转下年度',
  K5: '现行有效件数应等于上年现行有效加制发减废止',
  K6: '复议、诉讼总计应等于各结果之和',
  K7: '文字中的数字应与表格一致',
  K8: '数字应为不小于零的整数',
};

/** Which tie-out, and of what. */
export function checkText(id: string, scope: string): string {
  return `${id} ${labelOf(MEANINGS, id)}：${scopeTitle(scope)}`;
}

/** `consequence`: what a failing tie-out means for our own report; none for a report from elsewhere. */
type Props = { readonly checks: readonly Check[]; readonly consequence?: string };
export const CheckBanner: FC<Props> = ({ checks, consequence = '，改正前不能定稿' }) => {
  const failing = checks.filter(({ holds }) => !holds);
  if (failing.length === 0)
    return <Banner kind="success">勾稽关系全部相符（核对 {checks.length} 项）。</Banner>;
  return (
    <Banner kind="error">
      <p>
        勾稽关系有 {failing.length} 项不符{consequence}：
      </p>
      <ul>
        {failing.map(({ id, scope, left, right }) => (
          <li>
            {checkText(id, scope)}，{left} ≠ {right}
          </li>
        ))}
      </ul>
    </Banner>
  );
};
