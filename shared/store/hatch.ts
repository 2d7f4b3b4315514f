/**
 * What is too large for one request of a function, beside the house (ADR 70): a file that a browser hands in by a form of
 * its own, an answer that is handed out under an address of a minute. Nothing stays there for longer than a day.
 */

/** What a form of a page posts, without the file; `file` comes last in it. */
type HandingIn = { readonly action: string; readonly fields: Readonly<Record<string, string>> };

type HandedOut = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly disposition: string;
};

export interface Hatch {
  /** `id`: of letters, digits and hyphens, nobody else's. The browser comes back to `back` with the key of the file. */
  handIn(id: string, on: { readonly back: string; readonly most: number }): Promise<HandingIn>;
  /** The bytes of what was handed in under that id, and what the file was called; null for anything else. */
  take(id: string, key: string): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null>;
  /** At once: it lies there in clear. */
  drop(key: string): Promise<void>;
  /** Where a browser fetches it within a minute. */
  handOut(answer: HandedOut): Promise<string>;
}

/** A function is handed 6 MB, and hands out as much, a file written in base64 among it. */
export const LARGEST_ANSWER = 4_400_000;
