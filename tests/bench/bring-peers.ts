/**
 * Brings the packages that recording is measured beside. emmett-sqlite 0.42.4 wants an emmett that was never published:
 * 0.42.0, the newest there is, stands in for it. Its engine, sqlite3, is built here, with the headers of this Node.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', '.cache', 'peers');
const ENGINE = join(FOLDER, 'node_modules', 'sqlite3');

/** Finds a package of theirs; `engine`: SQLite for emmett is built, too. @throws where they cannot be had: without npm, a registry, or what builds the engine. */
export function bringPeers({ engine }: { readonly engine: boolean }): (name: string) => string {
  mkdirSync(FOLDER, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'peers', 'package.json'), join(FOLDER, 'package.json'));
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], FOLDER);
  if (engine && !existsSync(join(ENGINE, 'build', 'Release', 'node_sqlite3.node'))) buildEngine();
  return createRequire(join(FOLDER, 'package.json')).resolve;
}

function buildEngine(): void {
  const npm = process.env.npm_execpath ?? '';
  const gyp = join(dirname(npm), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(gyp))
    throw new Error('sqlite3 is built by the node-gyp of npm: call it by npm run bench:peers');
  const node = join(dirname(process.execPath), '..');
  run(process.execPath, [gyp, 'rebuild', `--nodedir=${node}`], ENGINE);
}

function run(command: string, options: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, options, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${options.join(' ')}: ${stderr.slice(-500)}`);
}
