/** Every command and where it lives. Each is loaded when it is asked for, so that none slows the start of another. */

import type { LocalLedger } from '../../infra/local/open-ledger.ts';
import { openLocalLedger } from '../../infra/local/open-ledger.ts';
import type { Ending } from './ending.ts';
import type { Arguments } from './options.ts';

export type Command = (args: Arguments) => Promise<Ending>;

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => onLedger((await import('./import.ts')).runImport),
  report: async () => onLedger((await import('./annual.ts')).report),
  cell: async () => printing((await import('./annual.ts')).cell),
  close: async () => onLedger((await import('./annual.ts')).sign),
  restate: async () => onLedger((await import('./annual.ts')).sign),
  amendments: async () => printing((await import('./annual.ts')).amendments),
  office: async () => onLedger((await import('./office.ts')).office),
  history: async () => printing((await import('./reading.ts')).history),
  clock: async () => printing((await import('./clock.ts')).clock),
  verify: async () => {
    const { verify } = await import('./verify.ts');
    return onLedger((ledger, args) => verify(ledger.log, args));
  },
  lists: async () => onLedger((await import('./lists.ts')).lists),
  check: async () => {
    const { runCheck } = await import('./check.ts');
    return async (args) => runCheck({ file: args.rest[0] ?? '', previous: args.option('previous') });
  },
  export: async () => (await import('./archive.ts')).exportLedger,
  restore: async () => (await import('./archive.ts')).restoreLedger,
  demo: async () => (await import('./demo.ts')).demo,
};

/** Opens the ledger for a command and closes it whatever happens. */
function onLedger(run: (ledger: LocalLedger, args: Arguments) => Promise<Ending>): Command {
  return async (args) => {
    const ledger = await openLocalLedger(args.folder);
    try {
      return await run(ledger, args);
    } finally {
      ledger.log.close();
    }
  };
}

/** A command that only prints. */
function printing(run: (ledger: LocalLedger, args: Arguments) => Promise<string>): Command {
  return onLedger(async (ledger, args) => ({ exit: 0, stdout: await run(ledger, args) }));
}
