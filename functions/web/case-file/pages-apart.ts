/** A paper, and the pages of attached PDFs that go behind it, made apart from whoever waits for an answer, each to its deadline. */
import type { PagesRead } from '#shared/documents/attached-pages.ts';
import type { Paper } from '#shared/documents/paper.ts';
import type { Append } from '#shared/documents/render-pdf.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import type { HeavyWork } from '#shared/house/heavy-work.ts';

/** `by`: the account that asks. */
export function pagesApart(
  heavy: HeavyWork,
  by: string,
): {
  readonly read: (pdf: Uint8Array) => Promise<PagesRead>;
  readonly append: Append;
  readonly docx: (paper: Paper) => Promise<Uint8Array>;
} {
  return {
    read: async (pdf) => {
      try {
        return await heavy.run({ name: 'attachedPages', of: pdf, by });
      } catch (fault) {
        if (!(fault instanceof TooMuchWork) || fault.why !== 'deadline') throw fault;
        return { fault: 'tooHard' };
      }
    },
    docx: (paper) => heavy.run({ name: 'paperDocx', of: { ...paper, enclosed: [], attached: [] }, by }),
    append: (appending) => heavy.run({ name: 'appendPages', of: appending, by }),
  };
}
