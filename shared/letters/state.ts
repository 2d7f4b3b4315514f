/** What stands about an office's letters: its settings, or one template, according to the stream. */
import type { DomainEvent, Recorded } from '#shared/kernel/event.ts';
import type { Layout, LettersEvent } from './events.ts';

export const SETTINGS_STREAM = 'settings';
export const templateStream = (template: string): string => `template.${template}`;

export type LetterSettings = {
  readonly organName: string;
  readonly reviewOrgan: string;
  readonly court: string;
  readonly numberWord: string;
  readonly payment: string;
  readonly contactPerson: string;
  readonly contactPhone: string;
  readonly contactAddress: string;
  readonly layout: Layout;
  readonly remedies: Readonly<Record<string, string>>;
};
type OwnTemplate = { readonly digest: string; readonly document: string };
export type LettersState = { readonly settings: LetterSettings; readonly template: OwnTemplate | null };

const NO_SETTINGS: LetterSettings = {
  organName: '',
  reviewOrgan: '',
  court: '',
  numberWord: '',
  payment: '',
  contactPerson: '',
  contactPhone: '',
  contactAddress: '',
  layout: 'letter',
  remedies: {},
};
export const NOTHING_SET: LettersState = { settings: NO_SETTINGS, template: null };

export function evolve(before: LettersState | null, recorded: Recorded<DomainEvent>): LettersState {
  const state = before ?? NOTHING_SET;
  const event = recorded as Recorded<LettersEvent>;
  switch (event.type) {
    case 'LetterSettingsChanged': {
      const { remedies, ...plain } = event.data;
      const settings = { ...state.settings, ...plain, ...(event.texts ?? {}) };
      return { ...state, settings: { ...settings, remedies: { ...settings.remedies, ...remedies } } };
    }
    case 'LetterTemplateSet':
      return { ...state, template: { digest: event.data.digest, document: event.data.document } };
    case 'LetterTemplateReset':
      return { ...state, template: null };
    default:
      return state;
  }
}
