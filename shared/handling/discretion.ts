/**
 * 限制知悉: of a report of wrongdoing (举报) nobody reads a text, and of an application nobody the third party that is
 * asked, but whoever has the case, approves a step of it that waits, or was given access with a reason. What a case
 * once was it stays: a type that is put right later opens nothing.
 */
import type { CaseKind, Recorded } from '#shared/kernel/event.ts';
import { WITHHELD } from '#shared/masking/mask-text.ts';
import type { HandlingEvent } from './events.ts';
import { evolveHandling, type Handling, isHandling, UNTOUCHED } from './state.ts';

const REPORT = 'report';
const REPORT_LABEL = '举报';
/** Letters that name the third party. */
const TO_THIRD_PARTY: readonly unknown[] = ['thirdParty', 'thirdPartyDecision', 'serviceSheet'];

/** `all`: every text of the case; `party`: who the third party is; null: nothing. */
type Discreet = 'all' | 'party' | null;
export type Knowing = {
  readonly discreet: Discreet;
  readonly handling: Handling;
  readonly entered: ReadonlySet<string>;
  /** That has the case: by its assignment or, of a call, its last dispatch; null where none does. */
  readonly department: string | null;
};

/** From the history of a case; its texts are not needed. */
export function knowingOf(kind: CaseKind, events: readonly Recorded[]): Knowing {
  const handling = events
    .filter((event): event is Recorded<HandlingEvent> => isHandling(event))
    .reduce(evolveHandling, UNTOUCHED);
  const asking = events.filter(({ type }, at) => at === 0 || type === 'ThirdPartyConsulted');
  return {
    discreet: discreetIn(kind, events),
    department: departmentIn(kind, events) ?? handling.department,
    handling,
    entered: new Set(asking.map(({ actor }) => actor.user)),
  };
}

function discreetIn(kind: CaseKind, events: readonly Recorded[]): Discreet {
  if (kind === 'hotline') return events.some(({ data }) => isReport(data.type)) ? 'all' : null;
  const isAsked = kind === 'application' && events.some(({ type }) => type.startsWith('ThirdParty'));
  return isAsked ? 'party' : null;
}

function departmentIn(kind: CaseKind, events: readonly Recorded[]): string | null {
  const last = kind === 'hotline' ? events.findLast(({ type }) => type === 'Dispatched') : undefined;
  return typeof last?.data.department === 'string' ? last.data.department : null;
}

/** By its key, or the label that an office or a platform gives it. */
export const isReport = (type: unknown): boolean =>
  typeof type === 'string' && (type === REPORT || type.includes(REPORT_LABEL));

type Somebody = {
  readonly user: string;
  /** Where the person works; absent where nobody says. */
  readonly department?: string | undefined;
  readonly approves: boolean;
};

/** Until somebody has the case, whoever entered it or asked the third party does; so do the people of its department. */
export function mayKnow({ handling, entered, department }: Knowing, somebody: Somebody): boolean {
  const { person, granted, proposals } = handling;
  const { user, approves } = somebody;
  if (somebody.department !== undefined && somebody.department === department) return true;
  if (granted.includes(user) || person === user || (person === null && entered.has(user))) return true;
  return approves && proposals.some(({ returned }) => returned === null);
}

type Texts = Readonly<Record<string, string>>;
/** The texts of an event without the third party: letters to it and who received them are left out. */
export function withoutParty({ type, data }: Pick<Recorded, 'type' | 'data'>, texts: Texts): Texts {
  const isLetter = type === 'LetterIssued' && TO_THIRD_PARTY.includes(data.kind);
  const hides = isLetter ? ['document'] : type === 'PaperServed' ? ['receiver', 'postNumber'] : [];
  const kept = Object.entries(texts).filter(([field]) => !hides.includes(field));
  return Object.fromEntries(kept.map(([field, text]) => [field, field === 'party' ? WITHHELD : text]));
}
