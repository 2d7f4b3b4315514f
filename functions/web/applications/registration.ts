/** From the registration form to the command, and what would come of it: the day of receipt and the reply date. */

import type { Fields } from '#shared/desk/execute.ts';
import type { Application } from '#shared/disclosure/application.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import { type Instant, type PlainDate, startOfDate } from '#shared/kernel/plain-date.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { parseFor } from '#shared/ledger/parse-command.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { explainApplication } from '#shared/redating/explain-case.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { commandFields, type Values } from '../look/command-fields.ts';
import { own } from '../wording/word.ts';
import { FIELDS } from './registration-fields.ts';

/** 条例31: the dates that a channel does not know; they are not sent on. */
const UNASKED: Readonly<Record<string, readonly string[]>> = {
  inPerson: ['signedForOn', 'confirmedOn'],
  online: ['signedForOn'],
  fax: ['signedForOn'],
};

export function commandOf(values: Values, now: Instant): Fields {
  const unasked = own(UNASKED, values.channel ?? '') ?? [];
  const asked = FIELDS.filter(({ name }) => !unasked.includes(name));
  return { command: 'RegisterApplication', applicant: {}, ...commandFields(asked, values, { now }) };
}

export type Preview =
  | { readonly ok: true; readonly due: Explanation }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** What registering would come to, without registering: the rules are asked, nothing is written. */
export async function previewOf(
  log: LogReader,
  { office, values, today }: { office: string; values: Values; today: PlainDate },
): Promise<Preview> {
  const parsed = parseFor(disclosureKind, 'RegisterApplication', commandOf(values, startOfDate(today)));
  if (!parsed.ok) return { ok: false, faults: parsed.faults ?? [parsed] };
  const context = await contextFor(log, disclosureKind, { office, today });
  const decision = disclosureKind.decide(null, parsed.command.value, context);
  if (!decision.ok) return { ok: false, faults: [faultOf(decision.refusal)] };
  const place = { id: '1.1', version: 1, recordedAt: startOfDate(today), actor: NOBODY };
  const state = decision.events.reduce<Application | null>(
    (so, event) => disclosureKind.evolve(so, { ...event, ...place }),
    null,
  );
  if (state === null) throw new Error('registering leaves no application');
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
