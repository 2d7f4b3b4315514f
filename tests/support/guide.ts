/**
 * The deployment guide as somebody follows it who has nothing else: its lines are given to a real shell, in their order,
 * where each program they name is a stand-in that notes how it was called. Nothing else is within reach of that shell.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Call = {
  /** In a block, to be typed as it is; or in a sentence or table, which may leave out what was said before. */
  readonly isWhole: boolean;
  readonly program: string;
  readonly words: readonly string[];
};
export type Followed = {
  readonly calls: readonly Call[];
  readonly stderr: string;
  readonly exit: number | null;
};

export const PROGRAMS = ['aws', 'curl', 'git', 'npm', 'npx'] as const;
const IN_A_SENTENCE = new RegExp(`^(?:${PROGRAMS.join('|')}) `);
const TABLE = 'arn:aws-cn:dynamodb:cn-north-1:111122223333:table';
const QUEUES = 'https://sqs.cn-north-1.amazonaws.com.cn/111122223333';

/** What the reader puts in the place of `<…>`, as either language names it. */
const FILLED_IN: readonly (readonly [value: string, ...names: string[]])[] = [
  ['v0.1.0', 'the version before', '前一个版本'],
  [`${TABLE}/Ledger`, 'ARN of the first Ledger', '第一个 Ledger 的 ARN'],
  [`${TABLE}/Ledger-restored`, 'ARN of Ledger-restored', 'Ledger-restored 的 ARN'],
  [
    `${TABLE}/Ledger-restored/stream/2026-11-24T01:00:00.000`,
    ...['LatestStreamArn of Ledger-restored', 'Ledger-restored 的 LatestStreamArn'],
  ],
  [`${QUEUES}/ChangeFeedDead`, 'URL of ChangeFeedDead', 'ChangeFeedDead 的 URL'],
  ['arn:aws-cn:sqs:cn-north-1:111122223333:ImportDead', 'ARN of that queue', '那个队列的 ARN'],
  ['https://taizhang.example.gov.cn', 'Address'],
];

/** The blocks to be typed, and the queries among them, which are for the console. */
export function blocksOf(page: string): { readonly typed: string; readonly queries: readonly string[] } {
  const lines = page.split('\n').filter((line) => line.startsWith('    '));
  const isQuery = (line: string): boolean => line.startsWith('    fields ');
  const typed = lines.filter((line) => !isQuery(line)).join('\n');
  return { typed, queries: lines.filter(isQuery).map((line) => line.trim()) };
}

export function spansOf(page: string): string[] {
  const prose = page.split('\n').filter((line) => !line.startsWith('    '));
  return [...prose.join('\n').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll('\n', ' '));
}

/** `outputs`: by name, what the stack `Taizhang-Stores` answers. */
export function followed(page: string, outputs: Readonly<Record<string, string>>): Followed {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-guide-'));
  try {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const program of PROGRAMS) writeStandIn(join(bin, program));
    symlinkSync(awk(), join(bin, 'awk'));
    const spans = spansOf(page).filter((span) => IN_A_SENTENCE.test(span));
    const lines = ['WHERE=block', blocksOf(page).typed, 'WHERE=sentence', ...spans];
    const script = filledIn(['set -eu', 'export WHERE', ...lines].join('\n'));
    const rows = Object.entries(outputs).map(([name, value]) => `${name}\t${value}\n`);
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    const env = { PATH: bin, CALLS: calls, OUTPUTS: rows.join('') };
    const { status, stderr } = spawnSync('/bin/sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
    return { calls: callsIn(readFileSync(calls, 'utf8')), stderr, exit: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filledIn(script: string): string {
  const values = new Map(FILLED_IN.flatMap(([value, ...names]) => names.map((name) => [name, value])));
  return script.replace(/<([^<>\n]+)>/g, (whole, name: string) => values.get(name) ?? whole);
}

/** What the next program reads is answered only to the question it has the answer of. */
const ANSWERS = `case "$*" in
  *"describe-stacks --stack-name Taizhang-Stores --query Stacks[0].Outputs[].[OutputKey,OutputValue] --output text")
    printf '%s' "$OUTPUTS" ;;
esac`;

function writeStandIn(file: string): void {
  const note = `{ printf '%s\\035' "$WHERE" "\${0##*/}" "$@"; printf '\\036'; } >> "$CALLS"`;
  writeFileSync(file, `#!/bin/sh\n${note}\n${ANSWERS}\n`);
  chmodSync(file, 0o755);
}

function awk(): string {
  return spawnSync('/bin/sh', ['-c', 'command -v awk'], { encoding: 'utf8' }).stdout.trim();
}

function callsIn(noted: string): Call[] {
  return noted
    .split('\u{1e}')
    .slice(0, -1)
    .map((call) => {
      const [where, program = '', ...words] = call.split('\u{1d}').slice(0, -1);
      return { isWhole: where === 'block', program, words };
    });
}
