/**
 * Texts of a case put right: one event for every kind. What was recorded stays as it is; what the case says reads as last
 * corrected, in lists, letters and whatever else is made of it.
 */
import type { DomainEvent, Recorded, TextField } from './event.ts';

/**
 * Texts: the new ones under the names of their fields, '' for one that is taken out, and `whyCorrected`. `event` has the
 * texts, by its id. `supplied`: the applicant brought them with a correction (补正), nothing had been mistaken.
 */
export type TextCorrected = DomainEvent<
  'TextCorrected',
  { readonly event: string; readonly fields: readonly TextField[]; readonly supplied?: true }
>;

type Texts = Readonly<Record<string, string>>;

/** `among`: the fields that these texts may have; any where it is left out. */
export function mendedBy(
  texts: Texts,
  { data, texts: said }: Pick<TextCorrected, 'data' | 'texts'>,
  among?: readonly string[],
): Texts {
  if (said === undefined) return texts; // closed, like all texts of the case
  const now: Record<string, string> = { ...texts };
  for (const field of data.fields) {
    if (among !== undefined && !among.includes(field)) continue;
    const text = said[field] ?? '';
    if (text === '') delete now[field];
    else now[field] = text;
  }
  return now;
}

type Step = { readonly id: string; readonly event: Pick<DomainEvent, 'texts'> };

/** The steps of a case with the texts of the one that the correction names put right. */
export function stepsMendedBy<One extends Step>(
  steps: readonly One[],
  mending: TextCorrected,
): readonly One[] {
  return steps.map((step) =>
    step.id === mending.data.event
      ? { ...step, event: { ...step.event, texts: mendedBy(step.event.texts ?? {}, mending) } }
      : step,
  );
}

function isTextCorrected<E extends DomainEvent>(event: E): event is E & TextCorrected {
  return event.type === 'TextCorrected';
}

/** Each event with its texts as they read today, or as they read before the event `until`. */
export function correctedTexts<E extends Recorded>(events: readonly E[], until?: string): readonly E[] {
  const end = events.findIndex(({ id }) => id === until);
  const mendings = events.slice(0, end === -1 ? events.length : end).filter(isTextCorrected);
  if (mendings.length === 0) return events;
  return events.map((event) => {
    const own = mendings.filter(({ data }) => data.event === event.id);
    if (own.length === 0) return event;
    return {
      ...event,
      texts: own.reduce<Texts>((texts, mending) => mendedBy(texts, mending), event.texts ?? {}),
    };
  });
}

/** A text of the registration, which also may be supplied later or, unless `required`, taken out. */
export type EntryText = { readonly field: TextField; readonly text: string; readonly required: boolean };
/** What of a case can be put right. */
export type Mendable = {
  /** The event that registered it, by its id: what was before belongs to an entry that was voided. */
  readonly opening: string;
  readonly entry: readonly EntryText[];
  readonly isConcluded: boolean;
};

/** `fields`: true where the text is required. */
export function entryTexts(
  fields: Readonly<Partial<Record<TextField, boolean>>>,
  texts: Texts,
): readonly EntryText[] {
  return Object.entries(fields).map(([field, required]) => ({
    field: field as TextField,
    text: texts[field] ?? '',
    required: required === true,
  }));
}
