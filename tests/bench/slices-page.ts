/** What `npm run scale:slices` found, told, kept in `scale/slices.json`, and put between its marks in docs/scale.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, type SliceKind, type Tried } from './slices-calls.ts';
import { tellFigure } from './told-figures.ts';

export type Rebuilt = {
  readonly seconds: number;
  readonly runs: number;
  readonly isWhole: boolean;
  readonly megabytes: number;
  readonly commits: number;
  /** Milliseconds a commit: over all, in the first and in the last third. */
  readonly each: number;
  readonly first: number;
  readonly last: number;
};
export type Kept = {
  readonly commits: number;
  /** The day of the run. */
  readonly at: string;
  readonly fillSeconds: number;
  readonly tried: Partial<Record<SliceKind, Tried>>;
  readonly agrees: Record<string, boolean>;
  rebuild: Rebuilt | null;
  /** What was not carried to its end, and how far it came. */
  readonly left: Record<string, string>;
  /** One reading of the whole, for comparison. */
  readonly passes: Record<string, { readonly seconds: number; readonly megabytes: number }>;
};

const FILE = join(import.meta.dirname, 'scale', 'slices.json');
const PAGE = join(import.meta.dirname, '../../docs/scale.md');
const [BEGIN, END] = ['<!-- npm run scale:slices -->', '<!-- end of slices -->'];

const keptRuns = (): readonly Kept[] => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : []);
const kindsIn = ({ tried }: Kept): [SliceKind, Tried][] => Object.entries(tried) as [SliceKind, Tried][];

/** Each kind against its limits. Gives back whether all are within. */
export function tellAll(found: Kept): boolean {
  const shares = kindsIn(found).flatMap(([kind, { longest, megabytes }]) => {
    const limit = LIMITS[kind];
    return [
      [`longest call of ${kind}, of its function's time`, longest / limit.seconds],
      [`largest call of ${kind}, of its function's memory`, megabytes / limit.megabytes],
    ] as const;
  });
  for (const [claim, ratio] of shares)
    tellFigure({
      ...{ claim, ratio, limit: 1, side: 'atMost', holds: ratio <= 1 },
      ...{ peer: 'the limit in the template', detail: `${found.commits} commits` },
    });
  return shares.every(([, ratio]) => ratio <= 1);
}

export function keep(found: Kept): void {
  const others = keptRuns().filter(({ commits }) => commits !== found.commits);
  const all = [...others, found].sort((a, b) => a.commits - b.commits);
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
  const text = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${slicesPage(all)}\n\n${END}${rest.split(END)[1] ?? ''}`);
}

/** What stands between the marks. */
export function slicesInPage(): string {
  return readFileSync(PAGE, 'utf8').split(BEGIN)[1]?.split(END)[0]?.trim() ?? '';
}

export function slicesPage(all: readonly Kept[] = keptRuns()): string {
  return all.map(tableOf).join('\n\n');
}

const count = (value: number): string => value.toLocaleString('en');
const seconds = (value: number): string => (value < 10 ? value.toFixed(1) : count(Math.round(value)));

function tableOf(found: Kept): string {
  const rows = kindsIn(found).map(([kind, one]) => {
    const { seconds: most, megabytes } = LIMITS[kind];
    const own = [
      `${seconds(one.longest)} of ${most}`,
      `${count(one.megabytes)} of ${count(megabytes)}`,
      ...[seconds(one.seconds), count(one.calls), count(one.killed)],
    ];
    return `| ${NAMES[kind]} | ${own.join(' | ')} |`;
  });
  return [
    `### ${count(found.commits)} commits, ${found.at}`,
    '',
    '| slices of | longest call, s | largest, MB | all calls, s | calls | killed besides |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...rebuildLines(found),
    ...leftLines(found),
    ...untriedLines(found),
    ...agreementLines(found),
  ].join('\n');
}

const NAMES: Readonly<Record<SliceKind, string>> = {
  seal: 'sealing',
  rebuild: 'rebuild',
  fold: 'folding 20,000 rows of a tail',
  count: 'proof: counting',
  traces: 'proof: traces',
  seals: 'proof: seals',
  judge: 'proof: comparing',
  gather: 'proof: cases behind what differs',
  conclude: 'proof: naming them',
  known: 'tables as known on a day',
  sign: 'signing a year',
};

function rebuildLines({ rebuild, commits }: Kept): string[] {
  if (rebuild === null) return [];
  const { isWhole, runs, each, first, last } = rebuild;
  const rate = `${each.toFixed(2)} ms a commit (first third ${first.toFixed(2)}, last third ${last.toFixed(2)})`;
  const largest = rebuild.megabytes === 0 ? '' : `, ${count(rebuild.megabytes)} MB`;
  if (isWhole)
    return [
      `**Rebuild**, measured: ${seconds(rebuild.seconds)} s in ${runs} runs, ${runs - 1} of them killed, ${rate}${largest}.`,
      '',
    ];
  return [
    `**Rebuild**, measured: ${count(rebuild.commits)} commits in ${seconds(rebuild.seconds)} s and ${runs} ${runs === 1 ? 'run' : 'runs'}, ended from outside, ${rate}.`,
    `Reckoned from that, not measured: ${count(Math.round((each * commits) / 60_000))} minutes for all.`,
    '',
  ];
}

const leftLines = ({ left }: Kept): string[] =>
  Object.entries(left).flatMap(([what, how]) => [
    `**Not carried to its end**: ${LEFT_NAMES[what] ?? what}; ${how}.`,
    '',
  ]);

/** Each with a kind of call that it cannot do without. */
const PHASES: Readonly<Record<string, SliceKind>> = {
  sealing: 'seal',
  'folding a tail': 'fold',
  'the proof': 'count',
  'tables as known on a day': 'known',
  'signing a year': 'sign',
};

function untriedLines({ tried, rebuild }: Kept): string[] {
  const missing = Object.keys(PHASES).filter((name) => tried[PHASES[name] ?? 'seal'] === undefined);
  const all = [...(rebuild === null ? ['the rebuild'] : []), ...missing];
  return all.length === 0 ? [] : [`**Not tried**: ${all.join('; ')}.`, ''];
}

const LEFT_NAMES: Readonly<Record<string, string>> = { prove: 'the proof', sign: 'the signature' };

function agreementLines({ agrees, passes }: Kept): string[] {
  const told = Object.entries(agrees).map(([what, one]) => `${what} ${one ? 'agrees' : '**differs**'}`);
  const whole = Object.entries(passes).map(
    ([what, one]) => `${PASS_NAMES[what] ?? what} ${seconds(one.seconds)} s, ${count(one.megabytes)} MB`,
  );
  const beside = whole.length === 0 ? '' : ` One reading of the whole takes: ${whole.join('; ')}.`;
  return [`Held against one reading, or against sums: ${told.join('; ')}.${beside}`];
}

const PASS_NAMES: Readonly<Record<string, string>> = {
  onePass: 'proof',
  counted: 'tables of two days',
  signedWhole: 'signature',
};
