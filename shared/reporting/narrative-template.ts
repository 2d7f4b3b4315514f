/**
 * The six sections of the report and the text an office starts from. A text is plain Chinese with `{{names}}` that
 * the figures of the same build replace, so that prose and tables cannot disagree. Law: 条例 art. 50, 国办公开办函〔2021〕30号.
 */
export const SECTION_TITLES = [
  '总体情况',
  '主动公开政府信息情况',
  '收到和处理政府信息公开申请情况',
  '政府信息公开行政复议、行政诉讼情况',
  '存在的主要问题及改进情况',
  '其他需要报告的事项',
] as const;
export const SECTION_NUMBERS = [1, 2, 3, 4, 5, 6] as const;
export type SectionNumber = (typeof SECTION_NUMBERS)[number];
/** The text of a section with its insertions still open, by the section's number. */
export type Wording = Readonly<Partial<Record<SectionNumber, string>>>;

const GENERAL = [
  '{{年度}}年，{{机关}}认真贯彻落实《中华人民共和国政府信息公开条例》（以下简称《条例》），坚持以公开为常态、不公开为例外，依法做好主动公开、依申请公开和政府信息管理等工作，保障公民、法人和其他组织依法获取政府信息。',
  '（一）主动公开情况',
  '{{主动公开情况}}{{热线情况}}',
  '（二）依申请公开情况',
  '{{依申请公开情况}}',
  '（三）政府信息管理情况',
  '{{政府信息管理情况}}{{登记数据情况}}',
  '（四）政府信息公开平台建设情况',
  '{{平台建设情况}}{{事件来源情况}}',
  '（五）监督保障情况',
  '{{监督保障情况}}',
].join('\n');

export const PROBLEMS =
  '{{年度}}年，{{机关}}政府信息公开工作有序开展，但仍存在需要改进的地方：一是主动公开的内容与公众需求的结合还不够紧密；二是工作人员的业务能力有待进一步提高。下一步将对照《条例》要求，围绕公众关切充实公开内容，加强业务培训和日常核查，提高公开质量和答复规范化水平。';

/** Sections 二 to 四 are their tables; an office may add text above them. */
const DEFAULT_WORDING: Readonly<Record<SectionNumber, string>> = {
  1: GENERAL,
  2: '',
  3: '',
  4: '',
  5: PROBLEMS,
  6: '{{信息处理费情况}}',
};

/** The year's own paragraphs before the office's template, that before the default. */
export function wordingOf(...layers: readonly Wording[]): Readonly<Record<SectionNumber, string>> {
  return Object.assign({ ...DEFAULT_WORDING }, ...layers.toReversed());
}

/**
 * 存在的主要问题及改进情况 (条例 art. 50(5)) is what no figure can say: the default names problems that nobody found. The
 * other defaults are insertions under the form's own headings, with the opening every report has: true as they stand.
 */
const WRITTEN_BY_THE_OFFICE: readonly SectionNumber[] = [5];

/** The sections that only the office can write and that hold the default, or nothing. Writing one for the year settles it. */
export function untouchedSections(own: Wording, template: Wording): readonly SectionNumber[] {
  return WRITTEN_BY_THE_OFFICE.filter((number) => {
    const written = own[number] ?? template[number] ?? '';
    const isDefault = own[number] === undefined && written === DEFAULT_WORDING[number];
    return written.trim() === '' || isDefault;
  });
}

/** One part that repeats, none beside it that takes the same: no text, however made, takes more than its length. */
const INSERTION = /\{\{([^{}]*)\}\}/g;

/** `inserted`: where the figures stand in the text, from and to. */
type FilledText = { readonly text: string; readonly inserted: readonly (readonly [number, number])[] };

/** What stays unknown stays visible, so that nobody publishes a gap without seeing it. */
export function filledIn(template: string, insertions: Readonly<Record<string, string>>): string {
  return filledText(template, insertions).text;
}

export function filledText(template: string, insertions: Readonly<Record<string, string>>): FilledText {
  const inserted: [number, number][] = [];
  let text = '';
  let from = 0;
  for (const match of template.matchAll(INSERTION)) {
    const name = nameIn(match);
    if (!Object.hasOwn(insertions, name)) continue;
    text += template.slice(from, match.index);
    const start = text.length;
    text += insertions[name] ?? '';
    inserted.push([start, text.length]);
    from = match.index + match[0].length;
  }
  return { text: text + template.slice(from), inserted };
}

const nameIn = (match: RegExpExecArray): string => (match[1] ?? '').trim();

/** The names in a text that no figure answers to. */
export function unknownInsertions(text: string, insertions: Readonly<Record<string, string>>): string[] {
  return [...text.matchAll(INSERTION)].map(nameIn).filter((name) => !Object.hasOwn(insertions, name));
}
