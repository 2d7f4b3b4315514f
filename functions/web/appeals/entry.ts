/** Reviews and suits: how one that was accepted is entered, and all their pages. */

import { CLERKS } from '#shared/accounts/permissions.ts';
import { aboutApplication } from '#shared/appeal/figures.ts';
import { APPEAL_KIND_LABELS, PROCEDURE_LABELS } from '#shared/glossary/choices.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import type { Site } from '../access/site.ts';
import { caseHref } from '../cases/case-address.tsx';
import { type Entering, type Entry, type EntryField, entryRoutes } from '../cases/entry-page.tsx';
import type { Twin } from '../cases/likely-twins.tsx';
import { caseRoutes } from '../cases/list-page.tsx';
import type { Web } from '../frame/web.ts';
import type { Values } from '../look/command-fields.ts';
import { choicesOf } from '../look/fields.tsx';
import { notCountedRoutes } from './not-counted-page.tsx';
import { APPEAL_PAGES, APPEALS } from './pages.tsx';
import { AS_REVIEW_ORGAN, ROUTE_CHOICES } from './steps.ts';

const KIND: readonly EntryField[] = [
  {
    name: 'kind',
    kind: 'radio',
    label: '类别',
    choices: choicesOf(APPEAL_KIND_LABELS),
    sticky: true,
  },
  {
    name: 'route',
    kind: 'radio',
    label: '起诉方式',
    hint: '诉讼必填',
    optional: true,
    choices: ROUTE_CHOICES,
  },
];

const ABOUT: readonly EntryField[] = [
  { name: 'application', kind: 'text', label: '关联申请编号', optional: true },
  {
    name: 'otherAct',
    kind: 'text',
    label: '针对的其他信息公开行为',
    hint: '不针对依申请公开答复的案件填写，如主动公开的内容',
    optional: true,
  },
  {
    name: 'copyReceivedOn',
    kind: 'date',
    label: '收到申请书、起诉状副本日期',
    hint: '答复、答辩期限从次日起算',
    optional: true,
  },
  { name: 'court', kind: 'text', label: '法院', optional: true },
  {
    name: 'procedure',
    kind: 'select',
    label: '程序',
    optional: true,
    choices: choicesOf(PROCEDURE_LABELS),
  },
  {
    name: 'coDefendant',
    kind: 'yesNo',
    label: AS_REVIEW_ORGAN,
    hint: '只填诉讼。选“是”的不计入本机关的表四（国办公开办函〔2016〕201号）；本机关是原行为机关、与复议机关一同被诉的，选“否”',
    optional: true,
  },
];

async function fields({ now }: Entering): Promise<readonly EntryField[]> {
  return [
    ...KIND,
    { name: 'case', kind: 'text', label: '案号', hint: '不填则自动编号', optional: true },
    { name: 'on', kind: 'date', label: '受理日期', first: dateOfInstant(now) },
    ...ABOUT,
  ];
}

const APPEAL_ENTRY: Entry = {
  command: 'OpenAppeal',
  path: APPEALS,
  section: 'appeals',
  roles: CLERKS,
  title: '登记复议、诉讼案件',
  about: '按受理或立案登记；一审、二审是同一件。',
  listTitle: '行政复议、行政诉讼',
  fields,
  hrefOf: (number) => caseHref({ path: APPEALS }, number),
  twins: aboutTheSame,
  twinsAre: '针对同一件申请、类别也相同的案件已经登记（一审、二审、再审是同一件）',
};

/** One dispute before one body is one case, whatever instance it has come to. */
async function aboutTheSame(
  { web: { house }, who: { office } }: Pick<Entering, 'web' | 'who'>,
  { application = '', kind }: Values,
): Promise<readonly Twin[]> {
  if (application === '') return [];
  await house.catchUp();
  const year = yearOf(dateOfInstant(house.clock.now()));
  const about = { office, cell: aboutApplication(application), year };
  const { items } = await house.views.members(about, { limit: MOST_TWINS });
  const found = await Promise.all(items.map((one) => house.views.summary(office, 'appeal', one.case)));
  return found
    .filter((one) => one !== null)
    .filter(({ facts, status }) => facts.kind === kind && status !== 'voided')
    .map(({ number, openedOn }) => ({ kind: 'appeal', number, day: openedOn, subject: '' }));
}

const MOST_TWINS = 20;

export function appealRoutes(site: Site, web: Web): void {
  entryRoutes(site, web, APPEAL_ENTRY);
  notCountedRoutes(site, web);
  caseRoutes(site, web, APPEAL_PAGES);
}
