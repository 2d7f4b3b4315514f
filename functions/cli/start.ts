/** `start [--port 3000] [--host 127.0.0.1] [--proxied]`: the whole system on this machine, until it is told to stop. */
import { once } from 'node:events';
import { webApp } from '#functions/web/app.tsx';
import type { Web } from '#functions/web/frame/web.ts';
import { drawBy } from '#functions/web/look/drawing.tsx';
import type { AuditedAccounts } from '#shared/accounts/audited.ts';
import { addUser } from '#shared/accounts/entry.ts';
import { heavyProcesses } from '#shared/house/heavy-processes.ts';
import type { HeavyWork } from '#shared/house/heavy-work.ts';
import { readingBeside } from '#shared/house/passes-beside.ts';
import { byQueueUnlessSmall } from '#shared/jobs/carry-here.ts';
import { instantOf } from '#shared/kernel/plain-date.ts';
import { isName, officeOf } from '#shared/ledger/office-name.ts';
import type { Accounts } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import { sayLine } from '#shared/telling/say.ts';
import { backgroundProcess } from './background-process.ts';
import { signBySm2 } from './checkpoint.ts';
import { fillStarted } from './demo.ts';
import type { Ending } from './ending.ts';
import { withAccounts } from './open-house.ts';
import { type Arguments, UsageError } from './options.ts';
import { providerIn } from './provider-options.ts';
import { addressBehindProxy, isPassedOn, remoteAddress, type Served, serve } from './serve.ts';

export function start(house: House, args: Arguments): Promise<Ending> {
  const port = portOf(args);
  const host = args.option('host') ?? '127.0.0.1';
  if (args.flag('sm2')) signBySm2(args);
  return withAccounts(args, async (accounts) => {
    // what was sent to the process before this one, and is nobody's any more
    await house.uploads.sweep();
    const heavy = heavyProcesses();
    // each picture once, whoever looks at it: nobody's quota
    drawBy((bars) => heavy.run({ name: 'drawBars', of: bars, by: `picture ${JSON.stringify(bars)}` }));
    const readings = heavyProcesses(READINGS);
    const log = readingBeside(house.log, { folder: args.folder, heavy: readings });
    const { app } = webApp(webOf({ ...house, log }, accounts, { args, heavy }));
    const served = await serve(app, { port, host });
    const background = backgroundProcess(args);
    // the reader of the address may stop the server at once
    const stopped = untilStopped();
    await welcome(served, accounts, args);
    await askForName(house, args);
    await stopped;
    await Promise.all([served.stop(), background.stop()]);
    await Promise.all([heavy.close(), readings.close()]);
    return { exit: 0, stdout: '' };
  });
}

/** Of the ledger: one after another, whoever asks. */
const READINGS = { atOnce: 1, deadlineMs: 120_000, ofAccount: 64, megabytes: 1024 };

type Running = { readonly args: Arguments; readonly heavy: HeavyWork };

function webOf(house: House, accounts: AuditedAccounts, { args, heavy }: Running): Web {
  return {
    house,
    accounts,
    log: sayLine,
    config: {
      office: args.office,
      secureCookies: args.flag('proxied'),
      addressOf: args.flag('proxied') ? addressBehindProxy : remoteAddress,
      ...(args.flag('proxied') && { isProxied: isPassedOn }),
      ...providerIn(args),
      mailUnset: process.env.TAIZHANG_SMTP_URL === undefined,
      heavy,
      fillWithSample: () => fillStarted(args),
      carrier: byQueueUnlessSmall({ ...house, people: accounts }),
    },
  };
}

/** The address goes to standard output; the first start also makes an administrator, whose password is shown once. */
async function welcome({ address }: Served, accounts: Accounts, { office }: Arguments): Promise<void> {
  process.stdout.write(`台账已启动 ${address}\n`);
  if ((await accounts.list()).length > 0) return;
  const admin = { user: 'admin', role: 'admin', office, givenAt: instantOf(Date.now()) } as const;
  const password = await addUser(accounts, admin);
  if (password === null) return;
  process.stdout.write(`首次登录：用户名 admin 密码 ${password}（只显示这一次，登录后请修改）\n`);
}

/** Nothing is signed without it, and the first to read this can give it. */
async function askForName({ log }: House, { office: id }: Arguments): Promise<void> {
  const office = await officeOf(log, id);
  if (office === null || isName(office.name)) return;
  process.stdout.write(
    `还没有写明机关名称，报告和文书都不能出具：登录后在“机关信息”填写，或运行 taizhang office rename ${id} --name 全称\n`,
  );
}

/** Ctrl-C, or a service manager's word. A second one ends the process at once. */
async function untilStopped(): Promise<void> {
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
}

function portOf({ option }: Arguments): number {
  const text = option('port') ?? process.env.PORT ?? '3000';
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError('--port is a number from 0 to 65535');
}
