/** How the entries of a hotline list are shown: what each settles now, and settled before. */
import type { Child, FC } from 'hono/jsx';
import { type Entry, type EntryVersion, type ListName, versionOn } from '#shared/hotline/lists.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { Tag } from '../look/banner.tsx';
import type { Column } from '../look/table.tsx';
import { HOTLINE } from './pages.tsx';

export const LISTS = `${HOTLINE}/lists`;

/** `may`: with the way to the form that changes an entry. */
export function columnsOf(list: ListName, today: PlainDate, may: boolean): readonly Column<Entry>[] {
  const now = (entry: Entry): EntryVersion => versionOn(entry, today);
  const special: Readonly<Record<ListName, readonly Column<Entry>[]>> = {
    sources: [
      { title: '计入', cell: (entry) => (now(entry).group === '12345' ? '12345热线、全部事件' : '全部事件') },
    ],
    types: [{ title: '办理时限', cell: (entry) => limitText(now(entry)) }],
    topics: [],
    subdistricts: [],
    departments: [],
  };
  return [
    { title: '名称', cell: ({ label }) => label },
    ...special[list],
    { title: '现在', cell: (entry) => offeredTag(entry, today) },
    { title: '历次设置', cell: ({ versions }) => versions.map((one) => versionText(list, one)).join('；') },
    ...(may ? [{ title: '修改', cell: ({ label }: Entry) => <ChangeLink list={list} label={label} /> }] : []),
  ];
}

function limitText({ workingDays, hours }: EntryVersion): string {
  if (hours !== null) return `${hours} 小时`;
  return workingDays === null ? '不设时限' : `${workingDays} 个工作日`;
}

function offeredTag(entry: Entry, today: PlainDate): Child {
  const { offered, from } = versionOn(entry, today);
  if (from !== null && from > today) return <Tag>{from} 起</Tag>;
  return offered ? <Tag kind="good">使用中</Tag> : <Tag kind="off">已停用</Tag>;
}

function versionText(list: ListName, version: EntryVersion): string {
  const from = version.from === null ? '原有' : `${version.from} 起`;
  if (!version.offered) return `${from}停用`;
  if (list === 'types') return `${from}${limitText(version)}`;
  return list === 'sources' && version.group === '12345' ? `${from}计入12345热线` : from;
}

const ChangeLink: FC<{ list: ListName; label: string }> = ({ list, label }) => (
  <a href={`${LISTS}?${new URLSearchParams({ list, label })}#${list}`} aria-label={`修改${label}`}>
    修改
  </a>
);
