/** A case as somebody may see it: its texts half hidden, and its state made again from them, so that no page can forget one. */
import { jsonObject } from '#shared/kernel/parse-json.ts';
import { maskedText } from '#shared/masking/mask-text.ts';
import type { Sight } from '#shared/masking/sight.ts';
import type { CaseFile, FiledEvent } from './case-file.ts';

export function maskedCase<State>(file: CaseFile<State>, sight: Sight): CaseFile<State> {
  if (sight === 'full') return file;
  const masked = maskOf(file, sight);
  const events = file.events.map((event): FiledEvent => {
    const texts = Object.entries(event.texts ?? {}).map(([key, text]) => [key, masked(key, text)]);
    return event.texts === undefined ? event : { ...event, texts: Object.fromEntries(texts) };
  });
  const state = events.reduce<State | null>((before, event) => file.kind.evolve(before, event), null);
  return { ...file, events, state: state ?? file.state };
}

/** What becomes of a text of that case. A step that waits is kept as it was typed, each field of it a text of its own. */
export function maskOf<State>(
  file: Pick<CaseFile<State>, 'kind' | 'state'>,
  sight: Sight,
): (key: string, text: string) => string {
  const seen = { sight, names: namesOf(file) };
  return (key, text) => {
    const typed = key === 'proposed' && sight !== 'full' ? jsonObject(text) : null;
    if (typed === null) return maskedText(key, text, seen);
    const fields = Object.entries(typed).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskedText(name, value, seen) : value,
    ]);
    return JSON.stringify(Object.fromEntries(fields));
  };
}

/** Of the people of a case, as other texts of it may hold them. */
export function namesOf<State>({ kind, state }: Pick<CaseFile<State>, 'kind' | 'state'>): readonly string[] {
  return kind.known?.(state).names ?? [];
}
