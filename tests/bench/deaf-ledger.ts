/**
 * The ledger that `bench:deaf` starts from. With BENCH_LEDGER=FOLDER it is kept there and copied by the next run, which
 * then begins at once.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './measuring.ts';
import { writeApplicationRows, writeHotlineRows } from './rows.ts';

/** One in twenty-six is an application, as in the office that was measured first. */
const APPLICATIONS = 26;

/** `data` is the folder of the product; password and token are an administrator's. */
export type FilledLedger = { readonly data: string; readonly password: string; readonly token: string };
export const USER = 'bench';

export async function filledLedger(folder: string, cases: number): Promise<FilledLedger> {
  const data = join(folder, 'data');
  const kept = process.env.BENCH_LEDGER;
  if (kept !== undefined && existsSync(join(kept, `${cases}`)))
    cpSync(join(kept, `${cases}`), data, { recursive: true });
  else {
    await fill(data, folder, cases);
    if (kept !== undefined) {
      mkdirSync(kept, { recursive: true });
      cpSync(data, join(kept, `${cases}`), { recursive: true });
    }
  }
  const said: Omit<FilledLedger, 'data'> = JSON.parse(readFileSync(join(data, 'bench.json'), 'utf8'));
  return { ...said, data };
}

async function fill(data: string, folder: string, cases: number): Promise<void> {
  const run = (...args: readonly string[]) => command(...args, '--data', data);
  const { password } = JSON.parse((await run('user', 'add', USER, '--role', 'admin')).stdout);
  const { token } = JSON.parse((await run('token', 'create', '--role', 'intake')).stdout);
  const [calls, applications] = [join(folder, 'calls.csv'), join(folder, 'applications.csv')];
  const applied = Math.round(cases / APPLICATIONS);
  await writeHotlineRows(calls, [{ year: 2024, cases: cases - applied, source: '12345热线' }]);
  await run('import', 'hotline', calls);
  await writeApplicationRows(applications, { year: 2025, cases: applied });
  await run('import', 'applications', applications);
  await run('office', 'rename', 'default', '--name', '某市数据局');
  const written = join(folder, 'written.ndjson');
  const section = { command: 'WriteTemplate', section: 5, text: '公开不够及时。' };
  writeFileSync(written, `${JSON.stringify(section)}\n`);
  await run('import', 'commands', written);
  writeFileSync(join(data, 'bench.json'), JSON.stringify({ password, token }));
}
