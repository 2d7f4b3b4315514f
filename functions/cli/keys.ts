/** `keys`: which keys a folder has, by their fingerprints, and others in their place. */
import { join } from 'node:path';
import { fingerprint } from '#shared/accounts/account-facts.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { fingerprintOfMaster } from '#shared/house/master-key.ts';
import { masterKeyIn, SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { namesDeployment } from '#shared/house/places.ts';
import { FolderInUse, rotateMasterKey } from '#shared/house/rotate-master-key.ts';
import { beginRotation } from '#shared/house/signing-key.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import { openAuditLog } from '#shared/store/sqlite/audit-log.ts';
import { databaseAt } from '#shared/store/sqlite/database-file.ts';
import { newSigningSecret } from '#shared/store/sqlite/signing-secret.ts';
import { readKeyLine } from '#shared/transparency/signed-note.ts';
import { type Ending, ended } from './ending.ts';
import { engineOf, openHouse } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';

/**
 * `rotate` the master key, `rotate signing` the secret of cookies, feeds and webhooks, `rotate checkpoint` the key that
 * signs checkpoints; alone, what is there.
 */
export async function keys(args: Arguments): Promise<Ending> {
  if (args.rest[0] === 'rotate' && args.rest[1] === 'checkpoint') return rotateCheckpoint(args);
  if (engineOf(args) === 'dynamodb') throw new UsageError('KMS rotates its own keys (docs/cloud.md)');
  const [what, which = 'master'] = args.rest;
  if (what === undefined || what === 'show')
    return ended(0, { key: 'master', fingerprint: fingerprintOfMaster(await masterKeyIn(args.folder)) });
  if (what !== 'rotate' || !['master', 'signing'].includes(which))
    throw new UsageError('keys show | keys rotate [master|signing|checkpoint]');
  try {
    return which === 'master' ? await rotateMaster(args) : await rotateSigning(args);
  } catch (fault) {
    if (fault instanceof FolderInUse) return ended(3, { code: 'inUse', message: fault.message });
    throw fault;
  }
}

/** The service may run: whoever seals next goes on with what was begun. */
async function rotateCheckpoint(args: Arguments): Promise<Ending> {
  if (namesDeployment(process.env)) throw new UsageError('KMS holds the key: see docs/cloud.md');
  const house = await openHouse(args);
  try {
    await house.notary.seal();
    const before = await house.notary.keys();
    beginRotation(args.folder);
    await house.audit.append(rotated(args, { number: 'checkpoint', details: { from: idsOf(before.lines) } }));
    await house.notary.seal();
    const { lines } = await house.notary.keys();
    const first = await house.notary.keyLine();
    return ended(0, {
      key: 'checkpoint',
      from: idsOf(before.lines),
      to: idsOf(lines),
      first,
      signing: lines,
    });
  } catch (fault) {
    if (!(fault instanceof SealingRefused)) throw fault;
    return ended(1, { code: fault.code, message: fault.message });
  } finally {
    house.close();
  }
}

const idsOf = (lines: readonly string[]): string => lines.map((line) => readKeyLine(line)?.keyId).join(' ');

async function rotateMaster(args: Arguments): Promise<Ending> {
  const { from, to } = await rotateMasterKey(args.folder);
  await note(args, { number: 'master', details: { from, fingerprint: to } });
  return ended(0, {
    key: 'master',
    from,
    to,
    keep: 'copy master.key anew; the old copy opens older archives',
  });
}

/** Who is signed in signs in again; every feed and webhook gets the secret that follows from the new one. */
async function rotateSigning(args: Arguments): Promise<Ending> {
  const db = databaseAt(join(args.folder, 'accounts.db'));
  try {
    const { before, after } = newSigningSecret(db, await masterKeyIn(args.folder));
    const [from, to] = [fingerprint({ secret: before }), fingerprint({ secret: after })];
    await note(args, { number: 'signing', details: { from, fingerprint: to } });
    return ended(0, {
      key: 'signing',
      from,
      to,
      next: 'restart the service; hand out the secrets of feeds and webhooks anew',
    });
  } finally {
    db.close();
  }
}

type Rotated = { readonly number: string; readonly details: Readonly<Record<string, string>> };

async function note(args: Arguments, what: Rotated): Promise<void> {
  const masterKey = await masterKeyIn(args.folder);
  const audit = openAuditLog(join(args.folder, 'audit.db'), { clock: SYSTEM_CLOCK, masterKey });
  await audit.append(rotated(args, what));
  audit.close();
}

function rotated(args: Arguments, { number, details }: Rotated) {
  const { user: who, role, via } = args.actor;
  const asked = { ...NOBODY_ASKS, office: '', who, role, via };
  return { ...asked, what: 'keyRotated', on: { kind: 'key', number }, details } as const;
}
