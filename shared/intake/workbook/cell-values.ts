/** Numbers and dates of a sheet as the text a person sees in it. */

/** As many digits as Excel keeps: 0.1 + 0.2 is 0.3 there. */
const PRECISION = 15;
const DAY_SECONDS = 86_400;
/** 1970-01-01 as a serial number of the system that begins with 1900. */
const UNIX_DAY = 25_569;
/** Days from 1900 to 1904, where the other system begins. */
const DAYS_1904 = 1462;
/** 9999-12-31 */
const LAST_DAY = 2_958_465;
/** Excel counts a 29 February 1900 that never was. */
const FEIGNED_DAY = 60;
const NO_DATE = '#VALUE!';

/** A number of more digits than were kept stands as a person sees it there, 1.23E+17: nobody may take it for its digits. */
export function numberText(written: string): string {
  const value = Number(written);
  if (written.trim() === '' || Number.isNaN(value)) return written.trim();
  if (Math.abs(value) < 10 ** PRECISION) return String(Number(value.toPrecision(PRECISION)));
  return value.toExponential(PRECISION - 1).replace(/\.?0*e/, 'E');
}

/** A date cell holds wall time without a zone: the caller says which. A time without a day stays one: no day is made up. */
export function serialText(written: string, is1904: boolean): string {
  const serial = Number(written);
  if (written.trim() === '') return '';
  if (!(serial >= 0)) return NO_DATE;
  const days = is1904 ? serial + DAYS_1904 : serial < FEIGNED_DAY ? serial + 1 : serial;
  if (days >= LAST_DAY + 1) return NO_DATE;
  const iso = new Date(Math.round((days - UNIX_DAY) * DAY_SECONDS) * 1000).toISOString();
  return serial < 1 ? iso.slice(11, 19) : wallTime(iso);
}

/** A cell of type `d` (18.18.11) holds the date itself: `2026-01-05`, `2026-01-05T09:30:00`, with or without an offset. */
export function isoText(written: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.exec(
    written.trim(),
  );
  if (match === null) return written;
  const [, day = '', time, offset = ''] = match;
  return time === undefined || (/^00:00(?::00)?$/.test(time) && offset === '')
    ? day
    : `${day}T${time}${offset}`;
}

function wallTime(iso: string): string {
  const time = iso.slice(11, 19);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}
