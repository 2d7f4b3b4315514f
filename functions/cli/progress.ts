/** How far a long piece of work has come, on standard error: a bar on a terminal, else a line now and then. */
import { createReadStream } from 'node:fs';

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
type Options = { readonly terminal?: Terminal; readonly now?: () => number };

const WIDTH = 24;
/** Nothing is said about work that is over within a second. */
const QUIET_MS = 1000;
const REDRAW_MS = 100;
const LINE_MS = 10_000;

/** Call it with what is done; `total` is 0 if unknown. The bar is cleared when everything is done. */
export function progressLine(
  title: string,
  { terminal = process.stderr, now = Date.now }: Options = {},
): (done: number, total: number) => void {
  let [start, last] = [now(), 0];
  return (done, total) => {
    const time = now();
    const finished = total > 0 && done >= total;
    if (finished) {
      if (last > 0) terminal.write(terminal.isTTY ? '\r\x1b[K' : `${title} ${done}/${total}\n`);
      [start, last] = [time, 0];
      return;
    }
    const pause = terminal.isTTY ? REDRAW_MS : LINE_MS;
    if (time - start < QUIET_MS || time - last < pause) return;
    last = time;
    terminal.write(
      terminal.isTTY ? `\r\x1b[K${title} ${bar(done, total)}` : `${title} ${done}/${total || '?'}\n`,
    );
  };
}

function bar(done: number, total: number): string {
  if (total === 0) return String(done);
  const filled = Math.floor((done / total) * WIDTH);
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${Math.floor((done / total) * 100)}%`;
}

const LINE_END = 10;

type Progress = (done: number, finished: boolean, share?: number) => void;

/** Of an import: against the lines of a text file, counted beforehand, and the part of a workbook that was read; of a pipe only how many rows. */
export async function importProgress(file: string): Promise<Progress> {
  const show = progressLine('导入');
  const lines = /\.(?:csv|ndjson)$/i.test(file) ? await linesOf(file) : 0;
  return (done, finished, share = 0) => {
    // a quoted cell may hold line ends: the bar is full when the work is done, not before
    if (finished) show(Math.max(done, 1), Math.max(done, 1));
    else if (lines > 0) show(Math.min(done, lines - 1), lines);
    else show(done, share > 0 ? Math.max(Math.round(done / share), done + 1) : 0);
  };
}

async function linesOf(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines += 1;
  return lines;
}
