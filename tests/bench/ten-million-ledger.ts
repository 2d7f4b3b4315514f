/** The ledgers that `bench:ten-million` asks: recorded once, with a reader of every role, and read models filled once. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addUser } from '#shared/accounts/entry.ts';
import { masterKeyIn, openLocalLedger } from '#shared/house/open-ledger.ts';
import type { Role } from '#shared/store/accounts.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';
import { noteOf } from '#shared/store/sqlite/views-schema.ts';
import { PASSWORD } from './clerks-office.ts';
import { fillInBulk } from './ledger-in-bulk.ts';
import { command, say } from './measuring.ts';

export const READERS: readonly Role[] = [
  ...(['officer', 'admin', 'auditor', 'intake'] as const),
  ...(['approver', 'reporter', 'security', 'accounts'] as const),
];

/** The folder of a ledger of so many events; what stands in it already is not recorded or filled again. */
export async function ledgerOf(folder: string, events: number): Promise<string> {
  const data = join(folder, `events-${events}`);
  if (!existsSync(join(data, 'filled'))) await recorded(data, events);
  await readersIn(data);
  return data;
}

async function recorded(data: string, events: number): Promise<void> {
  mkdirSync(data, { recursive: true });
  const begun = performance.now();
  const cases = await fillInBulk(data, events, (done, of) => say(`${done} of ${of} cases`));
  say(`${events} events in ${cases} cases: recorded in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  await command('office', 'rename', 'default', '--name', '某市数据局', '--data', data);
  writeFileSync(join(data, 'filled'), '');
}

async function readersIn(data: string): Promise<void> {
  const key = await masterKeyIn(data);
  const accounts = openAccounts(join(data, 'accounts.db'), { masterKey: async () => key });
  const known = new Set((await accounts.list()).map(({ user }) => user));
  for (const role of READERS)
    if (!known.has(role))
      await addUser(accounts, { user: role, role, office: 'default', password: PASSWORD });
  accounts.close();
}

/** Another version of the program may keep read models differently: the product's own command fills them. */
export async function rebuilt(data: string): Promise<void> {
  const { seconds } = await command('rebuild', '--data', data);
  const megabytes = ['ledger', 'views', 'search'].map(
    (name) => statSync(join(data, `${name}.db`)).size / 1e6,
  );
  const sizes = megabytes.map((mb) => mb.toFixed(0)).join(', ');
  say(`${data}: rebuilt in ${seconds.toFixed(0)} s; ledger, views, search: ${sizes} MB`);
}

/** What a first start of the day makes up for behind its pages, so that no page is measured beside it. */
export async function settled(data: string): Promise<void> {
  // both name the audit stream that was taken away, and have done their work
  for (const what of ['aggregate', 'checkpoint']) await command(what, '--data', data).catch(() => undefined);
}

/**
 * Read models that are as far as their ledger and whose tables are made as those of `fresh`, which this program has just
 * filled, are taken for its own: half an hour is not spent again on what another version filled alike. False where they
 * are not.
 */
export async function takenAsTheyAre(data: string, fresh: string): Promise<boolean> {
  const { log } = await openLocalLedger(data);
  const end = (await log.head())?.position ?? 0;
  log.close();
  const [old, now] = [viewsIn(data), viewsIn(fresh)];
  const isOurs = noteOf(old, 'position') === String(end) && madeAs(old) === madeAs(now);
  const program = noteOf(now, 'projection');
  if (isOurs) old.prepare("UPDATE notes SET value = ? WHERE name = 'projection'").run(program);
  old.close();
  now.close();
  return isOurs;
}

const viewsIn = (data: string): DatabaseSync => new DatabaseSync(join(data, 'views.db'));

const madeAs = (db: DatabaseSync): string =>
  JSON.stringify(db.prepare("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY type, name").all());
