/**
 * The sentences of a notice that have to be read: those that name a day or say who is off. Prose that does neither is
 * passed over, and so is the day of the signature.
 */
import { foldWidth } from '#shared/kernel/written.ts';
import { DAY_LIKE } from './notice-words.ts';

/** Full width becomes half width, and the radicals that a PDF leaves become characters; ① stays what it is. */
export function plainText(text: string): string {
  return foldWidth(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/\r\n?/g, '\n')
    .trim();
}

const SPEAKS = /放假|调休|补休|公休|连休|上班|补班|daysOff|makeUp|^\s*共计?[\d一二三四五六七八九十]+天\s*$/;
/** The holidays as a matter: 放假调休日期的具体安排通知如下. */
const MATTER = /放假(?:调休)?(?:日期|时间|安排|办法|通知|期间|有关|工作|前后?)|放假的假日/g;
/** The preamble may say from when rules hold: 根据《…放假办法》，自2025年1月1日起，全体公民放假的假日增加2天. */
const CITES_RULES = /《[^《》]*放假办法/;
const IN_FULL = /\d{4}(?:年\d{1,2}月|[-/.]\d{1,2}[-/.])\d{1,2}(?!\d)日?/g;

export function sentencesIn(text: string, year: number): readonly string[] {
  const sentences = text.split(/[。;!?]/).flatMap((stretch) => joined(stretch.split('\n')));
  return sentences.filter((sentence, at) => hasToBeRead(sentence, { before: sentences[at - 1] ?? '', year }));
}

/** A line that was broken in its middle goes on in the next one. */
function joined(lines: readonly string[]): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const line of lines) {
    open += line.trim();
    if (goesOn(open)) continue;
    sentences.push(open);
    open = '';
  }
  return [...sentences, open].filter((sentence) => sentence !== '');
}

const withoutRemarks = (sentence: string): string => sentence.replace(/\([^()]*\)/g, '');

function goesOn(line: string): boolean {
  if (!DAY_LIKE.test(line)) return false;
  if (/\([^)]*$|[、,至到~—–(-]$/.test(line)) return true;
  return DAY_LIKE.test(withoutRemarks(line).replace(IN_FULL, '')) && !SPEAKS.test(line);
}

/** What a signature has nothing of, nor the line of a page that says when it was published. */
const DONE = /[放假班休天]|周|星期|礼拜/;

type Around = { readonly before: string; readonly year: number };

function hasToBeRead(sentence: string, { before, year }: Around): boolean {
  if (CITES_RULES.test(sentence)) return false;
  if (SPEAKS.test(sentence.replace(MATTER, ''))) return true;
  const named = withoutRemarks(sentence);
  const [first, second] = named.match(IN_FULL) ?? [];
  const isInList = first?.startsWith(String(year)) && (DAY_LIKE.test(before) || SPEAKS.test(before));
  const isDone = DONE.test(sentence.replaceAll('节假日', '').replace(MATTER, ''));
  const isSignature = first !== undefined && second === undefined && !isInList && !isDone;
  return DAY_LIKE.test(isSignature ? named.replace(IN_FULL, '') : named);
}
