/**
 * The keys that sign checkpoints, in files of their own. `signing.key` for the owner alone; `signing.pub` for everybody: the
 * line of the first key, for ever. One is made at the first checkpoint; afterwards none is made in its place. A key that
 * is to come lies beside it (`signing-next.key`) until every log has announced it. `signing-sm2.key`, where one was asked
 * for, signs the same in the way of SM2.
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
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotaryKey } from '#shared/notary/notary-keys.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import type { KeyRing } from '#shared/transparency/key-ring.ts';
import {
  ALGORITHM,
  keyLine,
  rawEd25519,
  readKeyLine,
  type Signer,
  sm2Key,
  type VerifierKey,
  verifierKey,
} from '#shared/transparency/signed-note.ts';
import { sm2Signature } from '#shared/transparency/sm2.ts';

const SECRETS = {
  ed25519: { now: 'signing.key', next: 'signing-next.key' },
  sm2: { now: 'signing-sm2.key', next: 'signing-sm2-next.key' },
} as const;
const PUBLIC = { ed25519: 'signing.pub', sm2: 'signing-sm2.pub' } as const;
/** Stands there once a checkpoint was signed: a tree that is gone is none that has not begun. */
const USED = 'signing.used';
/** All of them, to be copied with a ledger, and apart from it. */
export const SIGNING_FILES: readonly string[] = [
  ...Object.values(SECRETS).flatMap(({ now, next }) => [now, next]),
  ...[...Object.values(PUBLIC), USED],
];

type Kind = keyof typeof SECRETS;
const KINDS: readonly Kind[] = ['ed25519', 'sm2'];

export function signingKeyIn(folder: string): NotaryKey {
  const [secret, open] = [join(folder, SECRETS.ed25519.now), join(folder, PUBLIC.ed25519)];
  return {
    line: async () => (existsSync(open) ? readFileSync(open, 'utf8').trim() : null),
    hasSigned: async () => existsSync(join(folder, USED)),
    noteSigned: async () => {
      if (!existsSync(join(folder, USED))) writeWhole(join(folder, USED), '', 0o600);
    },
    signers: async () => {
      // without its public half a secret has signed nothing yet: whoever made it was stopped
      if (!existsSync(open)) makeKey(secret, open);
      if (!existsSync(secret))
        throw new SealingRefused('noKey', `${secret} is missing: put it back from its copy`);
      return signersIn(folder, open);
    },
    settled: async (rings) => {
      for (const kind of KINDS) settle(folder, kind, rings);
    },
  };
}

function signersIn(folder: string, open: string): Signer[] {
  const name = readKeyLine(readFileSync(open, 'utf8'))?.name;
  if (name === undefined) throw new SealingRefused('noKey', `${open} is no line of a key`);
  return KINDS.flatMap((kind) =>
    Object.values(SECRETS[kind])
      .map((file) => join(folder, file))
      .filter((file) => existsSync(file))
      .map((file) => SIGNERS[kind](name, createPrivateKey(readFileSync(file)))),
  );
}

const SIGNERS: Readonly<Record<Kind, (name: string, key: KeyObject) => Signer>> = {
  ed25519: (name, key) => {
    const raw = rawEd25519(createPublicKey(key));
    const own = verifierKey(name, ALGORITHM.ed25519, raw);
    return { ...own, sign: async (message) => sign(null, message, key) };
  },
  sm2: (name, key) => {
    const { secret, point } = halvesOf(key);
    return { ...sm2Key(name, point), sign: (message) => sm2Signature(message, secret, point) };
  },
};

/** What stands before the scalar of a private key (RFC 5915 in PKCS#8). The point ends its DER form. */
const SCALAR = Buffer.from('0201010420', 'hex');

function halvesOf(key: KeyObject): { readonly secret: Buffer; readonly point: Buffer } {
  const der = key.export({ type: 'pkcs8', format: 'der' });
  const at = der.indexOf(SCALAR) + SCALAR.length;
  return { secret: der.subarray(at, at + 32), point: der.subarray(-65) };
}

/** From the next checkpoint on it is signed by SM2, too. */
export function beginSm2(folder: string): void {
  const file = join(folder, SECRETS.sm2.now);
  if (!existsSync(file)) writeSecret(file, 'sm2');
}

/** New secrets beside those that sign; one that was begun before goes on. The next checkpoints announce them. */
export function beginRotation(folder: string): void {
  for (const kind of KINDS) {
    const { now, next } = SECRETS[kind];
    if (existsSync(join(folder, now)) && !existsSync(join(folder, next)))
      writeSecret(join(folder, next), kind);
  }
}

/** Where every log signs with what was to come, the secret before it goes. */
function settle(folder: string, kind: Kind, rings: readonly KeyRing[]): void {
  const name = rings[0]?.name ?? '';
  const next = join(folder, SECRETS[kind].next);
  const signerIn = (file: string): Signer => SIGNERS[kind](name, createPrivateKey(readFileSync(file)));
  if (existsSync(next)) {
    const { keyId } = signerIn(next);
    if (!rings.every(({ signing }) => signing.some((one) => one.keyId === keyId))) return;
    renameSync(next, join(folder, SECRETS[kind].now));
  }
  const own = join(folder, SECRETS[kind].now);
  if (kind === 'sm2' && existsSync(own))
    writeFileSync(join(folder, PUBLIC.sm2), `${keyLine(signerIn(own))}\n`, { mode: 0o644 });
}

/** Called by its own first bytes: no two ledgers sign under one name. */
export function ledgerKey(raw: Buffer): VerifierKey {
  return verifierKey(`taizhang/${hash('sha256', raw, 'hex').slice(0, 16)}`, ALGORITHM.ed25519, raw);
}

/** The secret half first, whole or not at all. */
function makeKey(secret: string, open: string): void {
  if (!existsSync(secret)) writeSecret(secret, 'ed25519');
  const publicKey = createPublicKey(createPrivateKey(readFileSync(secret)));
  writeWhole(open, `${keyLine(ledgerKey(rawEd25519(publicKey)))}\n`, 0o644);
}

function writeSecret(file: string, kind: Kind): void {
  const { privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' });
  writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
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
