/** One policy: for another value the cells of open years and the running dates that it would change, to be confirmed. */
import { randomUUID } from 'node:crypto';
import type { Child, FC } from 'hono/jsx';
import { isRatePolicy, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
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

/** `preview`: null where nobody has asked for it, and it takes reading all records. */
export type Looked = {
  readonly settled: Settled;
  readonly preview: PolicyPreview | null;
  /** Where it is looked at. */
  readonly path: string;
  /** When the records were read, where that is not now. */
  readonly read: Child;
};
type Previewed = Looked & { readonly value: string };
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
          <Crumb />
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
          {chosen !== null && <Other c={c} policy={policy} other={chosen} errors={errors} />}
        </>
      ),
    },
  );
}

export const Crumb: FC = () => (
  <p class="crumb">
    <a href="/policies">政策设置</a>
  </p>
);

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

type OtherValue = {
  readonly c: Ctx;
  readonly policy: ToldPolicy;
  readonly other: Previewed;
  readonly errors: readonly FieldError[];
};

/** To be confirmed once it was looked at; what was refused stands there to be sent again. */
const Other: FC<OtherValue> = ({ c, policy, other, errors }) => {
  const { value, preview, path, read } = other;
  const words = valueText(policy.policy, value);
  return (
    <section class="panel" aria-label={`改为：${words}`}>
      <h2>改为：{words}</h2>
      {preview === null ? (
        <p>
          会影响哪些数字和期限，要读全部案件的记录才知道。<a href={path}>读全部记录，再确认</a>
        </p>
      ) : (
        <>
          {read}
          {policy.followed || preview.cells.length > 0 ? (
            <Changes preview={preview} />
          ) : (
            <p>只适用于以后登记的步骤，已登记的数字和期限都不变。</p>
          )}
        </>
      )}
      {(preview !== null || errors.length > 0) && (
        <ConfirmForm c={c} policy={policy} value={value} cells={preview?.cells ?? []} />
      )}
    </section>
  );
};

type Confirmed = {
  readonly c: Ctx;
  readonly policy: ToldPolicy;
  readonly value: string;
  readonly cells: readonly PreviewedCell[];
};

const ConfirmForm: FC<Confirmed> = ({ c, policy: { policy, followed }, value, cells }) => {
  const hasReach = followed || isRatePolicy(policy);
  return (
    <Form
      c={c}
      action={`/policies/${policy}`}
      token={randomUUID()}
      hidden={{ value }}
      label={`改为：${valueText(policy, value)}`}
    >
      {hasReach && (
        <RadioGroup
          form={{ values: { [`reach-${value}`]: 'openYears' }, errors: [] }}
          name={`reach-${value}`}
          label="适用于"
          choices={reachChoices(policy, cells)}
        />
      )}
      <Actions>
        <Button>确认改为这一做法</Button>
      </Actions>
    </Form>
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
