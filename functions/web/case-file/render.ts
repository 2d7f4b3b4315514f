/** The case file in each of its formats. What a format needs is loaded when it is asked for. */
import type { Paper } from '#shared/documents/paper.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { APPEAL_PAGES } from '../appeals/pages.tsx';
import { APPLICATION_PAGES } from '../applications/pages.tsx';
import type { CasePages } from '../cases/case-kind.ts';
import { HOTLINE_PAGES } from '../hotline/pages.tsx';
import type { pagesApart } from './pages-apart.ts';

export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** The kinds that have a case file. */
export const PAGES: readonly CasePages[] = [APPLICATION_PAGES, HOTLINE_PAGES, APPEAL_PAGES];
export const pagesOf = (kind: CaseKind): CasePages | undefined => PAGES.find((one) => one.kind === kind);

/** Of a .pdf throws where no browser can be started. */
export async function renderPaper(
  paper: Paper,
  format: PaperFormat,
  { append, docx }: Pick<ReturnType<typeof pagesApart>, 'append' | 'docx'>,
): Promise<Uint8Array> {
  if (format === 'docx') return docx(paper);
  return (await import('#shared/documents/render-pdf.ts')).paperPdf(paper, append);
}

export const paperName = (number: string, format: PaperFormat): string =>
  `办理单-${number.replaceAll(/[\\/]/g, '-')}.${format}`;
