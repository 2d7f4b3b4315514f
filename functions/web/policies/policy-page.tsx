/** One policy: for another value the cells of open years and the running dates that it would change, to be confirmed. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { isRatePolicy, type PolicyName } from '#shared/kernel/policies.ts';
import type { PolicyPreview } from '#shared/settling/preview-policy.ts';
import type { PreviewedCell } from '#shared/settling/preview-rates.ts';
import type { ToldPolicy } from '#shared/settling/told-policies.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { RadioGroup } from '../look/choice-sets.tsx';
import type { Choice } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { valueText } from '../wording/policy-applied-words.ts';
import { POLICY_WORDS, SURENESS_LABELS } from '../wording/policy-words.ts';
import { Changes } from './changes.tsx';
import { sinceText } from './list-page.tsx';

type Previewed = { readonly value: string; readonly preview: PolicyPreview };
type Shown = {
  readonly policy: ToldPolicy;
  /** The values that are not in force, and the one of them that is looked at. */
  readonly others: readonly string[];
  readonly chosen: Previewed | null;
  readonly errors: readonly FieldError[];
};

export function policyPage(c: Ctx, { policy, others, chosen, errors }: Shown): Response | Promise<Response> {
  const words = POLICY_WORDS[policy.policy];
  return renderFormPage(
    c,
    { errors },
    {
      title: words.label,
      section: 'policies',
      body: (
        <>
          <p class="crumb">
            <a href="/policies">政策设置</a>
          </p>
          <h1>{words.label}</h1>
          {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
          <ErrorSummary errors={errors} />
          <p>{words.hint}。</p>
          <section class="panel" aria-label="现在的做法">
            <Facts
              items={[
                ['现在', valueText(policy.policy, policy.value)],
                ['自何时', sinceText(policy)],
                ['依据', words.source],
                ['把握', SURENESS_LABELS[words.sure]],
              ]}
            />
          </section>
          {others.length > 1 && <Others policy={policy} others={others} current={chosen?.value} />}
          {chosen !== null && <Other c={c} policy={policy} other={chosen} />}
        </>
      ),
    },
  );
}

type OtherValues = Pick<Shown, 'policy' | 'others'> & { readonly current: string | undefined };

const Others: FC<OtherValues> = ({ policy: { policy }, others, current }) => (
  <nav class="tabs" aria-label="改为">
    <ul>
      {others.map((value) => (
        <li>
          <a
            href={`/policies/${policy}?value=${encodeURIComponent(value)}`}
            aria-current={value === current ? 'page' : undefined}
          >
            {valueText(policy, value)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

type OtherValue = { readonly c: Ctx; readonly policy: ToldPolicy; readonly other: Previewed };

const Other: FC<OtherValue> = ({ c, policy, other: { value, preview } }) => {
  const words = valueText(policy.policy, value);
  const hasReach = policy.followed || isRatePolicy(policy.policy);
  return (
    <section class="panel" aria-label={`改为：${words}`}>
      <h2>改为：{words}</h2>
      {policy.followed || preview.cells.length > 0 ? (
        <Changes preview={preview} />
      ) : (
        <p>只适用于以后登记的步骤，已登记的数字和期限都不变。</p>
      )}
      <Form
        c={c}
        action={`/policies/${policy.policy}`}
        token={randomUUID()}
        hidden={{ value }}
        label={`改为：${words}`}
      >
        {hasReach && (
          <RadioGroup
            form={{ values: { [`reach-${value}`]: 'openYears' }, errors: [] }}
            name={`reach-${value}`}
            label="适用于"
            choices={reachChoices(policy.policy, preview.cells)}
          />
        )}
        <Actions>
          <Button>确认改为这一做法</Button>
        </Actions>
      </Form>
    </section>
  );
};

function reachChoices(policy: PolicyName, cells: readonly PreviewedCell[]): readonly Choice[] {
  if (isRatePolicy(policy))
    return [
      { value: 'openYears', label: '没有定稿的各年度' },
      { value: 'fromNow', label: '本年度起' },
    ];
  const moved = cells.length > 0 ? '（如上）' : '';
  return [
    { value: 'openYears', label: `没有定稿的年度，包括已登记的案件${moved}` },
    { value: 'fromNow', label: '只适用于以后登记的步骤，已登记的不变' },
  ];
}
