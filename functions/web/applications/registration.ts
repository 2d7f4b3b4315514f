/** From the registration form to the command, and what would come of it: the day of receipt and the reply date. */

import type { Fields } from '#shared/desk/execute.ts';
import type { Application } from '#shared/disclosure/application.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import type { FieldFault } from '#shared/ledger/room.ts';
import { disclosureRoom } from '#shared/ledger/room-disclosure.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { commandFields, type Values } from '../look/command-fields.ts';
import { FIELDS } from './registration-fields.ts';

/** 条例31: the dates that a channel does not know; they are not sent on. */
const UNASKED: Readonly<Record<string, readonly string[]>> = {
  inPerson: ['signedForOn', 'confirmedOn'],
  online: ['signedForOn'],
  fax: ['signedForOn'],
};

export function commandOf(values: Values): Fields {
  const unasked = UNASKED[values.channel ?? ''] ?? [];
  const asked = FIELDS.filter(({ name }) => !unasked.includes(name));
  return { command: 'RegisterApplication', applicant: {}, ...commandFields(asked, values) };
}

export type Preview =
  | { readonly ok: true; readonly due: Explanation }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** What registering would come to, without registering: the rules are asked, nothing is written. */
export async function previewOf(
  log: LogReader,
  { office, values, today }: { office: string; values: Values; today: PlainDate },
): Promise<Preview> {
  const parsed = disclosureRoom.parse('RegisterApplication', commandOf(values));
  if (!parsed.ok) return { ok: false, faults: parsed.faults ?? [parsed] };
  const settings = await disclosureRoom.prepare?.(log, { office });
  const decision = disclosureRoom.decide(null, parsed.command, { today, settings });
  if (!decision.ok) return { ok: false, faults: [faultOf(decision.refusal)] };
  const place = { id: '1.1', version: 1, recordedAt: '' as Instant, actor: NOBODY };
  const state = decision.events.reduce<unknown>(
    (so, event) => disclosureRoom.evolve(so, { ...event, ...place } as Recorded),
    null,
  ) as Application;
  return { ok: true, due: await explainApplication(log, { office, state, on: today }) };
}

const NOBODY = { user: '', role: '', via: 'form' } as const;

function faultOf({
  code,
  facts,
}: {
  code: RefusalCode;
  facts?: Readonly<Record<string, unknown>>;
}): FieldFault {
  return { field: String(facts?.field ?? ''), code, message: refusalText(code, facts) };
}
