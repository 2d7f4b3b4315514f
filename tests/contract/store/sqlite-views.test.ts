import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { sqliteViews } from '#shared/store/sqlite/views.ts';
import type { Views } from '#shared/store/views.ts';
import { listsContract } from './lists.contract.ts';
import { membersContract } from './members.contract.ts';
import { openCasesContract } from './open-cases.contract.ts';
import { viewsContract } from './views.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-views-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function openViews(): Promise<Views> {
  files += 1;
  return sqliteViews(join(folder, `${files}.db`), 'test');
}

viewsContract('SQLite', openViews);
openCasesContract('SQLite', openViews);
listsContract('SQLite', openViews);
membersContract('SQLite', 40, openViews);
