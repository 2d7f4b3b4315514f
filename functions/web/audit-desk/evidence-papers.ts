/** What stands on the pages of an evidence package: for people, and for paper. */
import type { Paper, PaperPart } from '#shared/documents/paper.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { OPEN } from '#shared/kernel/contribution.ts';
import type { Commit } from '#shared/kernel/event.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import { maskedCase } from '#shared/ledger/masked-case.ts';
import type { Sight } from '#shared/masking/sight.ts';
import type { FrozenVersion } from '#shared/reporting/year-state.ts';
import type { House } from '#shared/store/house.ts';
import type { Move } from '#shared/trail/figure-life.ts';
import { signedStandings, signedVersions, standingsOf } from '#shared/trail/stands-in.ts';
import { toldWeight } from '#shared/year/behind-cell.ts';
import { casePaper } from '../case-file/case-paper.ts';
import { historyParts } from '../case-file/history-parts.ts';
import { pagesOf } from '../case-file/render.ts';
import { whoText } from '../cases/history.tsx';
import { cellLabel } from '../tables/cell-label.ts';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';
import { type Standing, shown } from './figure-life.tsx';

type Shown = { readonly full: boolean; readonly by: string };

/** A table with its heading. */
function table(
  text: string,
  columns: readonly (readonly [string, number])[],
  rows: readonly (readonly string[])[],
): PaperPart[] {
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text },
    { kind: 'table', caption: text, columns, rows },
  ];
}

/** A case: its sheet where its kind has one, the figures it was in, and the hash of each of its commits. */
export async function caseParts(house: House, file: CaseFile, { full, by }: Shown): Promise<PaperPart[]> {
  const { office, number, commits } = file;
  const { kind } = file.kind;
  const sight: Sight = full ? 'full' : 'masked';
  const pages = pagesOf(kind);
  const paper = pages && (await casePaper(house, pages, { office, number, sight: () => sight, by }));
  const signed = signedStandings(commits, await signedVersions(house.log, office));
  return [
    { kind: 'heading', text: `${KIND_LABELS[kind]} ${number}` },
    ...(paper?.parts ?? historyParts(maskedCase(file, sight))),
    ...table('计入过的数字', STANDING_COLUMNS, standingsOf(commits).map(standingRow)),
    ...table(
      '计入过的已签署年度报告',
      [
        ['年度', 1],
        ['版', 1],
        ['签署', 2],
        ['计入的数字', 6],
      ],
      signed.map(({ year, version, on, cells }) => [
        ...[String(year), `第${version}版`, on],
        cells.map(cellLabel).join('、'),
      ]),
    ),
    ...commitParts(commits),
  ];
}

const STANDING_COLUMNS = [
  ['数字', 5],
  ['年度', 2],
  ['计入', 1],
  ['自', 3],
  ['至', 3],
] as const;

function standingRow(one: ReturnType<typeof standingsOf>[number]): string[] {
  const until = one.until === OPEN ? '起' : one.until === one.from ? '' : `—${one.until}`;
  return [
    ...[cellLabel(one.cell), one.on ?? `${one.from}${until}`, String(toldWeight(one.cell, one.weight))],
    `${minute(one.in.at)}（第 ${one.in.version} 笔）`,
    one.out === null ? '现在' : `${minute(one.out.at)}（第 ${one.out.version} 笔）`,
  ];
}

/** By which the page is tied to `commits.ndjson`. */
export function commitParts(commits: readonly Commit[]): PaperPart[] {
  return table(
    '证明：每笔记录的 SHA-256',
    [
      ['编号', 3],
      ['第几笔', 1],
      ['录入时间', 3],
      ['SHA-256', 8],
    ],
    commits.map(({ number, version, recordedAt, hash }) => [
      ...[number, String(version), recordedAt.slice(0, 19).replace('T', ' '), hash],
    ]),
  );
}

export function figureParts({ name, now, signed }: Standing, moves: readonly Move[]): PaperPart[] {
  return [
    {
      kind: 'facts',
      caption: '这个数字',
      facts: [
        ['现在', now === null ? '不由案件直接计数' : String(now)],
        ['变动过', `${moves.length} 次`],
      ],
    },
    ...table(
      '每一版签署的报告怎么写',
      [
        ['版', 1],
        ['签署', 2],
        ['批准人', 2],
        ['数据截至', 2],
        ['这一版的数', 2],
      ],
      signed.map(({ version, on, approvedBy, asOf, value }) => [
        ...[`第${version}版`, on, approvedBy, minute(asOf), value === null ? '没有这一行' : String(value)],
      ]),
    ),
    ...table(
      '是哪些记录使它变动的',
      [
        ['录入时间', 3],
        ['案件', 3],
        ['记录', 4],
        ['录入人', 3],
        ['变动', 1],
        ['变动后', 1],
      ],
      moves.map(({ at, case: number, events, actor, before, after, value }) => [
        ...[minute(at), number, events.map(({ type, on }) => `${eventName(type)}（${on}）`).join('、')],
        ...[whoText({ actor }), String(shown(name, after - before)), String(shown(name, value))],
      ]),
    ),
  ];
}

export function yearParts(versions: readonly FrozenVersion[]): PaperPart[] {
  return table(
    '每一版签署的报告',
    [
      ['版', 1],
      ['签署', 2],
      ['批准人', 2],
      ['数据截至', 2],
      ['事件数', 1],
      ['台账摘要', 6],
      ['更正原因', 3],
    ],
    versions.map(({ version, on, approvedBy, asOf, events, digest, reason }) => [
      ...[`第${version}版`, on, approvedBy, minute(asOf), String(events), digest, reason ?? ''],
    ]),
  );
}

export function paperOf(title: string, organ: string, { note, parts }: Pick<Paper, 'note' | 'parts'>): Paper {
  return { title, header: `${organ}　${title}`, note, parts };
}
