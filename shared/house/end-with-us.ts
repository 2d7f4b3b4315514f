/**
 * Children that end with us, however we end: a process beside is told of them, and when its input closes, which the
 * system sees to, it ends those that are left, stopped ones too. Only for what runs on this machine beside us.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

const WATCH = `pids=' '
while read -r word pid; do
  case "$word$pids" in
    +*) pids="$pids$pid " ;;
    -*" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -KILL "$pid"; done`;

let told: Writable | null = null;

/** Of its own session: what is sent to all of ours does not reach it. */
function watch(): Writable {
  const child = spawn('/bin/sh', ['-c', WATCH], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  const { stdin } = child;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  // where there is no shell, children are ended by whoever started them alone
  child.once('error', () => {});
  stdin.on('error', () => {});
  return stdin;
}

export function endWithUs(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  told ??= watch();
  const to = told;
  to.write(`+ ${pid}\n`);
  child.once('exit', () => to.write(`- ${pid}\n`));
}
