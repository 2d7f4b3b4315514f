/** The closed lists in a command: they may be written as in a row of an import, not only by their keys. */
import type { Fields } from '#shared/desk/execute.ts';
import { AMENDMENT_DECISION_LABELS, SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import { isJsonObject } from '#shared/kernel/parse-json.ts';
import { type ImportKind, KINDS } from './kinds.ts';
import { APPLICANT_CHOICES, type Choice, choices, chooseFrom, outcomeChoices } from './parse-choices.ts';

function listOf(kind: ImportKind, column: string): readonly Choice[] {
  return KINDS[kind].columns.find(({ key }) => key === column)?.choices ?? [];
}

const MEDIUM = { medium: listOf('publications', 'medium') };
const ROUTE = { route: listOf('appeals', 'route') };

/** By command and field. Types of hotline cases are the office's own list, which reads its labels itself. */
const LISTS: Readonly<Record<string, Readonly<Record<string, readonly Choice[]>>>> = {
  RegisterApplication: { channel: listOf('applications', 'channel') },
  CorrectApplicantType: { type: APPLICANT_CHOICES },
  OpenAppeal: { kind: listOf('appeals', 'kind'), ...ROUTE },
  CorrectAppealRoute: ROUTE,
  RecordService: { way: choices(SERVICE_WAY_LABELS) },
  RecordFollowUp: { satisfaction: listOf('hotline', 'satisfaction') },
  Publish: MEDIUM,
  PublishAwaited: MEDIUM,
  RequestAmendment: { channel: listOf('applications', 'channel') },
  DecideAmendment: { decision: choices(AMENDMENT_DECISION_LABELS) },
  IssueDocument: { kind: listOf('documents', 'kind') },
  RecordDecision: { kind: listOf('decisions', 'kind') },
};

/** The outcomes of an application are those of the form of the command's year. */
function listsFor({ command, on }: Fields): Readonly<Record<string, readonly Choice[]>> | undefined {
  const outcome = outcomeChoices(Number(String(on).slice(0, 4)));
  if (['Reply', 'RedoReply', 'ReviseReply'].includes(String(command))) return { outcome };
  const appealOutcomes = listOf('appeals', 'outcome');
  return command === 'CorrectOutcome' ? { outcome: [...outcome, ...appealOutcomes] } : LISTS[String(command)];
}

/** The command with the keys of what is written there; what is in no list stays, for the command's own check to say. */
export function withKeys(fields: Fields): Fields {
  const lists = listsFor(fields);
  if (lists === undefined) return fields;
  const keyed = keyedBy(fields, lists);
  const { applicant } = keyed;
  if (!isJsonObject(applicant)) return keyed;
  return { ...keyed, applicant: keyedBy(applicant, { type: APPLICANT_CHOICES }) };
}

function keyedBy(fields: Fields, lists: Readonly<Record<string, readonly Choice[]>>): Fields {
  const found = Object.entries(lists).flatMap(([field, list]) => {
    const written = fields[field];
    const key = typeof written === 'string' ? chooseFrom(list, written) : undefined;
    return key === undefined ? [] : [[field, key] as const];
  });
  return { ...fields, ...Object.fromEntries(found) };
}
