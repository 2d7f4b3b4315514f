/** GeoReport v2 as text: JSON as arrays of flat objects, XML with the element names of the specification. */
import { writable } from '#shared/kernel/written.ts';

type Format = 'json' | 'xml';
type Value = string | number | boolean | null | readonly Item[];
export type Item = { readonly [field: string]: Value };
/** The names of a list's elements: `service_requests` of `request`. */
export type Names = { readonly all: string; readonly one: string };

export const SERVICES: Names = { all: 'services', one: 'service' };
export const REQUESTS: Names = { all: 'service_requests', one: 'request' };
export const ERRORS: Names = { all: 'errors', one: 'error' };
const STATES: Names = { all: 'status_history', one: 'state' };

export function writeItems(format: Format, names: Names, items: readonly Item[]): string {
  if (format === 'json') return JSON.stringify(items);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${list(names, items)}\n`;
}

function list({ all, one }: Names, items: readonly Item[]): string {
  return `<${all}>${items.map((item) => `<${one}>${fields(item)}</${one}>`).join('')}</${all}>`;
}

function fields(item: Item): string {
  return Object.entries(item)
    .map(([name, value]) => {
      if (value === null || value === '') return `<${name}/>`;
      return typeof value === 'object' ? list(STATES, value) : `<${name}>${escaped(String(value))}</${name}>`;
    })
    .join('');
}

function escaped(text: string): string {
  return writable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** By the suffix of the address, as specified; otherwise by the Accept header, JSON first. */
export function formatOf(path: string, accept: string): Format {
  const [, suffix] = /\.(json|xml)$/.exec(path) ?? [];
  if (suffix === 'json' || suffix === 'xml') return suffix;
  return /\b(?:text|application)\/xml\b/.test(accept) && !/json/.test(accept) ? 'xml' : 'json';
}
