/** Lists, pages and steps of the register's entries. */

import type { Child } from 'hono/jsx';
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { MEDIUM_LABELS } from '#shared/glossary/choices.ts';
import { explainPublicationCase } from '#shared/redating/explain-case.ts';
import type { RegisterKind } from '#shared/register/events.ts';
import { registerKinds } from '#shared/register/kind.ts';
import type { RegisterState } from '#shared/register/state.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { PublicationClockPanel } from '../cases/clock-panels.tsx';
import { HANDLING_STEPS } from '../cases/handling-steps.ts';
import { concludedColumn, dueColumn, numberColumn, openedColumn } from '../cases/list-columns.tsx';
import { CORRECT_TEXT } from '../cases/mend-steps.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { correctDate, datesOf, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import type { Web } from '../frame/web.ts';
import type { Facet, ListColumn } from '../lists/list.ts';
import { choicesOf } from '../look/fields.tsx';
import { cellFact } from '../wording/register-words.ts';
import { provisionalText } from '../wording/word.ts';
import type { RegisterEntry } from './entries.ts';

export const REGISTER = '/register';

const REPEAL = step<RegisterState>('RepealDocument', '废止', {
  about: '废止以后不再计入现行有效',
  fields: [{ name: 'repealedOn', kind: 'date', label: '废止日期', initial: ({ context }) => context.today }],
});
const PUBLISH_AWAITED = step<RegisterState>('PublishAwaited', '公开', {
  about: '已经发布；自形成或者变更之日起二十个工作日内公开（条例第二十六条）',
  fields: [
    { name: 'publishedOn', kind: 'date', label: '公开日期', initial: ({ context }) => context.today },
    { name: 'medium', kind: 'radio', label: '渠道', choices: () => choicesOf(MEDIUM_LABELS) },
    { name: 'column', kind: 'text', label: '栏目', optional: true },
    { name: 'url', kind: 'text', label: '网址', optional: true },
  ],
});
const CORRECT_PLACE = remedy<RegisterState>('CorrectFact', '更正渠道、栏目、网址', {
  about: '按渠道、按栏目的件数随之改变',
  probe: () => ({ column: '—', reason: '—' }),
  fields: [
    {
      name: 'medium',
      kind: 'radio',
      label: '渠道',
      choices: () => choicesOf(MEDIUM_LABELS),
      initial: ({ file }) => String(file.state.cells.medium ?? ''),
    },
    {
      name: 'column',
      kind: 'text',
      label: '栏目',
      optional: true,
      initial: ({ file }) => String(file.state.cells.column ?? ''),
    },
    {
      name: 'url',
      kind: 'text',
      label: '网址',
      optional: true,
      initial: ({ file }) => String(file.state.cells.url ?? ''),
    },
    { ...reason, label: '更正理由' },
  ],
});
const CORRECT_DATE = correctDate<RegisterState>(({ file }) => datesOf(file.state.steps));

function stepsOf({ kind }: RegisterEntry): readonly StepForm<RegisterState>[] {
  const own: Readonly<Partial<Record<RegisterKind, StepForm<RegisterState>>>> = {
    publication: PUBLISH_AWAITED,
    document: REPEAL,
  };
  const first = own[kind];
  const facts = kind === 'publication' ? [CORRECT_PLACE] : [];
  const remedies = [CORRECT_TEXT, ...facts, CORRECT_DATE, VOID_ENTRY];
  return [...(first === undefined ? [] : [first]), ...remedies, ...HANDLING_STEPS];
}

function columnsOf(entry: RegisterEntry): readonly ListColumn<CaseSummary>[] {
  const asked = entry.fields.map(({ name }) => (name === 'amount' ? 'fen' : name));
  const shown = asked.filter((name) => !['case', 'title', 'url', 'source'].includes(name));
  return [
    numberColumn(entry.kind, entry.kind === 'document' ? '文号' : '编号'),
    openedColumn(entry.dated, ({ status, openedOn }) => (status === 'open' ? '' : openedOn)),
    ...shown.flatMap((name): ListColumn<CaseSummary>[] => {
      const named = cellFact(entry.kind, name, '');
      if (named === null) return [];
      return [
        { title: named.label, cell: ({ facts }) => cellFact(entry.kind, name, facts[name])?.text ?? '' },
      ];
    }),
    ...(entry.kind === 'publication'
      ? [dueColumn('公开期限', ({ dueOn, provisional }) => provisionalText(dueOn ?? '', provisional))]
      : []),
    ...(entry.kind === 'document' ? [concludedColumn('废止日期')] : []),
  ];
}

/** What is chosen of a closed list, and what was typed again and again. */
function facetsOf({ kind, fields }: RegisterEntry): readonly Facet[] {
  return fields.flatMap((field): Facet[] => {
    const named = field.kind === 'radio' || field.name === 'column' || field.name === 'name';
    const word = named ? cellFact(kind, field.name, '') : null;
    if (word === null) return [];
    const choices = field.choices === undefined ? {} : { choices: field.choices };
    return [{ name: field.name, label: word.label, ...choices }];
  });
}

function statusOf({ voided, repealedOn, isAwaited }: RegisterState): CaseHead['status'] {
  if (voided) return ['off', '已作废'];
  if (isAwaited) return ['busy', '待公开'];
  return repealedOn === null ? ['good', '已登记'] : ['off', '已废止'];
}

/** Only what becomes public has a period. */
async function clockPanel({ file, context }: Situation<RegisterState>, { house }: Web): Promise<Child> {
  const of = { commits: file.commits, state: file.state, on: context.today };
  const clock = await explainPublicationCase(house.log, of);
  return clock && <PublicationClockPanel clock={clock} />;
}

function headOf(entry: RegisterEntry): (situation: Situation<RegisterState>) => CaseHead {
  return ({ file }) => {
    const { state } = file;
    const cells = Object.entries(state.cells).flatMap(([name, value]) => {
      const fact = cellFact(entry.kind, name, value);
      return fact === null || fact.text === '' ? [] : [[fact.label, fact.text] as const];
    });
    return {
      subject: String(state.cells.title ?? state.cells.name ?? ''),
      status: statusOf(state),
      facts: [
        ...(state.isAwaited ? [] : ([[entry.dated, state.on]] as const)),
        ...(state.formedOn === null ? [] : ([['形成或者变更日期', state.formedOn]] as const)),
        ...(state.publishBy === null ? [] : ([['另有规定的公开期限', state.publishBy]] as const)),
        ...cells,
        ...(state.repealedOn === null ? [] : ([['废止日期', state.repealedOn]] as const)),
      ],
      notes: [],
    };
  };
}

export function pagesOf(entry: RegisterEntry): CasePages<RegisterState> {
  const caseKind = registerKinds.find(({ kind }) => kind === entry.kind);
  if (caseKind === undefined) throw new Error(`no kind for ${entry.kind}`);
  return {
    kind: entry.kind,
    caseKind,
    path: entry.path,
    section: 'register',
    title: entry.title,
    dated: entry.dated,
    steps: stepsOf(entry),
    columns: columnsOf(entry),
    ...(entry.fields.some(({ name }) => name === 'title') && { about: { subject: '标题', person: null } }),
    facets: () => facetsOf(entry),
    unit: '条',
    head: headOf(entry),
    ...(entry.kind === 'publication' && { more: (_c, situation, web) => clockPanel(situation, web) }),
    entry: [`${entry.path}/new`, '登记一条'],
    entryRoles: OFFICERS,
  };
}
