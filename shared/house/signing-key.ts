/**
 * The key that signs checkpoints, in files of its own: `signing.key` for the owner alone, `signing.pub` for everybody.
 * One is made at the first checkpoint; afterwards none is made in its place.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotaryKey } from '#shared/notary/open-notary.ts';
import type { Signers } from '#shared/notary/seal-log.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import {
  ALGORITHM,
  keyLine,
  rawEd25519,
  readKeyLine,
  type VerifierKey,
  verifierKey,
} from '#shared/transparency/signed-note.ts';

const PRIVATE = 'signing.key';
const PUBLIC = 'signing.pub';
/** Stands there once a checkpoint was signed: a tree that is gone is none that has not begun. */
const USED = 'signing.used';

export function signingKeyIn(folder: string): NotaryKey {
  const [secret, open] = [join(folder, PRIVATE), join(folder, PUBLIC)];
  return {
    line: async () => (existsSync(open) ? readFileSync(open, 'utf8').trim() : null),
    hasSigned: async () => existsSync(join(folder, USED)),
    noteSigned: async () => {
      if (!existsSync(join(folder, USED))) writeWhole(join(folder, USED), '', 0o600);
    },
    signers: async () => {
      // without its public half a secret has signed nothing yet: whoever made it was stopped
      if (!existsSync(open)) makeKey(secret, open);
      return [ownSigner(secret, open)];
    },
  };
}

function ownSigner(secret: string, open: string): Signers[0] {
  if (!existsSync(secret))
    throw new SealingRefused('noKey', `${secret} is missing: put it back from its copy`);
  const key = createPrivateKey(readFileSync(secret));
  const known = readKeyLine(readFileSync(open, 'utf8'));
  if (known === null || !isPublicHalf(key, known))
    throw new SealingRefused('noKey', `${open} is not the public half of ${secret}`);
  return { ...known, sign: async (message) => sign(null, message, key) };
}

function isPublicHalf(key: KeyObject, { key: known }: VerifierKey): boolean {
  return known.subarray(1).equals(rawEd25519(createPublicKey(key)));
}

/** Called by its own first bytes: no two ledgers sign under one name. */
export function ledgerKey(raw: Buffer): VerifierKey {
  return verifierKey(`taizhang/${hash('sha256', raw, 'hex').slice(0, 16)}`, ALGORITHM.ed25519, raw);
}

/** The secret half first, whole or not at all. */
function makeKey(secret: string, open: string): void {
  if (!existsSync(secret)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeWhole(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  }
  const publicKey = createPublicKey(createPrivateKey(readFileSync(secret)));
  writeWhole(open, `${keyLine(ledgerKey(rawEd25519(publicKey)))}\n`, 0o644);
}

function writeWhole(file: string, text: string, mode: number): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode, flag: 'wx' });
  try {
    linkSync(draft, file);
  } finally {
    rmSync(draft);
  }
}
