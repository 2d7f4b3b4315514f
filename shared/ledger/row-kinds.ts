/**
 * Every kind of case of which files bring rows: its fold, and what a row makes of it. Whoever imports decides nothing, and
 * need not carry what decides (ADR 89).
 */
import { appealRows } from '#shared/appeal/rows.ts';
import { applicationRows } from '#shared/disclosure/rows.ts';
import { callRows } from '#shared/hotline/rows.ts';
import { defineRows, type RowKind } from '#shared/kernel/kind.ts';
import { REGISTER_KINDS } from '#shared/register/events.ts';
import { entryRows } from '#shared/register/rows.ts';
import { FOLDED_KINDS } from './folded-kinds.ts';

export const ROW_KINDS: ReadonlyMap<string, RowKind> = new Map(
  [
    defineRows(FOLDED_KINDS.get('application'), applicationRows),
    defineRows(FOLDED_KINDS.get('hotline'), callRows),
    defineRows(FOLDED_KINDS.get('appeal'), appealRows),
    ...REGISTER_KINDS.map((kind) => defineRows(FOLDED_KINDS.get(kind), entryRows(kind))),
  ].map((kind): [string, RowKind] => [kind.kind, kind]),
);
