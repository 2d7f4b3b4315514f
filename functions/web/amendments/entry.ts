/** A request to correct a record about oneself is entered, and all its pages. */
import { CLERKS } from '#shared/accounts/permissions.ts';
import { CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import { APPLICANT_TYPE_LABELS } from '#shared/glossary.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Site } from '../access/site.ts';
import { caseHref } from '../cases/case-address.tsx';
import { type Entering, type Entry, type EntryField, entryRoutes } from '../cases/entry-page.tsx';
import { caseRoutes } from '../cases/list-page.tsx';
import type { Web } from '../frame/web.ts';
import { choicesOf } from '../look/fields.tsx';
import { AMENDMENT_PAGES, AMENDMENTS } from './pages.tsx';

const PERSON: readonly EntryField[] = [
  {
    name: 'applicantType',
    place: 'applicant.type',
    kind: 'select',
    label: '申请人类型',
    choices: choicesOf(APPLICANT_TYPE_LABELS),
  },
  { name: 'applicantName', place: 'applicant.name', kind: 'text', label: '姓名或名称' },
  { name: 'identity', place: 'applicant.identity', kind: 'text', label: '身份证明', optional: true },
  { name: 'contact', place: 'applicant.contact', kind: 'text', label: '联系方式', optional: true },
  { name: 'agent', place: 'applicant.agent', kind: 'text', label: '代理人', optional: true },
];

async function fields({ now }: Entering): Promise<readonly EntryField[]> {
  return [
    { name: 'case', kind: 'text', label: '编号', hint: '不填则自动编号', optional: true },
    { name: 'on', kind: 'date', label: '收到日期', first: dateOfInstant(now) },
    {
      name: 'channel',
      kind: 'radio',
      label: '申请渠道',
      choices: choicesOf(CHANNEL_LABELS),
      optional: true,
    },
    ...PERSON,
    { name: 'subject', kind: 'text', label: '要求更正的政府信息' },
    { name: 'description', kind: 'area', label: '认为不准确之处' },
    { name: 'evidence', kind: 'area', label: '证据材料', hint: '申请人提供的证据（条例第四十一条）' },
  ];
}

const AMENDMENT_ENTRY: Entry = {
  command: 'RequestAmendment',
  path: AMENDMENTS,
  section: 'amendments',
  roles: CLERKS,
  title: '登记更正申请',
  about:
    '有证据证明本机关提供的与其自身相关的政府信息记录不准确，要求更正的（条例第四十一条）；不是政府信息公开申请，不计入表三。',
  listTitle: '信息更正申请',
  fields,
  hrefOf: (number) => caseHref({ path: AMENDMENTS }, number),
};

export function amendmentRoutes(site: Site, web: Web): void {
  entryRoutes(site, web, AMENDMENT_ENTRY);
  caseRoutes(site, web, AMENDMENT_PAGES);
}
