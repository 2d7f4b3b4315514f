/** Reading a command with its Zod schema; the first fault becomes one field, one stable code, one Chinese message. */
import * as z from 'zod';
import { refusalText } from '#shared/glossary/refusals.ts';
import { numberOrBlank } from '#shared/kernel/command-fields.ts';
import type { FieldFault, Kind } from '#shared/kernel/kind.ts';
import { isRefusalCode, type RefusalCode } from '#shared/kernel/refusal-code.ts';
import { type Fault, type Fields, fault } from './execution.ts';

/** A command after its schema: `creates` when it may open a case. */
export type ParsedCommand<Value = object> = {
  readonly name: string;
  readonly creates: boolean;
  readonly value: Value;
};
/** The first fault, and where there are several all of them, one a field. */
type ParseResult<Value = object> = { readonly ok: true; readonly command: ParsedCommand<Value> } | Fault;

/** What every command is called and about: a list of one number, or `true`, is no number, whatever it reads like. */
const NAMINGS = {
  naming: z.object({
    command: z.string(),
    case: numberOrBlank.optional(),
    number: numberOrBlank.optional(),
  }),
};

/** Seen at a glance to fit: that most do is not read out of a schema each time. */
const PLAIN_NUMBER = /^[\x20-\x7e]{0,100}$/;
function isPlain({ command, case: named, number }: Fields): boolean {
  return typeof command === 'string' && [named, number].every(isPlainNumber);
}
function isPlainNumber(given: unknown): boolean {
  return given === undefined || (typeof given === 'string' && PLAIN_NUMBER.test(given));
}

/** Null where it has a name, and says soundly what it is about. */
export function misnamed(fields: Fields): Fault | null {
  const naming = isPlain(fields) ? null : parseCommand(NAMINGS, [], ['naming', fields]);
  if (naming === null || naming.ok) return null;
  return naming.field === 'command' ? fault('command', 'unknownCommand') : naming;
}

/** A command of that kind, judged also by what no schema can say. */
export function parseFor(kind: Kind, name: string, fields: unknown): ParseResult {
  const parsed = parseCommand(kind.schemas, kind.opening, [name, fields]);
  const found = parsed.ok ? (kind.faultIn?.(parsed.command.value) ?? null) : null;
  return found === null ? parsed : { ok: false, ...found };
}

/** `creating` names the commands that may open a case. */
export function parseCommand<Value extends object>(
  schemas: Readonly<Record<string, z.ZodType<Value>>>,
  creating: readonly string[],
  [name, fields]: [string, unknown],
): ParseResult<Value> {
  const schema = schemas[name];
  if (schema === undefined) return fault('command', 'unknownCommand');
  const result = schema.safeParse(fields);
  if (result.success) {
    const value = { ...result.data, command: name };
    return { ok: true, command: { name, creates: creating.includes(name), value } };
  }
  const faults = result.error.issues.map((issue) => faultAt(issue, codeOf(issue, fields)));
  const [first = faultAt({ path: [] }, 'required')] = faults;
  const isFirst = ({ field }: FieldFault, at: number): boolean =>
    faults.findIndex((one) => one.field === field) === at;
  return { ok: false, ...first, faults: faults.filter(isFirst) };
}

const TOO_MUCH: ReadonlySet<RefusalCode> = new Set(['tooLong', 'tooMany']);

type Issue = { readonly path: readonly PropertyKey[]; readonly maximum?: number | bigint };

/** With the longest that a text may be, or the most of a list, which says what to do about it. */
function faultAt({ path, maximum }: Issue, code: RefusalCode): FieldFault {
  const facts = TOO_MUCH.has(code) && maximum !== undefined ? { most: Number(maximum) } : {};
  return { field: path.join('.'), code, message: refusalText(code, facts) };
}

/** Fields that hold a day or an instant, which JSON can also hold as another type. */
const DAY = /^(?:on|at|until|respondBy)$|(?:On|At)$/;

function codeOf(issue: z.core.$ZodIssue, fields: unknown): RefusalCode {
  if (valueAt(fields, issue.path) === undefined) return 'required';
  switch (issue.code) {
    case 'custom':
      return isRefusalCode(issue.message) ? issue.message : 'badChoice';
    case 'too_big':
      return issue.origin === 'string' ? 'tooLong' : issue.origin === 'array' ? 'tooMany' : 'badNumber';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'required' : 'badNumber';
    case 'invalid_format':
      if (issue.format === 'regex') return 'required'; // nothing but spaces
      return issue.format === 'date' || issue.format === 'datetime' ? 'badDate' : 'badChoice';
    case 'invalid_type':
      if (DAY.test(String(issue.path.at(-1)))) return 'badDate';
      return issue.expected === 'number' || issue.expected === 'int' ? 'badNumber' : 'badChoice';
    case 'not_multiple_of':
      return 'badNumber';
    default:
      return 'badChoice';
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}
