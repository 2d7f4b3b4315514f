/** Whether a command is well formed, without carrying it out: what a dry run can say before anything is recorded. */
import type { Fault, Fields } from './execution.ts';
import { OFFICE_COMMANDS } from './office-commands.ts';
import { fault, parseCommand } from './parse-command.ts';
import type { ParseResult } from './room.ts';
import { roomsFor } from './rooms.ts';
import { YEAR_COMMANDS } from './year-commands.ts';

/** Null when it is. A name such as CorrectDate belongs to several kinds of case: it is well formed when it is for one. */
export function formFault(fields: Fields): Fault | null {
  const name = String(fields.command ?? '');
  const ofOffice = { ...YEAR_COMMANDS, ...OFFICE_COMMANDS };
  const results = Object.hasOwn(ofOffice, name)
    ? [parseCommand(ofOffice, [], [name, fields])]
    : roomsFor(name).map((room) => room.parse(name, fields));
  const faults = results.filter((one): one is Extract<ParseResult, { ok: false }> => !one.ok);
  if (faults.length < results.length) return null;
  return (faults[0] ?? fault('command', 'unknownCommand')) as Fault;
}
