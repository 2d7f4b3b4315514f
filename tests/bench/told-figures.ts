/** What a benchmark found, kept: with `BENCH_JSON=FILE` each judged figure becomes a line of JSON at the end of FILE. */
import { appendFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { basename } from 'node:path';

export type Figure = {
  /** The command of package.json without `bench:`; as it was called, unless another is given. */
  readonly bench?: string;
  /** The same words in every run, whatever it found: a claim is known by bench and claim. */
  readonly claim: string;
  /** What was measured: in `unit`, or times the peer. NaN or infinite where nothing could be: kept as null. */
  readonly ratio: number;
  readonly limit: number;
  readonly side: 'atMost' | 'atLeast';
  readonly holds: boolean;
  /** What `ratio` is times of, measured in the same run. */
  readonly peer?: string;
  /** `×` unless it is something else. */
  readonly unit?: string;
  /** What this run was given or found on the way: sizes, seconds. */
  readonly detail?: string;
};

/** A line of the file. */
export type ToldFigure = Omit<Figure, 'ratio'> & {
  readonly bench: string;
  readonly ratio: number | null;
  readonly unit: string;
  /** An instant of ISO 8601. */
  readonly at: string;
  readonly machine: string;
  /** Processes that wanted the processor in the last minute, the bench's own among them; absent in lines of before. */
  readonly load?: number;
  readonly command: string;
};

/** The settings that benchmarks take; whatever else the environment holds is nobody's business. */
const SETTINGS =
  /^(BENCH_(?!JSON|DATA|LEDGER)[A-Z]+|COMMITS|EVENTS|CASES|CLERKS|MINUTES|ROUNDS|TAIL_ROWS|SEED|KILLS)$/;

/** @throws where FILE cannot be written: a figure is not lost without a word. */
export function tellFigure(figure: Figure): void {
  const file = process.env.BENCH_JSON;
  if (file === undefined || file === '') return;
  const bench = figure.bench ?? benchCalled();
  const told: ToldFigure = {
    ...{ ...figure, bench, unit: figure.unit ?? '×' },
    ratio: Number.isFinite(figure.ratio) ? Number(figure.ratio.toPrecision(5)) : null,
    at: new Date().toISOString(),
    machine: machineHere(),
    load: Math.round(loadavg()[0] ?? 0),
    command: commandCalled(),
  };
  appendFileSync(file, `${JSON.stringify(told)}\n`);
}

const benchCalled = (): string =>
  (process.env.npm_lifecycle_event ?? basename(process.argv[1] ?? '', '.ts')).replace(/^bench:/, '');

function machineHere(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const cores = `${cpus().length} ${cpus().length === 1 ? 'core' : 'cores'}`;
  return `${first?.model.trim() ?? 'unknown processor'}, ${cores}, ${gigabytes} GB, Node ${process.versions.node}`;
}

/** As it would be typed: settings that were given, the command, its arguments. */
function commandCalled(): string {
  const settings = Object.entries(process.env).filter(([name]) => SETTINGS.test(name));
  const called = process.env.npm_lifecycle_event;
  const given = process.argv.slice(2).join(' ');
  return [
    ...settings.map(([name, value]) => `${name}=${value}`),
    called === undefined ? `node tests/bench/${basename(process.argv[1] ?? '')}` : `npm run ${called}`,
    ...(given === '' ? [] : [called === undefined ? given : `-- ${given}`]),
  ].join(' ');
}
