/** Lists, pages and steps of the register's entries. */

import type { Child } from 'hono/jsx';
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { MEDIUM_LABELS } from '#shared/glossary/choices.ts';
import { explainPublicationCase } from '#shared/redating/explain-case.ts';
import type { RegisterKind } from '#shared/register/events.ts';
import { registerKinds } from '#shared/register/kind.ts';
import type { RegisterState } from '#shared/register/state.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import { PublicationClockPanel } from '../cases/clock-panels.tsx';
import { HANDLING_STEPS } from '../cases/handling-steps.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { correctDate, datesOf, step, VOID_ENTRY } from '../cases/step-parts.ts';
import type { Web } from '../frame/web.ts';
import { choicesOf } from '../look/fields.tsx';
import type { Column } from '../look/table.tsx';
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
const CORRECT_DATE = correctDate<RegisterState>(({ file }) => datesOf(file.state.steps));

function stepsOf({ kind }: RegisterEntry): readonly StepForm<RegisterState>[] {
  const own: Readonly<Partial<Record<RegisterKind, StepForm<RegisterState>>>> = {
    publication: PUBLISH_AWAITED,
    document: REPEAL,
  };
  const first = own[kind];
  return [...(first === undefined ? [] : [first]), CORRECT_DATE, VOID_ENTRY, ...HANDLING_STEPS];
}

function columnsOf(entry: RegisterEntry): readonly Column<CaseSummary>[] {
  const asked = entry.fields.map(({ name }) => (name === 'amount' ? 'fen' : name));
  const shown = asked.filter((name) => !['case', 'title', 'url', 'source'].includes(name));
  return [
    { title: '编号', cell: ({ number }) => caseLink(entry.kind, number) },
    { title: entry.dated, cell: ({ status, openedOn }) => (status === 'open' ? '' : openedOn) },
    ...shown.flatMap((name): Column<CaseSummary>[] => {
      const named = cellFact(entry.kind, name, '');
      if (named === null) return [];
      return [
        { title: named.label, cell: ({ facts }) => cellFact(entry.kind, name, facts[name])?.text ?? '' },
      ];
    }),
    ...(entry.kind === 'publication'
      ? [
          {
            title: '公开期限',
            cell: ({ dueOn, provisional }: CaseSummary) => provisionalText(dueOn ?? '', provisional),
          },
        ]
      : []),
    ...(entry.kind === 'document'
      ? [{ title: '废止日期', cell: ({ concludedOn }: CaseSummary) => concludedOn ?? '' }]
      : []),
  ];
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
    head: headOf(entry),
    ...(entry.kind === 'publication' && { more: (_c, situation, web) => clockPanel(situation, web) }),
    entry: [`${entry.path}/new`, '登记一条'],
    entryRoles: OFFICERS,
  };
}
