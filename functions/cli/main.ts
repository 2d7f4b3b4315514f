/** The command line. Standard output carries only the result; every ending has its exit code. */
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { UnusableFile } from '#shared/store/unusable-file.ts';
import { COMMANDS } from './commands.ts';
import type { Ending } from './ending.ts';
import { helpOf, languageOf } from './help.ts';
import { type Arguments, readArguments, UsageError } from './options.ts';
import { writeOut } from './output.ts';

async function run(args: Arguments): Promise<Ending> {
  if (args.flag('help') || args.command === '') {
    const language = languageOf(args.option('lang'), process.env);
    return { exit: args.flag('help') ? 0 : 2, stdout: helpOf(args.command, language) };
  }
  const load = Object.hasOwn(COMMANDS, args.command) ? COMMANDS[args.command] : undefined;
  if (load === undefined) throw new UsageError(`unknown command ${args.command}; see --help`);
  const command = await load();
  return command(args);
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    const args = readArguments(argv);
    const { exit, stdout, bytes, stderr } = await run(args);
    const out = args.option('out');
    if (out === undefined || exit !== 0) process.stdout.write(bytes ?? stdout);
    else await writeOut({ file: out, mode: 0o666 }, [bytes ?? stdout]);
    if (stderr) process.stderr.write(stderr);
    return exit;
  } catch (error) {
    process.stderr.write(`taizhang: ${said(error)}\n`);
    return error instanceof UsageError || error instanceof UnreadableFile ? 2 : 3;
  }
}

/** A file that cannot be taken is told by its code as well. */
function said(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.message} [${error.code}]`;
  const message = error instanceof Error ? error.message : String(error);
  // read models heal by themselves: what is left is a file that does not follow from another
  if (!/disk image is malformed|not a database/.test(message)) return message;
  const which = error instanceof UnusableFile ? 'the file' : 'ledger.db, queue.db or accounts.db';
  return `${message}: ${which} is damaged; restore it from its copy (数据文件损坏)`;
}

// the reader may stop reading, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
process.exitCode = await main(process.argv.slice(2));
