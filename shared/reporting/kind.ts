import type * as z from 'zod';
import { CORRECTION_COMMANDS } from '#shared/kernel/command-fields.ts';
import { accept, refuse } from '#shared/kernel/decision.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import {
  evolveOpening,
  migrateOpening,
  type OpeningBalance,
  type OpeningBalanceEvent,
} from './opening-balance.ts';

const { VoidEntry } = CORRECTION_COMMANDS;

/** A published report of a year before the product; its number is the year. It is in no cell: figures are of records. */
export const reportKind = defineKind<OpeningBalance, z.infer<typeof VoidEntry>, OpeningBalanceEvent>({
  kind: 'report',
  schemas: { VoidEntry },
  opening: [],
  evolve: evolveOpening,
  decide: (state, { on, reason }, { today }) => {
    if (on > today) return refuse('future', '', { field: 'on' });
    if (state === null) return refuse('unknownCase');
    if (state.voided) return refuse('voided');
    return accept([{ type: 'OpeningBalanceVoided', v: 1, on, data: {}, texts: { reason } }]);
  },
  migrate: (state, { number, ...cells }: Readonly<Record<string, number>>) =>
    migrateOpening(state, { year: Number(number), cells }),
});
