/** What happened in the case, in the words of its page: every step, the papers served, the letters, reviews and suits. */

import { LETTER_LABELS } from '#shared/disclosure/letters.ts';
import { decoded, PARAGRAPH, plainXml, textOf } from '#shared/documents/docx-text.ts';
import type { PaperPart } from '#shared/documents/paper.ts';
import { readZip, ZipFault } from '#shared/documents/zip.ts';
import { APPEAL_KIND_LABELS, SERVICE_WAY_LABELS } from '#shared/glossary/choices.ts';
import type { CaseFile, FiledEvent } from '#shared/ledger/case-file.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { whoText } from '../cases/history.tsx';
import { factsOf } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';
import { CLOSED_TEXTS, STATUS_LABELS } from '../wording/terms.ts';
import { labelOf, minute } from '../wording/word.ts';

/** Oldest first, as it is read from a sheet. */
export function historyParts({ events }: CaseFile): PaperPart[] {
  return [
    { kind: 'heading', text: '办理经过' },
    {
      kind: 'table',
      caption: '办理经过',
      columns: [
        ['日期', 2],
        ['步骤', 2],
        ['内容', 7],
        ['经办和录入', 3],
      ],
      rows: events.map((event) => [
        ...[event.on, eventName(event.type), contentOf(event, events)],
        `${whoText(event)}\n${minute(event.recordedAt)}`,
      ]),
    },
  ];
}

function contentOf(event: FiledEvent, events: readonly FiledEvent[]): string {
  const lines = factsOf(event, events).map((line) => `${line.label}：${line.text}`);
  const closed = event.closed === null ? [] : [`其中的个人信息和文字内容${CLOSED_TEXTS[event.closed]}`];
  return [...lines, ...closed].join('\n');
}

/** A part with its heading; nothing where there is nothing to list. */
function listed(
  heading: string,
  columns: readonly [string, number][],
  rows: readonly string[][],
): PaperPart[] {
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: heading },
    { kind: 'table', caption: heading, columns, rows },
  ];
}

export function serviceParts({ events }: CaseFile): PaperPart[] {
  const nameOf = (id: unknown): string => {
    const step = events.find((one) => one.id === id);
    return step === undefined ? '' : `${eventName(step.type)}（${step.on}）`;
  };
  const rows = events
    .filter(({ type }) => type === 'PaperServed')
    .map(({ on, data, texts }) => [
      ...[on, nameOf(data.step), labelOf(SERVICE_WAY_LABELS, data.way)],
      data.returned === true ? '退回，没有送达' : '送达',
      [texts?.postNumber, texts?.receiver].filter(Boolean).join('，'),
    ]);
  const columns: [string, number][] = [
    ['日期', 2],
    ['送达的文书', 4],
    ['方式', 2],
    ['结果', 2],
    ['邮件号码、签收人', 3],
  ];
  return listed('送达', columns, rows);
}

/** Those that were issued, with their words as they went out. */
export function letterParts({ events }: CaseFile, masked: (line: string) => string): PaperPart[] {
  const letters = events.filter(({ type }) => type === 'LetterIssued');
  const nameOf = ({ data }: FiledEvent): string => labelOf(LETTER_LABELS, data.kind);
  const rows = letters.map((letter) => [letter.on, nameOf(letter), String(letter.data.number ?? '')]);
  const columns: [string, number][] = [
    ['日期', 2],
    ['文书', 4],
    ['文号', 4],
  ];
  return [
    ...listed('制发的文书', columns, rows),
    ...letters.flatMap((letter): PaperPart[] => {
      const lines = wordsOf(letter.texts?.document);
      if (lines.length === 0) return [];
      const text = `${nameOf(letter)}（${letter.data.number}）全文`;
      return [
        { kind: 'heading', text },
        { kind: 'lines', lines: lines.map(masked) },
      ];
    }),
  ];
}

/** The paragraphs of a .docx in base64; none where its text is gone or is no document. */
function wordsOf(document: string | undefined): readonly string[] {
  if (document === undefined) return [];
  try {
    const body = readZip(Buffer.from(document, 'base64')).find(({ name }) => name === 'word/document.xml');
    const xml = plainXml(body?.bytes.toString('utf8') ?? '');
    return [...xml.matchAll(PARAGRAPH)].map(([paragraph]) => decoded(textOf(paragraph))).filter(Boolean);
  } catch (fault) {
    if (fault instanceof ZipFault) return [];
    throw fault;
  }
}

export function appealParts(appeals: readonly CaseSummary[]): PaperPart[] {
  const columns: [string, number][] = [
    ['案号', 3],
    ['类别', 2],
    ['受理日期', 2],
    ['状态', 2],
  ];
  const rows = appeals.map(({ number, facts, openedOn, status }) => [
    ...[number, labelOf(APPEAL_KIND_LABELS, facts.kind), openedOn ?? '', STATUS_LABELS[status]],
  ]);
  return listed('复议、诉讼', columns, rows);
}
