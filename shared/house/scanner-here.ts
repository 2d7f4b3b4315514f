/** The scanner that the environment names: `TAIZHANG_CLAMD`, a socket's path or `host:port`. */
import { clamdAddress, clamdScanner } from '#shared/store/clamd/scanner.ts';
import { type MalwareScanner, NO_SCANNER } from '#shared/store/scanner.ts';

const CLAMD = 'TAIZHANG_CLAMD';

/** Throws for an address that is none: a typing mistake must not pass for "no scanner". */
export function scannerHere(env: Readonly<Record<string, string | undefined>> = process.env): MalwareScanner {
  const written = env[CLAMD]?.trim() ?? '';
  if (written === '') return NO_SCANNER;
  const address = clamdAddress(written);
  if (address === null) throw new Error(`${CLAMD} is the path of a socket or host:port, not ${written}`);
  return clamdScanner(address);
}
