/** The case file: everything a page of a case says, on one paper, masked or in full as asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseFile } from '#functions/cli/case-file.ts';
import { readArguments } from '#functions/cli/options.ts';
import { plainText } from '#functions/web/case-file/plain-text.ts';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { decoded, PARAGRAPH, textOf } from '#shared/documents/docx-text.ts';
import { paperHtml } from '#shared/documents/paper-html.ts';
import { filesIn } from '#shared/documents/pdf-files.ts';
import { fitted, sizeOf } from '#shared/documents/picture-size.ts';
import { readZip } from '#shared/documents/zip.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let li: Visitor;
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
async function carryOut(fields: Fields): Promise<void> {
  const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
  if (!done.ok) throw new Error(`${fields.command} ${done.code} ${done.field}`);
}

/** 3 × 2 pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGNgYGD4D8VwFgAx+QP9bcWf7wAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  office = await openWebOffice(); // Monday 2026-11-23
  li = await office.visitor('li', 'officer');
  await carryOut({
    command: 'DescribeOffice',
    office: 'default',
    name: '某市数据局',
    shortName: '数据局',
    superior: '',
  });
  await carryOut({
    ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-11-02' },
    ...{ subject: '规划图 <b>与</b> 说明', description: '2025年的' },
    applicant: {
      ...{ type: 'naturalPerson', name: '赵一', identity: '440301198505056669', contact: '13512345678' },
    },
  });
  await carryOut({ command: 'ConsultThirdParty', case: 'A1', on: '2026-11-05', party: '某公司' });
  await carryOut({
    ...{ command: 'RecordThirdPartyReply', case: 'A1', on: '2026-11-09', party: '某公司', consents: true },
  });
  await carryOut({ command: 'Reply', case: 'A1', on: '2026-11-16', outcome: 'disclosed' });
  await carryOut({
    command: 'RecordService',
    case: 'A1',
    step: 'Reply',
    way: 'post',
    on: '2026-11-18',
    postNumber: 'EX77',
  });
  await carryOut({
    ...{ command: 'AttachFile', kind: 'application', case: 'A1', paper: 'identity', name: '身份证.png' },
    content: PNG.toString('base64'),
  });
  await carryOut({ command: 'OpenAppeal', case: 'FS1', kind: 'review', on: '2026-11-20', application: 'A1' });
  await carryOut({
    ...{ command: 'RegisterHotlineCase', case: 'T1', at: '2026-11-02T09:00:00.000+08:00' },
    ...{ source: '12345热线', type: 'complaint', caller: '王五 13900001111' },
  });
});
afterAll(() => office.close());

const fetched = async (path: string): Promise<{ status: number; bytes: Buffer; type: string | null }> => {
  const headers = { host: 'localhost', cookie: li.cookie() };
  const answer = await office.app.request(path, { headers });
  return {
    status: answer.status,
    bytes: Buffer.from(await answer.bytes()),
    type: answer.headers.get('content-type'),
  };
};
/** Every word of a .docx, body, header and footer, a paragraph a line. */
function wordsIn(docx: Buffer): string {
  const parts = readZip(docx).filter(({ name }) => /^word\/(?:document|header\d|footer\d)\.xml$/.test(name));
  const paragraphs = parts.flatMap(({ bytes }) => [...bytes.toString('utf8').matchAll(PARAGRAPH)]);
  return paragraphs.map(([one]) => decoded(textOf(one))).join('\n');
}
const docxOf = async (path: string): Promise<string> => wordsIn((await fetched(path)).bytes);

describe('the case file of an application', () => {
  it('holds who asked for what, the date and how it came about, every step, service, review and file', async () => {
    const words = await docxOf('/applications/A1/case-file/docx');
    for (const said of [
      ...['政府信息公开申请办理单', 'A1', '已办结', '赵一', '规划图 <b>与</b> 说明'],
      ...['征求第三方意见', '某公司', '不计入', '作出答复', 'EX77', '邮寄送达'],
      ...['FS1', '行政复议', '身份证.png', '与台账一致', '第 ', '打印时间 2026-11-23 09:30　打印人 li'],
    ])
      expect(words, said).toContain(said);
    expect(words).toMatch(/2026-11-03 至 2026-11-05\n3\n工作日\n计入\n3/);
  });

  it('hides what the page hides, unless it is asked for in full, and that is noted', async () => {
    const masked = await fetched('/applications/A1/case-file/docx');
    const words = wordsIn(masked.bytes);
    expect(words).not.toContain('440301198505056669');
    expect(words).not.toContain('13512345678');
    expect(words).toContain('440***********6669');
    expect(readZip(masked.bytes).some(({ name }) => name.startsWith('word/media/'))).toBe(false);
    const full = await fetched(await li.revealed('/applications/A1', 'docx'));
    expect(wordsIn(full.bytes)).toContain('440301198505056669');
    expect(readZip(full.bytes).some(({ bytes }) => bytes.equals(PNG))).toBe(true);
    const said = { who: 'li', on: { number: 'A1' }, details: { page: 'case-file/docx' } };
    expect((await office.audited()).slice(-2)).toMatchObject([
      { ...said, what: 'revealed', details: { ground: 'handling' } },
      { ...said, what: 'printed' },
    ]);
  });

  it('holds the letters as they went out', async () => {
    const letter = await issueLetter(office.web.house, {
      ...{ office: 'default', case: 'A1', kind: 'receipt', actor, typed: { 收件日期: '2026年11月2日' } },
    });
    expect(letter).toMatchObject({ ok: true });
    const words = await docxOf('/applications/A1/case-file/docx');
    expect(words).toMatch(/制发的文书[\s\S]*全文[\s\S]*赵一[\s\S]*某市数据局/);
  });

  it('is printed as .pdf, too', async () => {
    const { status, bytes, type } = await fetched(await li.revealed('/applications/A1', 'pdf'));
    expect([status, type]).toEqual([200, 'application/pdf']);
    const scan = Buffer.from('%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');
    await carryOut({
      ...{ command: 'AttachFile', kind: 'application', case: 'A1', paper: 'application', name: '申请表.pdf' },
      content: scan.toString('base64'),
    });
    const full = await fetched(await li.revealed('/applications/A1', 'pdf'));
    const [held, ...others] = filesIn(full.bytes);
    expect([held?.name, Buffer.from(held?.bytes ?? []).equals(scan), others]).toEqual([
      '附件2-申请表.pdf',
      true,
      [],
    ]);
    const masked = await fetched('/applications/A1/case-file/pdf');
    expect(filesIn(masked.bytes)).toEqual([]);
    const words = wordsIn((await fetched(await li.revealed('/applications/A1', 'docx'))).bytes);
    expect(words).toContain('附件2-申请表.pdf');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('who gets it, and of what', () => {
  it('a call and a review have one; another office, another kind and another format have none', async () => {
    expect(await docxOf('/hotline/T1/case-file/docx')).toMatch(/热线工单办理单[\s\S]*139\*\*\*\*1111/);
    expect(await docxOf('/appeals/FS1/case-file/docx')).toMatch(
      /行政复议、行政诉讼案件办理单[\s\S]*本机关答复、答辩/,
    );
    for (const path of ['/applications/A9/case-file/docx', '/applications/A1/case-file/html'])
      expect((await fetched(path)).status).toBe(404);
    const far = await office.visitor('far', 'officer', 'another');
    expect((await far.get('/applications/A1/case-file/docx')).status).toBe(404);
    expect((await li.get('/applications/A1')).text).toContain('href="/applications/A1/case-file/pdf"');
  });

  it('by a program and by the command line it is the same paper', async () => {
    const headers = { host: 'localhost', authorization: `Bearer ${await office.token('officer')}` };
    const path = '/api/v1/cases/application/A1/case-file?format=docx';
    const answer = await office.app.request(path, { headers });
    const withoutNote = (words: string): string => words.replace(/打印人 .*/g, '');
    const byPage = withoutNote(await docxOf('/applications/A1/case-file/docx'));
    expect(withoutNote(wordsIn(Buffer.from(await answer.bytes())))).toBe(byPage);
    const { bytes } = await caseFile(
      office.web.house,
      readArguments(['case-file', 'A1', '--format', 'docx']),
    );
    expect(withoutNote(wordsIn(Buffer.from(bytes ?? [])))).toBe(byPage);
    const unknown = await office.app.request('/api/v1/cases/fee/A1/case-file', { headers });
    expect(unknown.status).toBe(404);
  });
});

describe('the paper itself', () => {
  it('writes every word as a word, never as a mark', async () => {
    const html = paperHtml({
      ...{ title: '<script>', header: '', note: '' },
      parts: [{ kind: 'table', caption: '<i>', columns: [['<b>', 1]], rows: [['"><img src=x>']] }],
    });
    expect(html).not.toMatch(/<script|<img|<b>|<i>/);
    expect(await plainText('<b>')).toBe('<b>');
  });

  it('knows how large a picture is, and makes none larger', () => {
    expect(sizeOf({ type: 'png', bytes: PNG })).toEqual({ width: 3, height: 2 });
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108010002000301', 'hex');
    expect(sizeOf({ type: 'jpeg', bytes: jpeg })).toEqual({ width: 512, height: 256 });
    for (const bytes of [Buffer.from('ffd8'), Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(0)])
      expect(sizeOf({ type: 'jpeg', bytes })).toBeNull();
    expect(fitted({ width: 2000, height: 1000 }, { width: 640, height: 840 })).toEqual({
      width: 640,
      height: 320,
    });
    expect(fitted({ width: 3, height: 2 }, { width: 640, height: 840 })).toEqual({ width: 3, height: 2 });
  });
});
