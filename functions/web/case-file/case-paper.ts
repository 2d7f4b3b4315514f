/** The sheet of a case (办理单) and everything in it, as one paper: to hand out, to file, to show to a reviewing organ. */
import type { Paper, PaperPart } from '#shared/documents/paper.ts';
import type { Handled } from '#shared/handling/state.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { maskedCase, namesOf } from '#shared/ledger/masked-case.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { isSample } from '#shared/ledger/sample-mark.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import type { Sight } from '#shared/masking/sight.ts';
import { explainCase } from '#shared/redating/explain-case.ts';
import type { House } from '#shared/store/house.ts';
import { appealsAbout } from '../applications/linked-cases.tsx';
import type { CasePages } from '../cases/case-kind.ts';
import type { Situation } from '../cases/step-form.ts';
import { minute } from '../wording/word.ts';
import { clockParts } from './clock-parts.ts';
import { filesOf, type PagesReader } from './file-parts.ts';
import { appealParts, historyParts, letterParts, serviceParts } from './history-parts.ts';
import { plainText } from './plain-text.ts';

const TITLES: Readonly<Partial<Record<CaseKind, string>>> = {
  application: '政府信息公开申请办理单',
  hotline: '热线工单办理单',
  appeal: '行政复议、行政诉讼案件办理单',
};

/** `full`: with names, identity numbers, contacts and pictures; else as `sight` has it, and without. `by`: who prints it. */
type PaperAsked = {
  readonly office: string;
  readonly number: string;
  readonly sight: (file: CaseFile) => Promise<Sight> | Sight;
  readonly by: string;
  /** Reads the pages of a PDF that was attached, for a paper that goes on with them. */
  readonly pages?: PagesReader;
};

/** Null where the office has no case of that number. */
export async function casePaper(house: House, pages: CasePages, asked: PaperAsked): Promise<Paper | null> {
  const { office, number } = asked;
  const opened = await openCase(house.log, pages.caseKind, { office, number });
  if (opened === null) return null;
  const sight = await asked.sight(opened);
  const file = maskedCase(opened, sight);
  const now = house.clock.now();
  const context = await contextFor(house.log, file.kind, { office, today: dateOfInstant(now) });
  const situation: Situation = { file, now, context };
  const title = TITLES[pages.kind] ?? `${pages.title}办理单`;
  const organ = (await officeOf(house.log, office))?.name ?? office;
  const sample = (await isSample(house.log, office)) ? '【示例：人名、机构均为虚构，不具有效力】' : '';
  const hidden = HIDDEN[sight];
  const { pages: reader } = asked;
  const of = { full: sight === 'full', ...(reader && { reader }) };
  const files = await filesOf(house, file as CaseFile<Handled>, of);
  return {
    title,
    header: `${sample}${organ}　${title}　${file.number}`,
    note: `打印时间 ${minute(now)}　打印人 ${asked.by}　${hidden}`,
    parts: [...(await partsOf(house, pages, { situation, sight, names: namesOf(opened) })), ...files.parts],
    enclosed: files.enclosed,
    attached: files.attached,
  };
}

const HIDDEN: Readonly<Record<Sight, string>> = {
  full: '完整打印',
  handling: '证件号码、联系方式部分隐去，不附图片',
  masked: '姓名、证件号码、联系方式、住址部分隐去，不附图片',
};

type Shown = { readonly situation: Situation; readonly sight: Sight; readonly names: readonly string[] };

async function partsOf(house: House, pages: CasePages, shown: Shown): Promise<PaperPart[]> {
  const { situation, sight, names } = shown;
  const { file, context } = situation;
  const head = await pages.head(situation, { house });
  const clock = await explainCase(house.log, file.commits, context.today);
  const facts = [
    ['编号', file.number],
    ['状态', head.status[1]],
    ...(head.subject === '' ? [] : [['内容', head.subject]]),
    ...(await Promise.all(head.facts.map(async ([label, value]) => [label, await plainText(value)]))),
  ] as [string, string][];
  const appeals = pages.kind === 'application' ? await appealsAbout(situation, { house }) : [];
  return [
    { kind: 'facts', caption: '基本情况', facts: facts.filter(([, value]) => value !== '') },
    ...(clock === null ? [] : clockParts(clock)),
    ...historyParts(file),
    ...serviceParts(file),
    ...letterParts(file, (line) => maskedText('description', line, { sight, names })),
    ...appealParts(appeals),
  ];
}
