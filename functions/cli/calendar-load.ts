/** `calendar load YEAR FILE`: what was read of a notice is shown first, and recorded once somebody has said yes to it. */
import { createInterface } from 'node:readline/promises';
import type { Fields } from '#shared/desk/execute.ts';
import { arrangementOf, type Preview, previewChange } from '#shared/redating/preview-change.ts';
import { noticeFaultText, readNotice } from '#shared/redating/read-notice.ts';
import type { House } from '#shared/store/house.ts';
import { type Ending, ended } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';
import { textIn } from './text-file.ts';

type Asked = { readonly year: number; readonly file: string | undefined };

type Confirmed = { readonly fields: Fields };

/** The command, where nothing stands against it. */
export async function yearToLoad(house: House, args: Arguments, asked: Asked): Promise<Ending | Confirmed> {
  const read = await noticeIn(asked);
  if ('exit' in read) return read;
  const preview = await previewChange(house, { office: args.office, fields: read.fields });
  if (!preview.ok) return ended(1, preview.faults[0]);
  const told = toldOf(preview, asked.year);
  if (args.flag('dry-run')) return ended(0, told);
  if (preview.changes && !(args.flag('yes') || (await saysYes(told))))
    return { ...ended(1, { code: 'unconfirmed', ...told }), stderr: UNCONFIRMED };
  return read;
}

const UNCONFIRMED = 'nothing is recorded yet: look at what was read, then give the same command with --yes\n';

async function noticeIn({ year, file }: Asked): Promise<Ending | Confirmed> {
  if (file === undefined) throw new UsageError('calendar load YEAR FILE; - for standard input');
  const read = readNotice(await textIn(file), year);
  if (read.ok) return { fields: { command: 'LoadCalendarYear', ...read.notice } };
  const { code, found } = read;
  return ended(1, { field: 'notice', code, message: noticeFaultText(read), found });
}

function toldOf({ after, changes, redated }: Extract<Preview, { ok: true }>, year: number) {
  return { year, ...arrangementOf(after, year), changes, redated };
}

/** Only of somebody who sits at it: a script says --yes. */
async function saysYes(told: object): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${JSON.stringify(told, null, 2)}\n载入以上安排？(y/N) `);
  terminal.close();
  return /^(y|yes|是)$/i.test(answer.trim());
}
