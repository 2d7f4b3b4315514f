/** What stands in the table `Audit`: entries under `office#day`, and the chains that were begun under `chains#office`. */

import { RIGHT_ACTS } from '#shared/glossary/audit.ts';
import type { AuditLine, AuditSubject } from '../audit-log.ts';
import type { StoredCommit } from '../ports.ts';
import { caseOf, type ItemKey } from './ledger-items.ts';
import type { Stored } from './rows.ts';

const part = encodeURIComponent;
const CHAINS = 'chains#';
const VERSION_DIGITS = 8;

/** The day stands first in the name of a chain. */
export const chainsOf = (office: string): string => `${CHAINS}${part(office)}`;
export const OFFICES = 'offices';
/** An office, or a chain of one. */
export const isChain = ({ pk }: Stored): boolean => pk === OFFICES || String(pk).startsWith(CHAINS);
export const dayOf = (office: string, day: string): string => `${part(office)}#${day}`;

type Place = { readonly recordedAt: string; readonly stream: string; readonly version: number };

const placeIn = ({ recordedAt, stream, version }: Place): string =>
  `${recordedAt}#${stream}#${String(version).padStart(VERSION_DIGITS, '0')}`;
export const isPlace = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.+-]+#[\w-]+#\d{8}$/.test(text);

export const entryKey = (office: string, place: Place): ItemKey => ({
  pk: dayOf(office, place.recordedAt.slice(0, 10)),
  sk: placeIn(place),
});

export const personOf = (office: string, who: string): string => `${part(office)}#${part(who)}`;
export const rightsOf = (office: string): string => `${part(office)}#rights`;
export const subjectOf = (office: string, { kind, number }: AuditSubject): string =>
  `${part(office)}#${kind}#${part(number)}`;

/** By which the indexes find an entry; a key may not be empty. */
export function indexed({ office, who, on, what }: AuditLine): Stored {
  return {
    ...(who !== '' && { personKey: personOf(office, who) }),
    ...(on && { caseKey: subjectOf(office, on) }),
    ...(RIGHT_ACTS.some((act) => act === what) && { rightKey: rightsOf(office) }),
  };
}

/** By where it stands, whatever its bytes say. */
export function entryOf({ pk, sk, body, hash }: Stored): StoredCommit {
  const [office = ''] = String(pk).split('#');
  const [, stream = '', version = ''] = String(sk).split('#');
  const at = caseOf(decodeURIComponent(office), 'audit', stream);
  return { ...at, version: Number(version), position: 0, bytes: String(body), hash: String(hash) };
}
