/** What narrows the work list: slices and kinds as links, a fact of the case as a form; all of it is part of the address. */

import type { FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { ListName } from '#shared/hotline/lists.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { NARROWINGS, type Narrowed, type Narrowing } from '#shared/store/narrowings.ts';
import { SLICES, type Slice, WORK_KINDS } from '#shared/worklist/slices.ts';
import { Suggestions, TextField } from '../look/fields.tsx';
import { Actions, Button } from '../look/form.tsx';

const SLICE_LABELS: Readonly<Record<Slice, string>> = {
  all: '全部在办',
  overdue: '已超期',
  today: '今日到期',
  within3: '3 个工作日内',
  within5: '5 个工作日内',
  within10: '10 个工作日内',
  waiting: '等待他人',
};
export const WORKLIST = '/worklist';

/** A fact that cases are narrowed by: its label, the way back to all, and the office's list that is offered for it. */
export const FACT_FILTERS: Readonly<
  Record<Narrowing, { readonly label: string; readonly all: string; readonly list: ListName | null }>
> = {
  department: { label: '承办单位', all: '各单位', list: 'departments' },
  person: { label: '承办人', all: '所有人', list: null },
  subdistrict: { label: '街道', all: '各街道', list: 'subdistricts' },
};

export type Chosen = Narrowed & {
  readonly slice: Slice;
  readonly kind?: CaseKind | undefined;
};

export function worklistHref(chosen: Chosen): string {
  const query = new URLSearchParams(queryOf(chosen));
  return query.size === 0 ? WORKLIST : `${WORKLIST}?${query}`;
}

export function queryOf({ slice, kind, ...facts }: Chosen): Readonly<Record<string, string>> {
  const asked = Object.entries(facts).filter((one): one is [Narrowing, string] => one[1] !== undefined);
  return { ...(slice !== 'all' && { slice }), ...(kind && { kind }), ...Object.fromEntries(asked) };
}

/** What the list is narrowed by, in words. */
export function saidOf({ slice, kind, ...facts }: Chosen): readonly string[] {
  return [
    SLICE_LABELS[slice],
    ...(kind === undefined ? [] : [`类别：${KIND_LABELS[kind]}`]),
    ...NARROWINGS.filter((fact) => facts[fact] !== undefined).map(
      (fact) => `${FACT_FILTERS[fact].label}：${facts[fact]}`,
    ),
  ];
}

/** `me`: whose cases are "mine". */
export const SliceLinks: FC<{ chosen: Chosen; me: string }> = ({ chosen, me }) => {
  const { person, slice, kind } = chosen;
  const offered: readonly Offered[] = [
    {
      title: '按承办人',
      links: [undefined, me].map((one) => [one ? '我的' : '本机关', { person: one }]),
      now: { person },
    },
    { title: '按期限', links: SLICES.map((one) => [SLICE_LABELS[one], { slice: one }]), now: { slice } },
    {
      title: '按类别',
      links: [undefined, ...WORK_KINDS].map((one) => [one ? KIND_LABELS[one] : '各类', { kind: one }]),
      now: { kind },
    },
  ];
  return (
    <>
      {offered.map(({ title, links, now }) => (
        <nav class="years" aria-label={title}>
          <ul>
            {links.map(([label, to]) => (
              <li>
                <a
                  href={worklistHref({ ...chosen, ...to })}
                  aria-current={isSame(to, now) ? 'page' : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ))}
    </>
  );
};

type Offered = {
  readonly title: string;
  readonly links: readonly (readonly [label: string, to: Partial<Chosen>])[];
  readonly now: Partial<Chosen>;
};
const isSame = (a: Partial<Chosen>, b: Partial<Chosen>): boolean => JSON.stringify(a) === JSON.stringify(b);

type FilterProps = {
  readonly chosen: Chosen;
  readonly offered: Readonly<Record<Narrowing, readonly string[]>>;
};

/** Each narrows the work list by one fact; one whose list is empty is not asked for. */
export const FactFilters: FC<FilterProps> = ({ chosen, offered }) => (
  <>
    {NARROWINGS.filter(
      (fact) => FACT_FILTERS[fact].list === null || offered[fact].length > 0 || chosen[fact] !== undefined,
    ).map((fact) => (
      <FactFilter chosen={chosen} fact={fact} labels={offered[fact]} />
    ))}
  </>
);

type FactProps = { readonly chosen: Chosen; readonly fact: Narrowing; readonly labels: readonly string[] };

const FactFilter: FC<FactProps> = ({ chosen, fact, labels }) => {
  const { label, all, list } = FACT_FILTERS[fact];
  const { [fact]: value, ...others } = chosen;
  return (
    <details open={value !== undefined}>
      <summary>
        按{label}
        {value !== undefined && `：${value}`}
      </summary>
      <form class="form filter" method="get" action={WORKLIST} aria-label={`按${label}`}>
        {Object.entries(queryOf(others)).map(([name, chosenValue]) => (
          <input type="hidden" name={name} value={chosenValue} />
        ))}
        {list !== null && <Suggestions id={list} labels={labels} />}
        <TextField
          form={{ values: { [fact]: value ?? '' }, errors: [] }}
          name={fact}
          label={label}
          optional
          size="medium"
          {...(list !== null && { list })}
        />
        <Actions>
          <Button kind="secondary">查看</Button>
          {value !== undefined && <a href={worklistHref(others)}>{all}</a>}
        </Actions>
      </form>
    </details>
  );
};
