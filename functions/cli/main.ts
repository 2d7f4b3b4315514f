/** The command line. Standard output carries only the result; every ending has its exit code. */
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { COMMANDS } from './commands.ts';
import type { Ending } from './ending.ts';
import { helpOf, languageOf } from './help.ts';
import { type Arguments, readArguments, UsageError } from './options.ts';
import { writeOut } from './output.ts';
import { toldFault } from './told-fault.ts';

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
    if (stderr) process.stderr.write(stderr);
    if (out === undefined || exit !== 0) process.stdout.write(bytes ?? stdout);
    else await writeOut({ file: out, mode: 0o666 }, [bytes ?? stdout]).catch(saidOtherwise(stdout));
    return exit;
  } catch (error) {
    process.stderr.write(`taizhang: ${toldFault(error)}\n`);
    return error instanceof UsageError || error instanceof UnreadableFile ? 2 : 3;
  }
}

/** What was done is done, and is not to be learned from a file alone that could not be written. */
function saidOtherwise(stdout: string): (fault: unknown) => never {
  return (fault) => {
    process.stdout.write(stdout);
    throw fault;
  };
}

// the reader may stop reading, as `head` does
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`taizhang: the result was not written: ${toldFault(error)}\n`);
  process.exit(3);
});
process.exitCode = await main(process.argv.slice(2));
