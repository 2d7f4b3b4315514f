/** How far an import has come: against the lines of a text file, counted beforehand, and the part of a workbook that was read; of a pipe only how many rows. */
import { createReadStream } from 'node:fs';
import { progressLine } from './progress.ts';

const LINE_END = 10;

type Progress = (done: number, finished: boolean, share?: number) => void;

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
