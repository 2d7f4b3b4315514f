/** What an uploaded template must be before it is taken: a plain .docx whose placeholders are known and complete. */

import { mayAppear, type Requirement, requirementsOf } from '#shared/disclosure/letter-requirements.ts';
import { FACTS, type Fact, TEMPLATE_NAMES, type TemplateName } from '#shared/disclosure/letters.ts';
import { PARAGRAPH, plainXml, textOf } from '#shared/documents/docx-text.ts';
import { readZip, type ZipEntry, ZipFault } from '#shared/documents/zip.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { FILLED_PART } from './fill-letter.ts';
import { judgePart } from './judge-parts.ts';
import { looseBraces, placeholdersIn, withoutIn } from './merge-docx.ts';
import { visibleTexts } from './visible-texts.ts';

/** `name`: the placeholder or part it is about. */
type TemplateFault = {
  readonly code:
    | 'tooLong'
    | 'notADocument'
    | 'unsafePart'
    | 'looseBraces'
    | 'unknownPlaceholder'
    | 'forbiddenPlaceholder'
    | 'missingPlaceholder';
  readonly name: string;
};

/** Stored in the ledger beside the events, so it has to be small; Word's own files of a page are 15–40 KB. */
export const MOST_TEMPLATE_BYTES = 200_000;
const UNPACKED_LIMIT = 5_000_000;

/** Empty when the template can be used. */
export function checkTemplate(template: TemplateName, file: Buffer): TemplateFault[] {
  if (file.length > MOST_TEMPLATE_BYTES)
    return [{ code: 'tooLong', name: `${MOST_TEMPLATE_BYTES / 1000} KB` }];
  const entries = read(file);
  if (!entries?.some(({ name }) => name === 'word/document.xml'))
    return [{ code: 'notADocument', name: '.docx' }];
  const judged = entries.map((entry) => ({ name: entry.name, is: judgePart(entry) }));
  const unsafe = judged.filter(({ is }) => is === 'unsafe');
  if (unsafe.length > 0) return unsafe.map(({ name }) => ({ code: 'unsafePart', name }));
  const damaged = judged.filter(({ is }) => is === 'damaged');
  if (damaged.length > 0) return damaged.map(({ name }) => ({ code: 'notADocument', name }));
  return placeholderFaults(template, entries);
}

function read(file: Buffer): ZipEntry[] | null {
  try {
    return readZip(file, UNPACKED_LIMIT);
  } catch (fault) {
    if (fault instanceof ZipFault || fault instanceof RangeError) return null;
    throw fault;
  }
}

const filledXml = (entries: readonly ZipEntry[]): string[] =>
  entries.filter(({ name }) => FILLED_PART.test(name)).map(({ bytes }) => plainXml(bytes.toString('utf8')));

function paragraphsOf(entries: readonly ZipEntry[]): string[] {
  return filledXml(entries).flatMap((xml) => [...xml.matchAll(PARAGRAPH)].map(([one]) => textOf(one)));
}

/** The names a template that was taken asks for. */
export function placeholdersOf(file: Buffer): readonly string[] {
  return paragraphsOf(read(file) ?? []).flatMap(placeholdersIn);
}

/** Whether it has a paragraph for the case that the fact is not known. */
export function tellsWithout(file: Buffer, fact: Fact): boolean {
  return paragraphsOf(read(file) ?? []).some((text) => withoutIn(text).includes(fact));
}

function placeholderFaults(template: TemplateName, entries: readonly ZipEntry[]): TemplateFault[] {
  const texts = paragraphsOf(entries);
  const asked = [...new Set(texts.flatMap(placeholdersIn))];
  const isFact = (name: string): name is Fact => (FACTS as readonly string[]).includes(name);
  const unknown = asked.filter((name) => !isFact(name));
  const forbidden = asked.filter((name) => isFact(name) && !mayAppear(name, template));
  const seen = filledXml(entries).flatMap(visibleTexts);
  // around a text box nothing is filled: a placeholder there would be printed as it is
  const unfilled = seen.filter(({ text, holds }) => holds && /[{｛]{2}/.test(text)).map(({ text }) => text);
  const loose = [...texts.filter(looseBraces), ...unfilled];
  const shown = seen.filter(({ holds }) => !holds).flatMap(({ text }) => placeholdersIn(text));
  const lacking = mustStandIn(template).filter(({ anyOf }) => !anyOf.some((fact) => shown.includes(fact)));
  return [
    ...loose.map((text) => ({ code: 'looseBraces' as const, name: text.slice(0, 40) })),
    ...unknown.map((name) => ({ code: 'unknownPlaceholder' as const, name })),
    ...forbidden.map((name) => ({ code: 'forbiddenPlaceholder' as const, name })),
    ...lacking.map(({ anyOf }) => ({ code: 'missingPlaceholder' as const, name: anyOf.join('或') })),
  ];
}

/** Needed to make a letter, but it may stay unsaid: who approved, what the text of the remedy already names, and choices that other facts tell. */
const NOT_PRINTED: readonly Fact[] = [
  ...(['批准人', '复议机关', '人民法院'] as const),
  ...(['答复依据', '是否共同制作', '公开的依据'] as const),
];

/** What a template has to ask for. */
export function mustStandIn(template: TemplateName): readonly Requirement[] {
  return requirementsOf(template, true).filter(
    ({ anyOf }) => !NOT_PRINTED.some((fact) => anyOf.includes(fact)),
  );
}

const FAULT_TEXTS: Readonly<Record<TemplateFault['code'], string>> = {
  tooLong: '模板文件过大，最多',
  notADocument: '不是完好的 Word 文档（.docx）',
  unsafePart: '模板中含有宏、外部链接或嵌入对象',
  looseBraces: '花括号没有成对或中间没有内容',
  unknownPlaceholder: '没有这个占位符',
  forbiddenPlaceholder: '这种文书中不得出现',
  missingPlaceholder: '缺少法定内容的占位符',
};

export function faultText({ code, name }: TemplateFault): string {
  return `${FAULT_TEXTS[code]}：${name}`;
}

const TEMPLATES: ReadonlySet<string> = new Set(TEMPLATE_NAMES);
export const isTemplateName = (name: string): name is TemplateName => TEMPLATES.has(name);

/** Why a command on a template cannot be taken, or null. `document` is base64; absent in a reset. */
export function templateFault(
  template: string,
  document: string | undefined,
): { readonly field: string; readonly code: RefusalCode; readonly text: string } | null {
  if (!isTemplateName(template))
    return { field: 'template', code: 'badChoice', text: `没有这种文书：${template}` };
  if (document === undefined) return null;
  const faults = checkTemplate(template, Buffer.from(document, 'base64'));
  return faults.length === 0
    ? null
    : { field: 'document', code: 'badTemplate', text: faults.map(faultText).join('；') };
}
