/** Where the pages on personal data stand, beside those of the cases themselves. */
import { pathPart } from '../frame/path-part.ts';

export const PERSONS = '/persons';
export const REQUESTS = `${PERSONS}/requests`;
export const RETENTION = `${PERSONS}/retention`;

/** A request by its number. */
export function requestHref(number: string): string {
  return `${REQUESTS}/${pathPart(number)}`;
}

/** What a request leads to: what is held of the person, or the certificate of what was erased. */
export function paperHref(number: string, paper: 'held' | 'certificate'): string {
  return `${requestHref(number)}/${paper}.docx`;
}
