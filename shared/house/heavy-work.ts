/**
 * Work that a sent file makes heavy, whoever sent it: read beside everything else, to a deadline, so that no answer waits
 * for it (ADR 66). Where no process can be had it is done in place, bounded by what may be sent.
 */
import { reportInFile, reportInText } from '#shared/checker/read-report.ts';
import type { TemplateName } from '#shared/disclosure/letters.ts';
import type { Appending } from '#shared/documents/attached-pages.ts';
import type { Bars } from '#shared/documents/charts.ts';
import type { Paper } from '#shared/documents/paper.ts';
import type { ListSheet } from '#shared/documents/render-list.ts';
import { guessLayout } from '#shared/intake/preview/guess-layout.ts';
import { type Looking, lookInto } from '#shared/intake/preview/look-into.ts';
import type { ImportFormat } from '#shared/intake/read-records.ts';
import { asFile } from '#shared/intake/sent-file.ts';
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import type { Rendering } from '#shared/reporting/document.ts';
import type { PassesAsked, PassParts } from './passes-in.ts';

type Sent = { readonly bytes: Uint8Array; readonly format: ImportFormat };

/** By name what is done with what was sent. Questions and answers go from process to process: they are plain data. */
const HEAVY = {
  attachedPages: async (bytes: Uint8Array) =>
    (await import('#shared/documents/attached-pages.ts')).attachedPages(bytes),
  appendPages: async (appending: Appending) =>
    (await import('#shared/documents/attached-pages.ts')).appendPages(appending),
  drawBars: async (bars: Bars) => (await import('#shared/documents/charts.ts')).drawBars(bars),
  reportFile: async ({ format, ...rendering }: Rendering & { readonly format: 'docx' | 'xlsx' }) =>
    (await import('#shared/documents/render-report.ts')).renderReport(rendering, format),
  paperDocx: async (paper: Paper) => (await import('#shared/documents/paper-docx.ts')).paperDocx(paper),
  listXlsx: async (sheet: ListSheet) => (await import('#shared/documents/render-list.ts')).listXlsx(sheet),
  judgeTemplate: async ({
    template,
    bytes,
  }: {
    readonly template: TemplateName;
    readonly bytes: Uint8Array;
  }) => (await import('#shared/letters/check-template.ts')).checkTemplate(template, Buffer.from(bytes)),
  checkText: (text: string) => reportInText(text),
  checkFile: (bytes: Uint8Array) => reportInFile(Buffer.from(bytes)),
  guessLayout: async (sent: Sent) => {
    const guessed = await readable(sent, (file) => guessLayout({ file, format: sent.format, layout: {} }));
    return 'unreadable' in guessed ? guessed : null;
  },
  lookInto: ({ bytes, ...looking }: Sent & Omit<Looking, 'file'>) =>
    readable({ bytes, format: looking.format }, (file) => lookInto({ ...looking, file })),
} as const;

/** What was read of it, or why it cannot be read. */
async function readable<T>(sent: Sent, read: (file: string) => Promise<T>) {
  try {
    return await asFile(sent, read);
  } catch (fault) {
    if (!(fault instanceof UnreadableFile)) throw fault;
    return { unreadable: fault.code, message: fault.message };
  }
}

/** A ledger in a folder is read by a process alone, beside the one that answers. */
type Works = typeof HEAVY & { passes(asked: PassesAsked): Promise<PassParts> };
export type HeavyName = keyof Works;
type Question<Name extends HeavyName> = Parameters<Works[Name]>[0];
export type Answer<Name extends HeavyName> = Awaited<ReturnType<Works[Name]>>;
export type Asked<Name extends HeavyName = HeavyName> = {
  readonly name: Name;
  readonly of: Question<Name>;
  /** The account that asks: only so much of it at once. */
  readonly by: string;
};

/** Throws TooMuchWork. */
export type HeavyWork = {
  run<Name extends HeavyName>(asked: Asked<Name>): Promise<Answer<Name>>;
  /** Ends what is going on. */
  close(): Promise<void>;
};

/** In this process: for a function that answers one request at a time and is itself ended at a deadline. */
export const workInPlace: HeavyWork = {
  run: (asked) => carryOut(asked),
  close: async () => undefined,
};

export async function carryOut<Name extends HeavyName>({
  name,
  of,
}: Pick<Asked<Name>, 'name' | 'of'>): Promise<Answer<Name>> {
  if (!isKeyOf(HEAVY, name)) throw new Error(`${name} is work for a process alone`);
  const work = HEAVY[name] as (of: Question<Name>) => Answer<Name> | Promise<Answer<Name>>;
  return await work(of);
}
