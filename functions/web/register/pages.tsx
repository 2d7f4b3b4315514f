/** Lists, pages and steps of the register's entries. */

import { OFFICERS } from '#shared/accounts/permissions.ts';
import { registerKinds } from '#shared/register/kind.ts';
import type { RegisterState } from '#shared/register/state.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { CaseHead, CasePages } from '../cases/case-kind.ts';
import type { Situation, StepForm } from '../cases/step-form.ts';
import { on, reason, remedy, step, VOID_ENTRY } from '../cases/step-parts.ts';
import type { Column } from '../look/table.tsx';
import { eventName } from '../wording/event-names.ts';
import { cellFact } from '../wording/register-words.ts';
import type { RegisterEntry } from './entries.ts';

export const REGISTER = '/register';

const REPEAL = step<RegisterState>('RepealDocument', '废止', {
  about: '废止以后不再计入现行有效',
  fields: [{ name: 'repealedOn', kind: 'date', label: '废止日期', initial: ({ context }) => context.today }],
});
const CORRECT_DATE = remedy<RegisterState>('CorrectDate', '更正日期', {
  about: '原来的日期留在办理经过里',
  fields: [
    {
      name: 'event',
      kind: 'select',
      label: '要更正的日期',
      choices: ({ file }) =>
        file.state.steps.map(({ id, type, on: day }) => ({
          value: id,
          label: `${eventName(type)}（${day}）`,
        })),
    },
    on('正确的日期'),
    reason,
  ],
});

function stepsOf({ kind }: RegisterEntry): readonly StepForm<RegisterState>[] {
  return [...(kind === 'document' ? [REPEAL] : []), CORRECT_DATE, VOID_ENTRY];
}

function columnsOf(entry: RegisterEntry): readonly Column<CaseSummary>[] {
  const asked = entry.fields.map(({ name }) => (name === 'amount' ? 'fen' : name));
  const shown = asked.filter((name) => !['case', 'title', 'url', 'source'].includes(name));
  return [
    { title: '编号', cell: ({ number }) => caseLink(entry.kind, number) },
    { title: entry.dated, cell: ({ openedOn }) => openedOn },
    ...shown.flatMap((name): Column<CaseSummary>[] => {
      const named = cellFact(entry.kind, name, '');
      if (named === null) return [];
      return [
        { title: named.label, cell: ({ facts }) => cellFact(entry.kind, name, facts[name])?.text ?? '' },
      ];
    }),
    ...(entry.kind === 'document'
      ? [{ title: '废止日期', cell: ({ concludedOn }: CaseSummary) => concludedOn ?? '' }]
      : []),
  ];
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
      status: state.voided ? ['off', '已作废'] : state.repealedOn ? ['off', '已废止'] : ['good', '已登记'],
      facts: [
        [entry.dated, state.on],
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
    entry: [`${entry.path}/new`, '登记一条'],
    entryRoles: OFFICERS,
  };
}
