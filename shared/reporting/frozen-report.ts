import type { Report } from './report.ts';

/** A report as `canonicalJson` has written it. */
export function reportIn(json: string): Report {
  return JSON.parse(json);
}
