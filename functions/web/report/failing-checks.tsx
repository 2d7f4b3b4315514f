/** The tie-outs that do not hold, in words. */
import type { FC } from 'hono/jsx';
import { checkLabel } from '../../../shared/reporting/cell-label.ts';
import { numberText } from '../../../shared/reporting/narrative-numbers.ts';
import type { Check } from '../../../shared/reporting/report.ts';
import { Banner } from '../look/banner.tsx';

export const FailingChecks: FC<{ checks: readonly Check[] }> = ({ checks }) => {
  const failing = checks.filter((check) => !check.holds);
  if (failing.length === 0) return null;
  return (
    <Banner kind="error">
      <p>有 {failing.length} 处勾稽关系不符，不能定稿：</p>
      <ul>
        {failing.map((check) => (
          <li data-check={check.id}>
            {check.id} {checkLabel(check)}：{numberText(check.left)} ≠ {numberText(check.right)}
          </li>
        ))}
      </ul>
    </Banner>
  );
};
