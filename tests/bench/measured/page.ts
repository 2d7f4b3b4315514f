/** docs/measured.md and its charts, made of the lines that runs have told and of nothing else. */
import { type Chart, drawBars } from '#shared/documents/charts.ts';
import type { ToldFigure } from '../told-figures.ts';
import { ASKED, type AskedBench, isMeant } from './asked.ts';

const BARS = 10;
const HEAD = `# Measured

Every claim of speed, from the runs themselves: \`npm run measured -- FILE\` takes the lines that a bench has kept (run with \`BENCH_JSON=FILE\`) into \`docs/measured/figures.ndjson\`, the newest of each claim, and makes this page and its charts of them; nothing here is written by hand, and a test holds the page against the lines. A figure is × its peer, measured in the same run, unless it has a unit. The charts show what a figure takes of what is allowed, in hundredths: over 100 does not hold. A load far above what the bench itself makes means that the machine was busy with something else.
`;

/** The newest line of each claim. */
export function newestOf(lines: readonly ToldFigure[]): ToldFigure[] {
  const newest = new Map<string, ToldFigure>();
  for (const line of lines) {
    const name = `${line.bench}\n${line.claim}`;
    const known = newest.get(name);
    if (known === undefined || known.at <= line.at) newest.set(name, line);
  }
  return [...newest.values()];
}

type Section = {
  readonly asked: AskedBench;
  readonly lines: readonly ToldFigure[];
  readonly notRun: readonly string[];
};

function sectionsOf(lines: readonly ToldFigure[]): readonly Section[] {
  const known = new Set(ASKED.map(({ bench }) => bench));
  const others = [...new Set(lines.map(({ bench }) => bench))].filter((bench) => !known.has(bench)).sort();
  const unasked = others.map((bench) => ({ bench, title: bench, command: '', claims: [] }));
  return [...ASKED, ...unasked].map((asked) => {
    const own = lines.filter(({ bench }) => bench === asked.bench);
    const notRun = asked.claims.filter((claim) => !own.some((line) => isMeant(claim, line.claim)));
    return { asked, lines: own, notRun };
  });
}

export async function measuredPage(
  lines: readonly ToldFigure[],
): Promise<{ readonly page: string; readonly charts: ReadonlyMap<string, string> }> {
  const newest = newestOf(lines);
  const machines = [...new Set(newest.map(({ machine }) => machine))];
  const charts = new Map<string, string>();
  const sections: string[] = [];
  for (const section of sectionsOf(newest)) {
    const chart = await chartOf(section);
    const file = `${section.asked.bench.replaceAll(':', '-')}.svg`;
    if (chart !== null) charts.set(file, chart.svg);
    const picture = chart === null ? [] : [`![${chart.title}: ${chart.description}](measured/${file})`, ''];
    sections.push([...headOf(section), ...picture, ...tableOf(section, machines), ''].join('\n'));
  }
  const page = [HEAD, summaryOf(newest), '', ...machineLines(machines), ...sections].join('\n');
  return { page: `${page.trimEnd()}\n`, charts };
}

function summaryOf(newest: readonly ToldFigure[]): string {
  const failing = newest.filter(({ holds }) => !holds).length;
  const notRun = sectionsOf(newest).reduce((sum, section) => sum + section.notRun.length, 0);
  return `${newest.length - failing} claims hold, ${failing} do not, ${notRun} were not run.`;
}

function machineLines(machines: readonly string[]): readonly string[] {
  return machines.length === 0 ? [] : [...machines.map((machine, at) => `- M${at + 1}: ${machine}`), ''];
}

function headOf({ asked: { title, command } }: Section): readonly string[] {
  return [`## ${title}`, '', ...(command === '' ? [] : [`\`npm run ${command}\``, ''])];
}

function tableOf({ lines, notRun }: Section, machines: readonly string[]): readonly string[] {
  const rows = lines.map((line) => {
    const { claim, detail, peer, holds, machine, command } = line;
    const where = `M${machines.indexOf(machine) + 1}${line.load === undefined ? '' : ` at load ${line.load}`}`;
    const when = `${line.at.slice(0, 10)}, ${where}, \`${command}\``;
    return [
      claim,
      foundIn(line),
      limitOf(line),
      holds ? 'holds' : '**does not hold**',
      peer ?? '',
      detail ?? '',
      when,
    ];
  });
  const unknown = notRun.map((claim) => [claim, 'not run', '', 'not run', '', '', '']);
  return [
    '| claim | found | limit | | beside | of this run | when, where, how |',
    '|---|---|---|---|---|---|---|',
    ...[...rows, ...unknown].map((cells) => `| ${cells.map(inCell).join(' | ')} |`),
  ];
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const inUnit = (value: number, unit: string): string => {
  const written = Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
  return unit === '×' ? `${written} ×` : `${written} ${unit}`.trim();
};
const foundIn = ({ ratio, unit }: ToldFigure): string => (ratio === null ? 'nothing' : inUnit(ratio, unit));
const limitOf = ({ limit, unit, side }: ToldFigure): string =>
  `${side === 'atMost' ? '≤' : '≥'} ${inUnit(limit, unit)}`;

/** What it takes of what is allowed, in hundredths; null where that cannot be said. */
function shareOf({ ratio, limit, side }: ToldFigure): number | null {
  if (ratio === null || limit === 0 || (side === 'atLeast' && ratio === 0)) return null;
  return Math.round((side === 'atMost' ? ratio / limit : limit / ratio) * 100);
}

/** Those that come nearest to their limit, or are beyond it. */
async function chartOf({ asked, lines }: Section): Promise<Chart | null> {
  const shares = lines.flatMap((line) => {
    const share = shareOf(line);
    return share === null ? [] : [{ label: line.claim, share }];
  });
  if (shares.length === 0) return null;
  const shown = shares.toSorted((a, b) => b.share - a.share).slice(0, BARS);
  return drawBars({
    title: `${asked.title}, hundredths of what is allowed`,
    labels: shown.map(({ label }) => label),
    counts: shown.map(({ share }) => share),
    horizontal: true,
  });
}
