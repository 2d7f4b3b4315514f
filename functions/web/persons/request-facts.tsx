/** What a request is, how it stands, and which records it is about. */
import type { Child, FC } from 'hono/jsx';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { ERASURE_GROUNDS, REQUEST_KINDS, REQUEST_OUTCOMES } from '#shared/glossary/personal.ts';
import { isWaiting, type PersonRequest } from '#shared/personal/state.ts';
import { caseLink } from '../cases/case-address.tsx';
import { Tag } from '../look/banner.tsx';
import { type Column, DataTable } from '../look/table.tsx';

export function stateOf(request: PersonRequest): Child {
  const { asks, approvedBy, erased, cases, outcome } = request;
  if (outcome !== null) return <Tag kind="good">{REQUEST_OUTCOMES[outcome]}</Tag>;
  if (isWaiting(request)) return <Tag kind="busy">待另一人批准</Tag>;
  if (approvedBy !== null) return <Tag kind={erased.length < cases.length ? 'busy' : 'good'}>已批准删除</Tag>;
  return <Tag kind="busy">待{REQUEST_KINDS[asks]}</Tag>;
}

export function factsOf({ texts, ...request }: PersonRequest): [string, Child][] {
  const { ground, receivedOn, receivedBy, dueOn, approvedBy, outcome, answeredOn } = request;
  const facts: [string, Child][] = [
    ['请求人', texts.applicantName ?? ''],
    ['证件号码', texts.identity ?? ''],
    ['联系方式', texts.contact ?? ''],
    ['内容和理由', texts.reason ?? ''],
    ['依据', ground === null ? '' : ERASURE_GROUNDS[ground]],
    ['收到', `${receivedOn}（${receivedBy}）`],
    ['答复期限', dueOn ?? ''],
    ['批准', approvedBy ?? ''],
    ['办理结果', outcome === null ? '' : `${REQUEST_OUTCOMES[outcome]}（${answeredOn}）`],
  ];
  return facts.filter(([, value]) => value !== '');
}

export const Cases: FC<{ state: PersonRequest }> = ({ state }) => {
  const ended = (kind: string, number: string) =>
    state.erased.find((one) => one.kind === kind && one.number === number);
  const columns: readonly Column<PersonRequest['cases'][number]>[] = [
    { title: '编号', cell: ({ kind, number }) => caseLink(kind, number) },
    { title: '类别', cell: ({ kind }) => KIND_LABELS[kind] },
    {
      title: '删除',
      cell: ({ kind, number }) => {
        const erased = ended(kind, number);
        return erased === undefined ? '' : `已销毁密钥，${erased.sealed} 份密封记录、${erased.files} 个附件`;
      },
    },
    {
      title: '密钥指纹',
      cell: ({ kind, number }) => <code>{ended(kind, number)?.fingerprint?.slice(0, 16)}</code>,
    },
  ];
  return state.cases.length === 0 ? null : (
    <DataTable caption="涉及的记录" columns={columns} rows={state.cases} />
  );
};
