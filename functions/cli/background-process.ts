/**
 * The work behind the pages in a process of its own: however long the nightly comparison, a feed or a morning's reminders
 * take, whoever answers requests does nothing else.
 */
import { fork } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { House } from '#shared/store/house.ts';
import { keepingFiles } from '#shared/store/sqlite/checkpoints.ts';
import { say } from '#shared/telling/say.ts';
import { runInBackground } from './background.ts';
import type { Ending } from './ending.ts';
import { engineOf, withAccounts } from './open-house.ts';
import type { Arguments } from './options.ts';
import { sendersHere } from './remind.ts';

/** Options of `start` that say where it works. */
const PLACE = ['data', 'office', 'engine', 'endpoint'] as const;
const AGAIN_MS = 1000;
/** As long as a request in hand has. What takes longer, as the comparison of millions of cases, is begun again by the next. */
const GRACE_MS = 30_000;

/** Begun again where it ends by itself. `stop` resolves when the work in hand is finished, or has had its time. */
export function backgroundProcess(args: Arguments, graceMs = GRACE_MS): { stop(): Promise<void> } {
  let stopped = false;
  let child = begun(args);
  const watched = (async () => {
    for (;;) {
      const how = await child.ended;
      if (stopped) return;
      say('backgroundFault', { what: `ended: ${how}` });
      await setTimeout(AGAIN_MS);
      if (stopped) return;
      child = begun(args);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      child.letGo();
      const over = new AbortController();
      setTimeout(graceMs, undefined, over).then(child.end, () => undefined);
      await watched;
      over.abort();
    },
  };
}

type Begun = { readonly ended: Promise<string>; letGo(): void; end(): void };

function begun(args: Arguments): Begun {
  const [, program = ''] = process.argv;
  const place = PLACE.flatMap((name) => {
    const value = name === 'data' ? args.folder : args.option(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  const anchors = args.values('anchor').flatMap((anchor) => ['--anchor', anchor]);
  const child = fork(program, ['background', ...place, ...anchors], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let isAtWork = false;
  child.once('message', () => {
    isAtWork = true;
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
    // one that cannot be begun has no exit
    child.once('error', ({ message }) => resolve(message));
  });
  return {
    ended,
    letGo: () => {
      // nothing is in hand yet
      if (!isAtWork) child.kill('SIGKILL');
      else if (child.connected) child.disconnect();
    },
    // nothing that is acknowledged is in its hand alone
    end: () => void child.kill('SIGKILL'),
  };
}

/** The own side of it: works until whoever began it lets go, or is gone. */
export function background(house: House, args: Arguments): Promise<Ending> {
  // the one that began it hears them, too, and says when
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  return withAccounts(args, async (accounts) => {
    // where it was let go before it had begun there is nothing to end
    if (!process.connected) return { exit: 0, stdout: '' };
    const letGo = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
    // one that was killed meanwhile is not told any more: that is no fault of this one, which is let go then
    process.send?.('begun', undefined, undefined, () => undefined);
    const work = runInBackground(house, { senders: sendersHere(house, accounts), people: accounts });
    const files = engineOf(args) === 'sqlite' ? keepingFiles(args.folder) : null;
    await letGo;
    files?.stop();
    await work.stop();
    return { exit: 0, stdout: '' };
  });
}
