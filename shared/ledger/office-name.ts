/**
 * What an office is called: one name, for its report, its letters and its pages. It stands in the office's own stream; a
 * ledger that named itself in the settings of its letters only is called by that until it is named here.
 */
import type { DomainEvent, StoredEvent, StreamKey } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { SETTINGS_STREAM } from '#shared/letters/state.ts';
import type { LogReader } from '#shared/store/ports.ts';
import { historyOf } from './case-history.ts';

export type Office = { readonly id: string; readonly name: string };
/** `shortName` and `superior` are '' while nobody wrote them. `sample`: everything in it is invented. */
export type OfficeProfile = Office & {
  readonly shortName: string;
  readonly superior: string;
  /** `#rrggbb`; '' for the colour of the product. */
  readonly brand: string;
  readonly sample: boolean;
};

/** What may be said of an office beside its name. */
export type OfficeWords = {
  readonly shortName?: string;
  readonly superior?: string;
  readonly brand?: string;
};

export const officeStream = (id: string): StreamKey => ({ office: id, kind: 'office', stream: id });
/** What an office says of itself; where it stands among the others is in the register of the tree. */
export type OfficeEvent =
  | DomainEvent<'OfficeAdded', { readonly name: string; readonly parent: string | null }>
  | DomainEvent<'OfficeRenamed', { readonly name: string }>
  | DomainEvent<'OfficeDescribed', OfficeWords>
  | DomainEvent<'OfficeMarkedAsSample', Readonly<Record<string, never>>>;

/** What a new ledger says of its office until somebody names it. It stands for a name and is none. */
export const UNNAMED = '本机关';
const STANDING_FOR_A_NAME = [UNNAMED, '本单位', '我机关', '我单位'];

/** Blanks and characters nobody sees make no name either. */
export function isName(text: string): boolean {
  const seen = text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '');
  return seen !== '' && !STANDING_FOR_A_NAME.includes(seen);
}

/** The office as last named, or as named on a day; null when there is none of that id. */
export async function officeOf(log: LogReader, id: string, on?: PlainDate): Promise<Office | null> {
  const events = await officeEvents(log, id);
  return events.length === 0 ? null : { id, name: await nameIn(log, { id, events, on }) };
}

export async function profileOf(log: LogReader, id: string): Promise<OfficeProfile | null> {
  const events = await officeEvents(log, id);
  if (events.length === 0) return null;
  const lastSaid = (field: string): string =>
    String(events.findLast(({ data }) => typeof data[field] === 'string')?.data[field] ?? '');
  return {
    ...{ id, name: await nameIn(log, { id, events }) },
    ...{ shortName: lastSaid('shortName'), superior: lastSaid('superior'), brand: lastSaid('brand') },
    sample: events.some(({ type }) => type === 'OfficeMarkedAsSample'),
  };
}

async function officeEvents(log: LogReader, id: string): Promise<readonly StoredEvent[]> {
  const commits = await log.history(officeStream(id));
  return commits.flatMap((commit) => commit.events);
}

type Named = {
  readonly id: string;
  readonly events: readonly StoredEvent[];
  readonly on?: PlainDate | undefined;
};

/** What its own stream calls it, whatever its letters say; null while nobody named it there. */
export async function nameOfOffice(log: LogReader, id: string): Promise<string | null> {
  return namedOn(await officeEvents(log, id));
}

/** The first name holds for all the days before it: an office had one before it had this ledger. */
function namedOn(events: readonly StoredEvent[], on?: PlainDate): string | null {
  const namings = events.filter(({ data }) => typeof data.name === 'string' && isName(data.name));
  const valid = namings.filter((event, index) => on === undefined || index === 0 || event.on <= on);
  const name = valid.at(-1)?.data.name;
  return name === undefined ? null : String(name);
}

async function nameIn(log: LogReader, { id, events, on }: Named): Promise<string> {
  return namedOn(events, on) ?? (await nameOnLetters(log, id)) ?? UNNAMED;
}

/** Before letters and report had one name; null when nothing was said there that is a name. */
async function nameOnLetters(log: LogReader, office: string): Promise<string | null> {
  const commits = (await historyOf(log, { office, kind: 'letters', number: SETTINGS_STREAM })) ?? [];
  const said = commits.flatMap(({ events }) => events.map(({ data }) => data.organName));
  const last = said.findLast((name) => typeof name === 'string');
  return typeof last === 'string' && isName(last) ? last : null;
}
