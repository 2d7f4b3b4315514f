/** What is handed out on a request: all that is held of the person, and the certificate of what was destroyed. */
import type { Paper, PaperPart } from '#shared/documents/paper.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import { ERASURE_GROUNDS } from '#shared/glossary/personal.ts';
import { type CaseFile, openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { officeOf } from '#shared/ledger/office-name.ts';
import type { PersonRequest } from '#shared/personal/state.ts';
import type { House } from '#shared/store/house.ts';
import type { Principal } from '../frame/web.ts';
import { factsOf } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';
import { CLOSED_TEXTS } from '../wording/terms.ts';
import { minute } from '../wording/word.ts';

type RequestFile = CaseFile<PersonRequest>;

async function headed(
  { log, clock }: House,
  { office, number }: RequestFile,
  { user, title }: { readonly user: string; readonly title: string },
): Promise<Omit<Paper, 'parts'>> {
  const organ = (await officeOf(log, office))?.name ?? office;
  const note = `打印时间 ${minute(clock.now())}　打印人 ${user}`;
  return { title, header: `${organ}　${title}　${number}`, note };
}

/** Every record with every step and every text of it, as it stands. */
export async function heldPaper(house: House, file: RequestFile, { user }: Principal): Promise<Paper> {
  const parts: PaperPart[] = [];
  for (const { kind, number } of file.state.cases) {
    const known = KINDS.get(kind);
    const held = known && (await openCase(house.log, known, { office: file.office, number }));
    if (held) parts.push({ kind: 'heading', text: `${KIND_LABELS[kind]} ${number}` }, stepsOf(held));
  }
  return { ...(await headed(house, file, { user, title: '个人信息查阅件' })), parts };
}

function stepsOf({ events }: CaseFile): PaperPart {
  const rows = events.map((event) => {
    const lines = factsOf(event, events).map(({ label, text }) => `${label}：${text}`);
    const closed = event.closed === null ? [] : [CLOSED_TEXTS[event.closed]];
    return [event.on, eventName(event.type), [...lines, ...closed].join('\n')];
  });
  const columns: [string, number][] = [
    ['日期', 2],
    ['步骤', 2],
    ['内容', 8],
  ];
  return { kind: 'table', caption: '经过', columns, rows };
}

export async function certificatePaper(house: House, file: RequestFile, { user }: Principal): Promise<Paper> {
  const { state, number, events } = file;
  const when = (id: string): string => events.find((event) => event.id === id)?.recordedAt ?? '';
  const rows = state.erased.map((one) => [
    ...[KIND_LABELS[one.kind], one.number, String(one.sealed), String(one.files)],
    ...[one.fingerprint ?? '（没有密封内容）', `${number} ${one.event}，${minute(when(one.event))}`],
  ]);
  const columns: [string, number][] = [
    ['类别', 2],
    ['编号', 3],
    ['密封记录', 1],
    ['附件', 1],
    ['密钥指纹（SHA-256）', 5],
    ['记录', 3],
  ];
  return {
    ...(await headed(house, file, { user, title: '个人信息销毁证明' })),
    parts: [
      {
        kind: 'facts',
        caption: '销毁',
        facts: [
          ['依据', state.ground === null ? '' : ERASURE_GROUNDS[state.ground]],
          ['申请', state.receivedBy],
          ['批准', state.approvedBy ?? ''],
        ],
      },
      { kind: 'table', caption: '已销毁的密钥', columns, rows },
      {
        kind: 'lines',
        lines: ['这些记录的编号、日期、办理经过、统计数字和哈希链保留，姓名、联系方式和文字内容不能恢复。'],
      },
    ],
  };
}
