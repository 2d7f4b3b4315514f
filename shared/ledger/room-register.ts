import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { REGISTER_COMMANDS, type RegisterCommand } from '#shared/register/commands.ts';
import { decide } from '#shared/register/decide.ts';
import { REGISTER_KINDS, type RegisterKind } from '#shared/register/events.ts';
import { registerContributions } from '#shared/register/figures.ts';
import { migrate } from '#shared/register/migrate.ts';
import type { RegisterRow } from '#shared/register/registering.ts';
import { evolve, type RegisterState } from '#shared/register/state.ts';
import { briefOfEntry } from '#shared/reporting/case-briefs.ts';
import { parseCommand } from './parse-command.ts';
import type { Room, Row } from './room.ts';

const REGISTERING: Readonly<Record<RegisterKind, readonly string[]>> = {
  publication: ['Publish'],
  document: ['IssueDocument', 'RepealDocument'],
  decision: ['RecordDecision'],
  fee: ['RecordFee'],
  figure: ['RecordFigure'],
};
const ANY_ENTRY = ['CorrectDate', 'CorrectOutcome', 'VoidEntry'];

/** One room a kind of entry: they share their rules, and each has numbers of its own. */
export const registerRooms: readonly Room[] = REGISTER_KINDS.map((kind) => ({
  kind,
  commands: [...REGISTERING[kind], ...ANY_ENTRY],
  evolve: (state, event) => evolve(state as RegisterState | null, event),
  contributions: (state) =>
    state === null ? NO_CONTRIBUTIONS : registerContributions(state as RegisterState),
  brief: (state) => (state === null ? null : briefOfEntry(state as RegisterState)),
  parse: (name, fields) => parseCommand(REGISTER_COMMANDS, REGISTERING[kind].slice(0, 1), [name, fields]),
  decide: (state, command, context) =>
    decide(state as RegisterState | null, command.value as RegisterCommand, context),
  migrate: (state, row) => migrate(state as RegisterState | null, rowOf(kind, row)),
}));

/** The reader of imports gives amounts in fen; a row of the register has yuan, as its command has. */
function rowOf(entry: RegisterKind, row: Row): RegisterRow {
  const inYuan = entry === 'fee' ? { ...row, amount: Number(row.amount) / 100 } : row;
  return { entry, row: inYuan } as unknown as RegisterRow;
}
