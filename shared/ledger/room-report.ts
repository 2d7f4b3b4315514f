import type * as z from 'zod';
import { CORRECTION_COMMANDS } from '#shared/kernel/command-fields.ts';
import { NO_CONTRIBUTIONS } from '#shared/kernel/contribution.ts';
import { accept, refuse } from '#shared/kernel/decision.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { evolveOpening, migrateOpening, type OpeningBalance } from '#shared/reporting/opening-balance.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';

const COMMANDS = { VoidEntry: CORRECTION_COMMANDS.VoidEntry } as const;
type VoidEntry = z.infer<typeof COMMANDS.VoidEntry>;

/** A published report of a year before the product; its number is the year. It is in no cell: figures are of records. */
export const reportRoom: Room = {
  kind: 'report',
  commands: Object.keys(COMMANDS),
  evolve: (state, event) => evolveOpening(state as OpeningBalance | null, event),
  contributions: () => NO_CONTRIBUTIONS,
  parse: (name, fields) => parseCommand(COMMANDS, [], [name, fields]),
  decide: (state, command, { today }) => {
    const { on, reason } = command.value as VoidEntry;
    if (on > today) return refuse('future', '', { field: 'on' });
    if (state === null) return refuse('unknownCase');
    if ((state as OpeningBalance).voided) return refuse('voided');
    return accept([{ type: 'OpeningBalanceVoided', v: 1, on: on as PlainDate, data: {}, texts: { reason } }]);
  },
  migrate: (state, { number, ...cells }) =>
    migrateOpening(state as OpeningBalance | null, {
      year: Number(number),
      cells: cells as Readonly<Record<string, number>>,
    }),
};
