/** The columns that lists of cases share: number, days, state. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { Web } from '../frame/web.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import { Tag, type TagKind } from '../look/banner.tsx';
import { STATUS_LABELS } from '../wording/terms.ts';
import { caseLink } from './case-address.tsx';

type CaseColumn = ListColumn<CaseSummary>;

export const numberColumn = (kind: CaseKind, title = '编号'): CaseColumn => ({
  ...{ title, tight: true, sort: 'number' },
  cell: ({ number }) => caseLink(kind, number),
  text: ({ number }) => number,
});

export const openedColumn = (
  title: string,
  text: (one: CaseSummary) => string = ({ openedOn }) => openedOn,
): CaseColumn => ({ ...{ title, tight: true, sort: 'opened' }, cell: text });

export const dueColumn = (title: string, text: (one: CaseSummary) => string): CaseColumn => ({
  ...{ title, tight: true, sort: 'due' },
  cell: text,
});

export const concludedColumn = (title: string): CaseColumn => ({
  ...{ title, tight: true, sort: 'concluded' },
  cell: ({ concludedOn }) => concludedOn ?? '',
});

const STATUS_TAGS: Readonly<Record<CaseSummary['status'], TagKind>> = {
  unconfirmed: 'plain',
  open: 'busy',
  concluded: 'good',
  voided: 'off',
};
type Standing = (one: CaseSummary) => readonly [TagKind, string];
const plainStanding: Standing = ({ status }) => [STATUS_TAGS[status], STATUS_LABELS[status]];

export const assigneeColumn: CaseColumn = {
  title: '承办人',
  cell: ({ facts }) => String(facts.person ?? ''),
};

/** In whose hands a case is: offered are the people of the office. */
export async function assigneeFacets({ accounts }: Web, office: string): Promise<readonly Facet[]> {
  const people = (await accounts.list()).filter((one) => one.office === office && !one.disabled);
  return [
    { name: 'department', label: '承办单位' },
    { name: 'person', label: '承办人', suggested: people.map(({ user }) => user) },
  ];
}

/** Where a case stands, beside its number. */
export function StatusTag({ status }: Pick<CaseSummary, 'status'>) {
  return <Tag kind={STATUS_TAGS[status]}>{STATUS_LABELS[status]}</Tag>;
}

/** Where a case stands; `standing` where a kind has other words for it. */
export const statusColumn = (standing: Standing = plainStanding): CaseColumn => ({
  ...{ title: '状态', tight: true },
  cell: (one) => {
    const [kind, text] = standing(one);
    return <Tag kind={kind}>{text}</Tag>;
  },
  text: (one) => standing(one)[1],
});
