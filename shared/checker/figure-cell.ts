/** One cell of a published table: a number, a sign for none, or words. What is not surely a number is none. */

/** What stood raised in the source, put in these by who reads markup: 1295<sup>1</sup> is not 12951. */
export const RAISED = ['\ue000', '\ue001'] as const;

/** A place that another cell reaches over: it is not blank. */
export const COVERED = '\ue002';

export type FigureCell =
  | { readonly kind: 'number'; readonly value: number; readonly unit: string; readonly remark?: string }
  /** Blank, a dash, a slash: `sign` as printed. */
  | { readonly kind: 'none'; readonly sign: string }
  | { readonly kind: 'words'; readonly text: string };

/** Longer than any number with its unit and its notes. */
const LONGEST = 60;
const NOTES = new RegExp(
  `(?:${RAISED[0]}(?![.．,，])[^${RAISED[1]}.．元万亿]*${RAISED[1]}|(?![\\p{Nd}])[\\p{No}*＊※†‡]|[\\[［(（〔【]?注\\s*\\p{N}*[\\]］)）〕】]?|[\\[［]\\^?\\p{Nd}{1,2}[\\]］])+$`,
  'u',
);
const UNIT = /(?<!\s)\s*(件次|件|宗|起|条|个|份|次|项|部|万元|元)$/;
/** 1295, 1,295 and 1 295; 1,29 and 12 95 are none. */
const NUMBER = /^[-+]?(?:\d{1,15}|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:\.\d{1,6})?$/;
const NONE = /^(?:[-–—−－‐‑‒―─/／\\]*|无)$/;

/** Emphasis of Markdown. */
const WRAPPED = /^(\*{1,2}|_{1,2}|`{1,2})(.*)\1$/;
/** How a spreadsheet is told that digits are text: ="5", '5. */
const AS_TEXT = /^(?:="([^"]*)"|'(?=\d))/;

export function figureIn(cell: string): FigureCell {
  const text = cell.replace(/\p{Cf}/gu, '').trim();
  if (text.length > LONGEST) return { kind: 'words', text };
  const plain = text.replace(WRAPPED, '$2').replace(AS_TEXT, '$1').trim();
  if (NONE.test(plain)) return { kind: 'none', sign: plain };
  const bare = plain.replace(NOTES, '').trim();
  const unit = UNIT.exec(bare);
  const digits = folded(unit === null ? bare : bare.slice(0, unit.index));
  if (!NUMBER.test(digits)) return { kind: 'words', text };
  const value = Number(digits.replace(/[^\d.-]/g, ''));
  const remark = remarkOn({ plain, bare, digits, value });
  return { kind: 'number', value, unit: unit?.[1] ?? '', ...(remark !== null && { remark }) };
}

/** Full-width digits and marks are the same ones set wide; no other digits are folded: ① and ² stand for notes. */
function folded(text: string): string {
  return text
    .replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll('，', ',')
    .replaceAll('．', '.')
    .replace(/^＋/, '+')
    .replace(/^[－−–]/, '-')
    .trim();
}

type Read = {
  readonly plain: string;
  readonly bare: string;
  readonly digits: string;
  readonly value: number;
};

function remarkOn({ plain, bare, digits, value }: Read): string | null {
  if (bare !== plain) return `“${shown(plain)}”读作${value}，注号没有计入`;
  return /[\s+]/.test(digits) || /，/.test(plain) ? `“${plain}”读作${value}` : null;
}

/** Words without the notes behind them: 规章① is 规章. */
export function withoutNotes(text: string): string {
  return text.length > LONGEST ? text : text.replace(NOTES, '');
}

/** As a person sees it. */
export function shown(text: string): string {
  return text.replaceAll(RAISED[0], '').replaceAll(RAISED[1], '').replaceAll(COVERED, '（合并的单元格）');
}
