/** Imported rows of applications are migrated facts: no procedure is checked, and a row only ever adds. */
import type { Channel } from '#shared/glossary/choices.ts';
import type { ApplicantType, Outcome } from '#shared/glossary.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { saysTheSame } from '#shared/kernel/written.ts';
import type { Application } from './application.ts';
import type { DisclosureEvent } from './events.ts';

type ApplicationRow = Readonly<Record<string, string | number>>;
type Migration =
  | { readonly ok: true; readonly events: readonly DisclosureEvent[] }
  | { readonly ok: false; readonly field: string };

const TEXTS = ['applicantName', 'contact', 'identity', 'subject'] as const;
const IN_ORDER = [
  'receivedOn',
  'channel',
  'applicantType',
  'applicantName',
  'contact',
  'identity',
  'subject',
  'outcome',
  'decidedOn',
];

/** `row` has the English keys of the import and passed the checks of form. A blank cell is absent. */
export function migrateApplication(state: Application | null, row: ApplicationRow): Migration {
  const anew: Migration = { ok: true, events: [registered(row), ...outcomeOf(row)] };
  if (state === null || state.takenBack) return anew;
  const field = IN_ORDER.find((key) => contradicts(state, key, row[key]));
  if (field !== undefined) return state.voided ? anew : { ok: false, field };
  const events = [...completing(state, row), ...(state.conclusion === null ? outcomeOf(row) : [])];
  if (state.voided && events.length > 0) return { ok: false, field: 'number' };
  if (state.splitInto.length > 0 && row.outcome !== undefined) return { ok: false, field: 'outcome' };
  return { ok: true, events };
}

/** What the row says and none before it said. Without a subject the texts are sealed for good, and nobody can tell. */
function completing(state: Application, row: ApplicationRow): DisclosureEvent[] {
  const channel = state.channel === null ? ((row.channel as Channel | undefined) ?? null) : null;
  const isReadable = state.texts.subject !== undefined;
  const said = TEXTS.filter((key) => isReadable && row[key] !== undefined && !isSaid(state, key));
  if (channel === null && said.length === 0) return [];
  const texts = Object.fromEntries(said.map((key) => [key, String(row[key])]));
  const on = row.receivedOn as PlainDate;
  const event = { type: 'ApplicationCompleted', v: 1, on, data: { channel, migrated: true } } as const;
  return [said.length === 0 ? event : { ...event, texts }];
}

/** A text that was taken out since is not said again by the row that brought it. */
function isSaid({ texts, original }: Application, key: string): boolean {
  return texts[key] !== undefined || original[key] !== undefined;
}

function registered(row: ApplicationRow): DisclosureEvent {
  const receivedOn = row.receivedOn as PlainDate;
  const texts: Record<string, string> = {};
  for (const key of TEXTS) if (row[key] !== undefined) texts[key] = String(row[key]);
  const data = {
    channel: (row.channel as Channel | undefined) ?? null,
    submittedOn: null,
    signedForOn: null,
    confirmedOn: null,
    receivedOn,
    applicantType: row.applicantType as ApplicantType,
    deliveryForm: null,
    migrated: true,
    splitFrom: null,
  };
  return { type: 'ApplicationRegistered', v: 1, on: receivedOn, data, texts };
}

function outcomeOf(row: ApplicationRow): DisclosureEvent[] {
  if (row.outcome === undefined) return [];
  const data = { outcome: row.outcome as Outcome, documentNumber: null, migrated: true };
  return [{ type: 'ApplicationReplied', v: 1, on: row.decidedOn as PlainDate, data }];
}

/** The row as it was imported stays a duplicate for good, also after a correction made in the product. */
function contradicts(state: Application, key: string, cell: string | number | undefined): boolean {
  if (cell === undefined || saysTheSame(state.original[key], cell)) return false;
  const recorded = recordedValue(state, key);
  return recorded !== undefined && !saysTheSame(recorded, cell);
}

/** What is recorded now; undefined where nothing is, or where the sealed text was erased. */
function recordedValue(state: Application, key: string): string | undefined {
  switch (key) {
    case 'receivedOn':
      return state.receivedOn ?? undefined;
    case 'channel':
      return state.channel ?? undefined;
    case 'applicantType':
      return state.applicantType;
    case 'outcome':
      return state.conclusion?.outcome;
    case 'decidedOn':
      return state.conclusion?.on;
    default:
      return state.texts[key];
  }
}
