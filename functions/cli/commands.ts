/** Every command and where it lives. Each is loaded when it is asked for, so that none slows the start of another. */

import type { House } from '#shared/store/house.ts';
import type { Ending } from './ending.ts';
import { openHouse } from './open-house.ts';
import type { Arguments } from './options.ts';
import { LETTER, list, NOTHING, noteRead, oneCase, type Reads } from './reads.ts';

type Command = (args: Arguments) => Promise<Ending>;

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => inHouse(NOTHING, (await import('./start.ts')).start),
  // of `start`, in a process of its own
  background: async () => inHouse(NOTHING, (await import('./background-process.ts')).background),
  import: async () => inHouse(NOTHING, (await import('./import.ts')).runImport),
  report: async () => inHouse(list('reportRead'), (await import('./annual.ts')).report),
  cell: async () => printing(list('figureRead'), (await import('./annual.ts')).cell),
  close: async () => inHouse(NOTHING, (await import('./signing.ts')).sign),
  restate: async () => inHouse(NOTHING, (await import('./signing.ts')).sign),
  package: async () => inHouse(list('downloaded'), (await import('./signing.ts')).packaged),
  amendments: async () => printing(list('reportRead'), (await import('./signing.ts')).amendments),
  office: async () => inHouse(NOTHING, (await import('./office.ts')).office),
  history: async () => printing(oneCase('revealed'), (await import('./reading.ts')).history),
  clock: async () => printing(oneCase('caseRead'), (await import('./reading.ts')).clock),
  worklist: async () => printing(list('caseListed'), (await import('./reading.ts')).worklist),
  search: async () => printing(list('searched'), (await import('./search.ts')).search),
  witness: async () => inHouse(NOTHING, (await import('./witness.ts')).witness),
  checkpoint: async () => inHouse(NOTHING, (await import('./checkpoint.ts')).checkpoint),
  audit: async () => printing(list('auditRead'), (await import('./audit.ts')).audit),
  verify: async () => inHouse(NOTHING, (await import('./verify.ts')).verifyFolder),
  remind: async () => inHouse(NOTHING, (await import('./remind.ts')).remind),
  aggregate: async () => inHouse(NOTHING, (await import('./upkeep.ts')).aggregate),
  rebuild: async () => printing(NOTHING, (await import('./upkeep.ts')).rebuild),
  'catch-up': async () => printing(NOTHING, (await import('./upkeep.ts')).catchUpAgain),
  feed: async () => inHouse(NOTHING, (await import('./feed.ts')).feed),
  'dead-letters': async () => inHouse(list('failureRead'), (await import('./dead-letters.ts')).deadLetters),
  lists: async () => inHouse(NOTHING, (await import('./lists.ts')).lists),
  policies: async () => inHouse(NOTHING, (await import('./policies.ts')).policies),
  approvals: async () => inHouse(list('caseListed'), (await import('./approvals.ts')).approvals),
  rights: async () => inHouse(NOTHING, (await import('./rights.ts')).rights),
  calendar: async () => inHouse(NOTHING, (await import('./calendar.ts')).calendar),
  check: async () => {
    const { runCheck } = await import('./check.ts');
    return async (args) =>
      runCheck({
        file: args.rest[0] ?? '',
        previous: args.option('previous'),
        full: args.flag('full'),
      });
  },
  export: async () => (await import('./archive.ts')).exportLedger,
  restore: async () => (await import('./archive.ts')).restoreLedger,
  attach: async () => inHouse(NOTHING, (await import('./attach.ts')).attach),
  'case-file': async () => inHouse(oneCase('printed'), (await import('./case-file.ts')).caseFile),
  evidence: async () => inHouse(NOTHING, (await import('./evidence.ts')).evidence),
  letter: async () => inHouse(LETTER, (await import('./letter.ts')).letter),
  'sign-in': async () => inHouse(NOTHING, (await import('./sign-in.ts')).signInRules),
  person: async () => printing(list('searched'), (await import('./person.ts')).person),
  keys: async () => (await import('./keys.ts')).keys,
  user: async () => (await import('./accounts.ts')).user,
  token: async () => (await import('./accounts.ts')).token,
  demo: async () => (await import('./demo.ts')).demo,
};

/** Opens the house for a command and always closes it again; what it reads is written down before anything is printed. */
function inHouse(reads: Reads, run: (house: House, args: Arguments) => Promise<Ending>): Command {
  return async (args) => {
    const house = await openHouse(args);
    try {
      const told = await reads(house, args);
      if (told !== null) await noteRead(house.audit, args, told);
      return await run(house, args);
    } finally {
      house.close();
    }
  };
}

/** A command that only prints. */
function printing(reads: Reads, run: (house: House, args: Arguments) => Promise<string>): Command {
  return inHouse(reads, async (house, args) => ({ exit: 0, stdout: await run(house, args) }));
}
