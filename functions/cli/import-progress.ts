/** How far an import has come: against the lines of a text file, counted beforehand; of a workbook or a pipe only how many rows. */
import { createReadStream } from 'node:fs';
import { progressLine } from './progress.ts';

const LINE_END = 10;

export async function importProgress(file: string): Promise<(done: number, finished: boolean) => void> {
  const show = progressLine('导入');
  const lines = /\.(?:csv|ndjson)$/i.test(file) ? await linesOf(file) : 0;
  return (done, finished) => {
    // a quoted cell may hold line ends: the bar is full when the work is done, not before
    if (finished) show(Math.max(done, 1), Math.max(done, 1));
    else show(lines === 0 ? done : Math.min(done, lines - 1), lines);
  };
}

async function linesOf(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines += 1;
  return lines;
}
