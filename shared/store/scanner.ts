/**
 * Whoever looks for malicious software in what is attached. A scanner that answers later is asked again when the file
 * is opened; where there is none, or it cannot be reached, a file stays `unscanned` and is shown as that.
 */
import type { ScanOutcome } from '#shared/glossary/attachments.ts';

/** `by`: the name of the scanner, null where none looked. `threat`: what it calls what it found. */
export type Scan = {
  readonly outcome: ScanOutcome;
  readonly by: string | null;
  readonly threat?: string | undefined;
};

export interface MalwareScanner {
  /** Never throws: what cannot be scanned is `unscanned`. `file` is its name in the log. */
  scan(file: string, bytes: Uint8Array): Promise<Scan>;
  /** Asked for a file that is `pending` or `unscanned`, whose bytes are at hand. */
  again(file: string, bytes: Uint8Array): Promise<Scan>;
}

export const UNSCANNED: Scan = { outcome: 'unscanned', by: null };

/** Where nothing is set up. */
export const NO_SCANNER: MalwareScanner = { scan: async () => UNSCANNED, again: async () => UNSCANNED };
