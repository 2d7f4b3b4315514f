/** A fictional office with its letter settings, whose cases are made by real commands; and the text of a .docx. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { type LocalLedger, openLocalLedger } from '#shared/house/open-ledger.ts';

export const ACTOR = { user: 'li', role: 'officer', via: 'form' } as const;
export const SETTINGS = {
  organName: '示例区政务服务数据管理局',
  reviewOrgan: '示例区人民政府',
  court: '示例区人民法院',
  numberWord: '示政数公开',
  payment: '通过非税收入收缴平台缴纳',
  contactPerson: '周承办',
  contactPhone: '000-0001-0002',
  contactAddress: '示例区示范路1号',
};

export type LetterOffice = LocalLedger & {
  /** Throws when the command is refused: the test's own fault. */
  carryOut(...commands: readonly Fields[]): Promise<void>;
  remove(): void;
};

export async function letterOffice(): Promise<LetterOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-letters-'));
  const ledger = await openLocalLedger(folder);
  return {
    ...ledger,
    carryOut: async (...commands) => {
      for (const fields of commands) {
        const done = await executeCommand(ledger, { office: 'default', actor: ACTOR, fields });
        if (!done.ok) throw new Error(`${done.code} ${done.message} ${JSON.stringify(fields)}`);
      }
    },
    remove: () => {
      ledger.log.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export const registered = (number: string, more: Fields = {}): Fields => ({
  command: 'RegisterApplication',
  case: number,
  channel: 'inPerson',
  submittedOn: '2026-03-02',
  applicant: { type: 'naturalPerson', name: '王建国', identity: '证件', contact: '000-0000-0001' },
  subject: '示范路改造工程<验收>备案表 & 附件',
  deliveryForm: '电子邮件',
  ...more,
});

type JsZip = {
  loadAsync(
    bytes: Uint8Array,
  ): Promise<{ file(name: string): { async(as: 'string'): Promise<string> } | null }>;
};
const jszip = createRequire(import.meta.url)('jszip') as JsZip;

/** Unpacked by another program than the one that packed it; paragraphs joined by line ends. */
export async function textOfDocx(document: Uint8Array): Promise<string> {
  const archive = await jszip.loadAsync(document);
  const xml = await archive.file('word/document.xml')?.async('string');
  return (xml ?? '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
