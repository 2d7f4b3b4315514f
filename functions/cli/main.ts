/** The command line. Standard output carries only the result; every ending has its exit code (contract §1). */
import { writeFileSync } from 'node:fs';
import { openLocalLedger } from '../../infra/local/open-ledger.ts';
import { exportLedger, restoreLedger } from './archive.ts';
import { runCheck } from './check.ts';
import { clock } from './clock.ts';
import type { Ending } from './ending.ts';
import { HELP } from './help.ts';
import { runImport } from './import.ts';
import { type Arguments, readArguments, UsageError } from './options.ts';
import { cell, history, report } from './reading.ts';
import { verify } from './verify.ts';

async function run(args: Arguments): Promise<Ending> {
  if (args.command === '' || args.flag('help'))
    return { exit: args.command === '' && !args.flag('help') ? 2 : 0, stdout: HELP };
  if (args.command === 'check')
    return runCheck({ file: args.rest[0] ?? '', previous: args.option('previous') });
  if (args.command === 'export') return exportLedger(args);
  if (args.command === 'restore') return restoreLedger(args);
  const ledger = await openLocalLedger(args.folder);
  try {
    switch (args.command) {
      case 'import':
        return await runImport(ledger, args);
      case 'report':
        return { exit: 0, stdout: await report(ledger, args) };
      case 'cell':
        return { exit: 0, stdout: await cell(ledger, args) };
      case 'history':
        return { exit: 0, stdout: await history(ledger, args) };
      case 'clock':
        return { exit: 0, stdout: await clock(ledger, args) };
      case 'verify':
        return await verify(ledger.log, args);
      default:
        throw new UsageError(`unknown command ${args.command}; see --help`);
    }
  } finally {
    ledger.log.close();
  }
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArguments(argv);
    const { exit, stdout, stderr } = await run(args);
    const out = args.option('out');
    if (out === undefined) process.stdout.write(stdout);
    else writeFileSync(out, stdout);
    if (stderr) process.stderr.write(stderr);
    return exit;
  } catch (error) {
    process.stderr.write(`taizhang: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 3;
  }
}

process.exitCode = await main(process.argv.slice(2));
