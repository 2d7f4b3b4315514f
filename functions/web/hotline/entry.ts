/** Logging a call while the caller speaks: one screen, most of it already filled in. */

import { HOTLINE_SOURCE } from '../../../shared/hotline/events.ts';
import type { ListName } from '../../../shared/hotline/lists.ts';
import { versionOn } from '../../../shared/hotline/lists.ts';
import { dateOfInstant, type Instant } from '../../../shared/kernel/plain-date.ts';
import { CLERKS } from '../../accounts/permissions.ts';
import { hotlineLists } from '../../record/hotline-lists.ts';
import { caseHref } from '../cases/case-kind.ts';
import type { Entering, Entry, EntryField } from '../cases/entry-page.tsx';
import type { Choice } from '../look/fields.tsx';
import { HOTLINE } from './pages.tsx';

/** What the office's list offers on that day. */
export async function offered({ web, who, now }: Entering, list: ListName): Promise<readonly Choice[]> {
  const lists = await hotlineLists(web.house.log, who.office);
  const today = dateOfInstant(now as Instant);
  return [...lists.entries[list].values()]
    .filter((entry) => versionOn(entry, today).offered)
    .map(({ key, label }) => ({ value: key, label }));
}

async function fields(at: Entering): Promise<readonly EntryField[]> {
  return [
    { name: 'type', kind: 'radio', label: '诉求类型', choices: await offered(at, 'types') },
    {
      name: 'topic',
      kind: 'suggest',
      label: '事项',
      optional: true,
      choices: await offered(at, 'topics'),
    },
    { name: 'description', kind: 'area', label: '诉求内容', optional: true },
    { name: 'caller', kind: 'text', label: '诉求人', optional: true },
    { name: 'contact', kind: 'text', label: '联系电话', optional: true },
    {
      name: 'source',
      kind: 'select',
      label: '来源',
      choices: await offered(at, 'sources'),
      first: HOTLINE_SOURCE,
      sticky: true,
    },
    { name: 'at', kind: 'instant', label: '来电时间', first: at.now.slice(0, 16) },
    { name: 'case', kind: 'text', label: '工单编号', hint: '不填则自动编号', optional: true },
  ];
}

export const HOTLINE_ENTRY: Entry = {
  command: 'RegisterHotlineCase',
  path: HOTLINE,
  section: 'hotline',
  roles: CLERKS,
  title: '登记来电',
  about: '只需选诉求类型，其余可以边听边填；按回车登记。',
  listTitle: '热线工单',
  fields,
  hrefOf: (number) => caseHref({ path: HOTLINE }, number),
};
