/** A paper of the office for its own files, such as the sheet of a case: what stands on it, whatever it is printed as. */
import type { InnerFile } from './pdf-files.ts';

export type PaperTable = {
  readonly caption: string;
  /** Headings with the share of the width each takes. */
  readonly columns: readonly (readonly [heading: string, share: number])[];
  readonly rows: readonly (readonly string[])[];
};
export type Picture = {
  readonly type: 'jpeg' | 'png' | 'webp';
  readonly bytes: Uint8Array;
  readonly caption: string;
};
export type PaperPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** Label and value, two columns. */
  | {
      readonly kind: 'facts';
      readonly caption: string;
      readonly facts: readonly (readonly [string, string])[];
    }
  | ({ readonly kind: 'table' } & PaperTable)
  /** On a page of its own. */
  | { readonly kind: 'picture'; readonly picture: Picture };

export type Paper = {
  readonly title: string;
  /** Above every page: whose paper it is and what it is about. */
  readonly header: string;
  /** Below the title, such as who printed it and when. */
  readonly note: string;
  readonly parts: readonly PaperPart[];
  /** Files that a .pdf of it holds as they are. */
  readonly enclosed?: readonly InnerFile[];
  /** What a .pdf of it goes on with: the pages of each attachment, a PDF of their own. */
  readonly attached?: readonly AttachedPages[];
};
export type AttachedPages = { readonly label: string; readonly pages: number; readonly pdf: Uint8Array };

export const FACT_SHARES = [1, 4] as const;
