/** ClamAV on this machine or beside it: `clamd` is sent the bytes over its socket (INSTREAM, clamd(8)), nothing is written. */
import { connect, type Socket } from 'node:net';
import { type MalwareScanner, NO_SCANNER, type Scan, UNSCANNED } from '../scanner.ts';

/** A path of this machine (`/run/clamav/clamd.ctl`), or `host:port`. */
type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

const PATIENCE_MS = 20_000;
const CHUNK = 1 << 16;
/** What clamd says is a line. */
const LONGEST_ANSWER = 1 << 12;

/** Null for what is no address. */
export function clamdAddress(written: string): ClamdAddress | null {
  if (written.startsWith('/')) return { path: written };
  const [, host = '', port = ''] = /^(?:tcp:\/\/)?([^:/]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(written) ?? [];
  return host === '' ? null : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

export function clamdScanner(address: ClamdAddress, patience = PATIENCE_MS): MalwareScanner {
  const scan = async (_file: string, bytes: Uint8Array): Promise<Scan> => {
    try {
      return read(await ask(connect(address), bytes, patience));
    } catch {
      return UNSCANNED; // out of reach: the page says so
    }
  };
  return { scan, again: scan };
}

/** `stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`, or `… ERROR` for what it would not look at. */
function read(answer: string): Scan {
  const [, threat] = /^stream: (.*) FOUND$/.exec(answer) ?? [];
  if (threat !== undefined) return { outcome: 'infected', by: 'clamav', threat };
  return answer === 'stream: OK' ? { outcome: 'clean', by: 'clamav' } : UNSCANNED;
}

/** The command ends in a zero byte and so does the answer; each chunk comes behind its length, an empty one last. */
function ask(socket: Socket, bytes: Uint8Array, patience: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: Buffer[] = [];
    const late = setTimeout(() => socket.destroy(new Error('clamd does not answer')), patience);
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(late);
      resolve(Buffer.concat(said).toString('utf8').replace(/\0.*$/s, '').trim());
    });
    let heard = 0;
    socket.on('data', (part: Buffer) => {
      said.push(part);
      heard += part.length;
      // it has answered, or it is no clamd: neither is listened to any longer
      if (part.includes(0) || heard > LONGEST_ANSWER) socket.destroy();
    });
    socket.write('zINSTREAM\0');
    for (let start = 0; start < bytes.length; start += CHUNK) {
      const part = bytes.subarray(start, start + CHUNK);
      socket.write(lengthOf(part));
      socket.write(part);
    }
    socket.write(lengthOf(new Uint8Array()));
  });
}

function lengthOf(part: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

const CLAMD = 'TAIZHANG_CLAMD';

/**
 * The scanner that the environment names: `TAIZHANG_CLAMD`, a socket's path or `host:port`. Throws for an address that is
 * none: a typing mistake must not pass for "no scanner".
 */
export function scannerHere(env: Readonly<Record<string, string | undefined>> = process.env): MalwareScanner {
  const written = env[CLAMD]?.trim() ?? '';
  if (written === '') return NO_SCANNER;
  const address = clamdAddress(written);
  if (address === null) throw new Error(`${CLAMD} is the path of a socket or host:port, not ${written}`);
  return clamdScanner(address);
}
