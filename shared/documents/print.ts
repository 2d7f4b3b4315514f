/**
 * What a browser turns into paper or pictures. It is plain data, so that it can be asked of another function: where the
 * pages run in the cloud, the browser lies with the one function that prints (ADR 74).
 */

/** Above and below each page, as HTML of its own. */
export type Around = { readonly headerTemplate?: string; readonly footerTemplate: string };
export type Drawing = { readonly svg: string; readonly width: number; readonly height: number };
export type Print =
  | { readonly what: 'pdf'; readonly html: string; readonly around: Around }
  | { readonly what: 'pictures'; readonly drawings: readonly Drawing[] };

/** One PDF, or a PNG for each drawing. Throws where no browser can be started. */
export type Printer = (print: Print) => Promise<readonly Uint8Array[]>;
