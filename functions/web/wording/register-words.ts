/** Every field of every event of the register, in words, and of the cells an entry is made of. */
import { DECISION_KIND_LABELS, DOCUMENT_KIND_LABELS, MEDIUM_LABELS } from '#shared/glossary/choices.ts';
import { REGISTER_KINDS, type RegisterEvent, type RegisterKind } from '#shared/register/events.ts';
import { INFORMATION_PROCESSING } from '#shared/register/registering.ts';
import { MENDING_WORDS } from './mending-words.ts';
import { POLICY_APPLIED } from './policy-applied-words.ts';
import { POLICY_WORDS } from './policy-words.ts';
import { REDATED } from './redated-words.ts';
import { type Around, coded, count, date, own, step, text, type Word, type WordsOf, yuan } from './word.ts';

const NUMBERED = { number: null, migrated: null } as const;
const TITLED = { ...NUMBERED, sealed: null } as const;
const ITEM: Word<string> = {
  label: '收费项目',
  text: (item) => (item === INFORMATION_PROCESSING ? '信息处理费' : item),
};
const PUBLICATION = {
  medium: coded('渠道', MEDIUM_LABELS),
  column: text('栏目'),
  url: text('网址'),
};
const DOCUMENT = { kind: coded('类别', DOCUMENT_KIND_LABELS) };
const DECISION = {
  kind: coded('类别', DECISION_KIND_LABELS),
  count: count('件数'),
  refused: count('其中不予许可'),
};
const FEE = { fen: yuan('金额（元）'), item: ITEM };
const FIGURE = { name: text('名称'), count: count('数量'), unit: text('单位') };

export const REGISTER_WORDS: WordsOf<RegisterEvent> = {
  InformationFormed: { ...TITLED, publishBy: date('法定公开期限') },
  Published: { ...TITLED, ...PUBLICATION },
  DocumentIssued: { ...TITLED, ...DOCUMENT },
  DecisionRecorded: {
    ...NUMBERED,
    ...DECISION,
    countAssumed: null,
    refusals: coded('不予许可', POLICY_WORDS.licenceRefusals.values),
  },
  FeeRecorded: { ...NUMBERED, ...FEE },
  FigureRecorded: { ...TITLED, ...FIGURE },
  DocumentRepealed: { migrated: null },
  EntryCompleted: { cells: { label: '补充的内容', text: completed }, migrated: null },
  PolicyApplied: POLICY_APPLIED,
  TextCorrected: MENDING_WORDS,
  EntryDateCorrected: { event: step('更正的步骤') },
  PublicationRedated: REDATED,
  EntryVoided: { takenBack: text('撤回的导入') },
};

/** What an entry is made of, by the names of its events' data, as pages list it. */
const CELL_WORDS = {
  publication: { title: text('标题'), ...PUBLICATION },
  document: { title: text('标题'), ...DOCUMENT },
  decision: DECISION,
  fee: FEE,
  figure: { ...FIGURE, source: text('出处') },
} as const satisfies Readonly<Record<RegisterKind, Readonly<Record<string, unknown>>>>;

type Cell = string | number;
const NOTHING_AROUND: Around = { data: {}, eventNamed: () => '' };

/** Null for what is no cell of this kind, or says nothing. */
export function cellFact(
  kind: RegisterKind,
  name: string,
  value: unknown,
): { readonly label: string; readonly text: string } | null {
  const word = own(CELL_WORDS[kind] as Readonly<Record<string, Word<unknown>>>, name);
  if (!word) return null;
  const isSaid = value !== null && value !== undefined && value !== '';
  return { label: word.label, text: isSaid ? word.text(value, NOTHING_AROUND) : '' };
}

/** The event does not say which kind its cells belong to; a name means the same in every kind that has it. */
function completed(cells: Readonly<Record<string, Cell>>): string {
  return Object.entries(cells)
    .flatMap(([name, value]) => {
      const facts = REGISTER_KINDS.map((kind) => cellFact(kind, name, value));
      const told = facts.find((fact) => fact !== null && fact.text !== '');
      return told ? [`${told.label}：${told.text}`] : [];
    })
    .join('；');
}
