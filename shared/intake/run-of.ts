/** Every kind of import, for whoever takes a file of any: the command line, and one machine. */
import { executeCommand } from '#shared/desk/execute.ts';
import { importCommands } from './import-commands.ts';
import { importReports } from './import-reports.ts';
import { importRows } from './import-rows.ts';

/** What carries out an import of this kind, where every command is carried out by whoever reads it. */
export function runOf(kind: string): typeof importRows {
  if (kind === 'commands')
    return (ledger, request) => importCommands(ledger, { ...request, executes: executeCommand });
  return kind === 'reports' ? importReports : importRows;
}
