/** Every command and where it lives. Each is loaded when it is asked for, so that none slows the start of another. */

import type { House } from '#shared/store/house.ts';
import type { Ending } from './ending.ts';
import { openHouse } from './open-house.ts';
import type { Arguments } from './options.ts';

type Command = (args: Arguments) => Promise<Ending>;

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => inHouse((await import('./start.ts')).start),
  import: async () => inHouse((await import('./import.ts')).runImport),
  report: async () => inHouse((await import('./annual.ts')).report),
  cell: async () => printing((await import('./annual.ts')).cell),
  close: async () => inHouse((await import('./signing.ts')).sign),
  restate: async () => inHouse((await import('./signing.ts')).sign),
  package: async () => inHouse((await import('./signing.ts')).packaged),
  amendments: async () => printing((await import('./signing.ts')).amendments),
  office: async () => inHouse((await import('./office.ts')).office),
  history: async () => printing((await import('./reading.ts')).history),
  clock: async () => printing((await import('./reading.ts')).clock),
  worklist: async () => printing((await import('./reading.ts')).worklist),
  search: async () => printing((await import('./search.ts')).search),
  verify: async () => inHouse((await import('./verify.ts')).verify),
  remind: async () => inHouse((await import('./remind.ts')).remind),
  aggregate: async () => inHouse((await import('./upkeep.ts')).aggregate),
  rebuild: async () => printing((await import('./upkeep.ts')).rebuild),
  'catch-up': async () => printing((await import('./upkeep.ts')).catchUpAgain),
  feed: async () => inHouse((await import('./feed.ts')).feed),
  'dead-letters': async () => inHouse((await import('./dead-letters.ts')).deadLetters),
  lists: async () => inHouse((await import('./lists.ts')).lists),
  policies: async () => inHouse((await import('./policies.ts')).policies),
  approvals: async () => inHouse((await import('./approvals.ts')).approvals),
  rights: async () => inHouse((await import('./rights.ts')).rights),
  calendar: async () => inHouse((await import('./calendar.ts')).calendar),
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
  attach: async () => inHouse((await import('./attach.ts')).attach),
  'case-file': async () => inHouse((await import('./case-file.ts')).caseFile),
  letter: async () => inHouse((await import('./letter.ts')).letter),
  user: async () => (await import('./accounts.ts')).user,
  token: async () => (await import('./accounts.ts')).token,
  demo: async () => (await import('./demo.ts')).demo,
};

/** Opens the house for a command and always closes it again. */
function inHouse(run: (house: House, args: Arguments) => Promise<Ending>): Command {
  return async (args) => {
    const house = await openHouse(args);
    try {
      return await run(house, args);
    } finally {
      house.close();
    }
  };
}

/** A command that only prints. */
function printing(run: (house: House, args: Arguments) => Promise<string>): Command {
  return inHouse(async (house, args) => ({ exit: 0, stdout: await run(house, args) }));
}
