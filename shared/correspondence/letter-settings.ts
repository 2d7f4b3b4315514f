/** What an office has settled about its letters, and the template in force for one. */
import { createHash } from 'node:crypto';
import type { TemplateName } from '#shared/disclosure/letters.ts';
import { REMEDIES, type Remedy, type RemedyPolicy } from '#shared/glossary/remedies.ts';
import { OUTCOMES } from '#shared/glossary.ts';
import { eventsOf, historyOf } from '#shared/ledger/case-history.ts';
import {
  evolve,
  type LetterSettings,
  type LettersState,
  NOTHING_SET,
  SETTINGS_STREAM,
  templateStream,
} from '#shared/letters/state.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { defaultTemplate } from './default-template.ts';

/** `version` is the SHA-256 of the template: what the event of a letter names. `own` tells an office's from the product's. */
export type Template = { readonly document: Buffer; readonly version: string; readonly own: boolean };

async function stateOf(log: LogReader, office: string, number: string): Promise<LettersState> {
  let state = NOTHING_SET;
  for (const commit of (await historyOf(log, { office, kind: 'letters', number })) ?? [])
    for (const event of eventsOf(commit, await log.openSeal(commit))) state = evolve(state, event);
  return state;
}

export async function letterSettings(log: LogReader, office: string): Promise<LetterSettings> {
  return (await stateOf(log, office, SETTINGS_STREAM)).settings;
}

export async function templateInForce(log: LogReader, office: string, name: TemplateName): Promise<Template> {
  const { template } = await stateOf(log, office, templateStream(name));
  if (template !== null)
    return { document: Buffer.from(template.document, 'base64'), version: template.digest, own: true };
  const { layout } = await letterSettings(log, office);
  const document = defaultTemplate(name, layout);
  return { document, version: digestOf(document), own: false };
}

export function digestOf(document: Buffer): string {
  return createHash('sha256').update(document).digest('hex');
}

/** The office's word on the rows the sources leave open. */
export function remedyPolicy({ remedies }: LetterSettings): RemedyPolicy {
  const policy: Partial<Record<(typeof OUTCOMES)[number], Remedy>> = {};
  for (const outcome of OUTCOMES) {
    const remedy = REMEDIES.find((one) => one === remedies[outcome]);
    if (remedy !== undefined) policy[outcome] = remedy;
  }
  return policy;
}
