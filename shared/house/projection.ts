/**
 * Which program fills the read models: views that another one filled are thrown away and rebuilt. The launcher puts
 * the hash of the sources that decide about figures in its place; a program run from its sources is one for itself.
 */
declare const TAIZHANG_PROJECTION: string | undefined;

export const PROJECTION: string =
  typeof TAIZHANG_PROJECTION === 'undefined' ? 'sources' : TAIZHANG_PROJECTION;
