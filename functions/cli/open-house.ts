/** Opens the house a command works in, on the engine that was asked for. */
import { join } from 'node:path';
import { recordAsFound } from '#shared/accounts/as-found.ts';
import type { Asker } from '#shared/accounts/asking.ts';
import { type AuditedAccounts, auditedAccounts } from '#shared/accounts/audited.ts';
import { makeFolder, masterKeyIn, SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import type { Anchor } from '#shared/notary/anchors.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { AuditLog } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import type { Clock } from '#shared/store/ports.ts';
import { leaveCheckpoints } from '#shared/store/sqlite/checkpoints.ts';
import type { Progress } from '#shared/views/catch-up.ts';
import { type Arguments, UsageError } from './options.ts';
import { progressLine } from './progress.ts';

/** Throws UsageError for an engine there is none of. */
export function engineOf({ option }: Arguments): 'sqlite' | 'dynamodb' {
  const engine = option('engine') ?? 'sqlite';
  if (engine === 'sqlite' || engine === 'dynamodb') return engine;
  throw new UsageError(`unknown --engine ${engine}: sqlite or dynamodb`);
}

type Opening = { readonly empty?: boolean; readonly clock?: Clock };

/** `empty`: without the default office that a new ledger gets. */
export async function openHouse(args: Arguments, opening: Opening = {}): Promise<House> {
  const { anchorsHere } = await import('#shared/house/anchors-here.ts');
  const anchors = anchorsHere(args.values('anchor'));
  const options = { ...opening, anchors, progress: progressLine('更新统计') };
  if (engineOf(args) === 'dynamodb') return openCloud(args, options);
  const { openLocalHouse } = await import('#shared/house/open-house.ts');
  const patient = args.command === 'start';
  // the process beside that of the pages keeps the read models up, and the files
  if (patient) leaveCheckpoints();
  return openLocalHouse(args.folder, { ...options, patient });
}

export async function openCloud(
  { folder, option }: Arguments,
  opening: Opening & { progress?: Progress; anchors?: readonly Anchor[] } = {},
) {
  const { openCloudHouse } = await import('#shared/house/open-cloud-house.ts');
  const endpoint = option('endpoint');
  return openCloudHouse({ ...opening, folder, ...(endpoint !== undefined && { endpoint }) });
}

/**
 * The accounts of the folder a command works in, always closed again. What is changed of them stands in the audit
 * stream under the user of the operating system, whoever `--as` names.
 */
export async function withAccounts<T>(
  args: Arguments,
  work: (accounts: AuditedAccounts, audit: AuditLog) => Promise<T>,
): Promise<T> {
  const { accounts, audit, close } = await opened(args);
  try {
    await recordAsFound(accounts, audit);
    return await work(auditedAccounts(accounts, audit, askerOf(args)), audit);
  } finally {
    close();
  }
}

/** Who stands at the command line. */
export function askerOf({ actor, operator }: Arguments): Asker {
  return { who: operator, role: actor.role, via: 'cli' };
}

type Opened = { readonly accounts: Accounts; readonly audit: AuditLog; close(): void };

async function opened(args: Arguments): Promise<Opened> {
  if (engineOf(args) === 'dynamodb') return openCloud(args, { empty: true });
  makeFolder(args.folder);
  const { openAccounts } = await import('#shared/store/sqlite/accounts.ts');
  const { openAuditLog } = await import('#shared/store/sqlite/audit-log.ts');
  const masterKey = await masterKeyIn(args.folder);
  const audit = openAuditLog(join(args.folder, 'audit.db'), { clock: SYSTEM_CLOCK, masterKey });
  const accounts = openAccounts(join(args.folder, 'accounts.db'), { masterKey: async () => masterKey });
  const close = (): void => {
    accounts.close();
    audit.close();
  };
  return { accounts, audit, close };
}
