/** What of a request to correct a record can be put right. */
import { entryTexts, type Mendable } from '#shared/kernel/mending.ts';
import type { AmendmentState } from './state.ts';

const ENTRY = {
  applicantName: true,
  identity: false,
  contact: false,
  agent: false,
  subject: true,
  description: true,
  evidence: true,
} as const;

export function mendable({ steps, texts, endedOn }: AmendmentState): Mendable {
  return { opening: steps[0]?.id ?? '', entry: entryTexts(ENTRY, texts), isConcluded: endedOn !== null };
}
