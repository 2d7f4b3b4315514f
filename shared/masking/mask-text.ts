/**
 * Texts of people half hidden, by what they say and by the field they stand in: enough to recognise, not enough to use.
 * One rule for pages, lists, hits, files and answers of the API. Each text is gone through a fixed number of times,
 * whatever stands in it.
 */
import type { TextField } from '#shared/kernel/event.ts';
import { isOrganisation, maskedNames } from './names.ts';
import { maskedNumbers } from './numbers.ts';
import type { Sight } from './sight.ts';

/** What a house or a room is numbered by, behind a road, a village, a block. */
const HOUSE =
  /(?<=[路街道巷弄里坊村苑园庭寓厦城区栋幢座楼号组屯庄])[\d０-９A-Za-z一二三四五六七八九十百零〇甲乙丙丁-]{1,8}(?=号楼|号院|号|栋|幢|座|单元|室|房|弄|楼|层|组|门)/g;
const CALLED =
  /(姓名|联系人|申请人|投诉人|来电人|举报人|当事人|代理人|负责人|法定代表人)([:：] ?)([\p{Script=Han}·]{2,5})/gu;

/** Words as anybody may see them: without the numbers, addresses and `names` that people typed into them. */
export function maskedWithin(text: string, names: readonly string[] = []): string {
  const within = maskedNumbers(withoutMail(text))
    .replace(HOUSE, '**')
    .replace(CALLED, (_, label: string, mark: string, name: string) => `${label}${mark}${maskedNames(name)}`);
  return names.reduce(withoutName, within);
}

function withoutMail(text: string): string {
  const parts = text.split('@');
  return parts
    .map((part, index) => (/^[A-Za-z0-9]/.test(parts[index + 1] ?? '') ? `${withoutBox(part)}***` : part))
    .join('@');
}

/** The letters of a box, from the end on, but for its first. */
function withoutBox(part: string): string {
  let start = part.length;
  while (start > 0 && /[A-Za-z0-9._%+-]/.test(part[start - 1] ?? '')) start -= 1;
  return part.slice(0, start + 1);
}

function withoutName(text: string, name: string): string {
  if (name.length < 2 || isOrganisation(name)) return text;
  return text.split(name).join(maskedNames(name));
}

/** First and last characters of a number of identity, of whatever kind; only the first of anything short. */
function maskedIdentity(text: string): string {
  const within = maskedNumbers(text);
  if (within !== text)
    return within.replace(
      /^[A-Za-z]{1,2}(?=\*)/,
      (letters) => letters.slice(0, 1) + '*'.repeat(letters.length - 1),
    );
  const letters = [...text];
  const shown = letters.length < 9 ? { first: 1, last: 0 } : { first: 2, last: 2 };
  const hidden = letters.length - shown.first - shown.last;
  return hidden <= 0
    ? text
    : `${letters.slice(0, shown.first).join('')}${'*'.repeat(hidden)}${letters.slice(letters.length - shown.last).join('')}`;
}

/** As far as the street office, the township or the district. */
function maskedAddress(text: string): string {
  const end = ['街道', '镇', '乡', '区', '县', '市']
    .map((level) => ({ level, at: text.slice(0, 40).indexOf(level) }))
    .find(({ at }) => at > 0);
  const kept = end === undefined ? 2 : end.at + end.level.length;
  return text.length <= kept ? text : `${maskedWithin(text.slice(0, kept))}***`;
}

type Mask = (text: string, names: readonly string[]) => string;
const named: Mask = (text, names) => maskedWithin(maskedNames(text), names);

const OF_NAMES: readonly TextField[] = ['applicantName', 'agent', 'caller', 'party', 'receiver'];
const OF_NUMBERS: Readonly<Partial<Record<TextField, Mask>>> = {
  identity: maskedIdentity,
  address: maskedAddress,
  contact: maskedWithin,
};
/** What officials and the office are called and reached by, and what only a program reads. */
const OPEN: readonly TextField[] = [
  ...(['approvedBy', 'byOrderOf', 'contactPerson', 'contactPhone', 'contactAddress', 'emails'] as const),
  ...(['court', 'organ', 'source', 'digest', 'postNumber', 'proposed', 'document'] as const),
];

const isAmong = (fields: readonly TextField[], key: string): boolean => fields.some((one) => one === key);

/** A text of that field; `names` are those of the people of the case, which other texts may hold. */
export function maskedText(key: string, text: string, { sight = 'masked', names = [] }: Seen = {}): string {
  if (sight === 'full' || isAmong(OPEN, key)) return text;
  const hidden = sight === 'masked' ? names : [];
  const mask = sight === 'masked' && isAmong(OF_NAMES, key) ? named : (maskOf(key) ?? maskedWithin);
  return mask(text, hidden);
}

type Seen = { readonly sight?: Sight; readonly names?: readonly string[] };

function maskOf(key: string): Mask | undefined {
  return Object.hasOwn(OF_NUMBERS, key)
    ? Object.entries(OF_NUMBERS).find(([field]) => field === key)?.[1]
    : undefined;
}
