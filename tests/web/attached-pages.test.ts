/** PDFs that were attached go on behind the 办理单 page by page, each marked; what cannot is said in words and stays a file. */
import { degrees, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casePaper } from '#functions/web/case-file/case-paper.ts';
import { pagesApart } from '#functions/web/case-file/pages-apart.ts';
import { pagesOf, renderPaper } from '#functions/web/case-file/render.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { appendPages, attachedPages, MOST_PAGES } from '#shared/documents/attached-pages.ts';
import { filesIn } from '#shared/documents/pdf-files.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { heavyProcesses } from '#shared/house/heavy-processes.ts';
import type { HeavyWork } from '#shared/house/heavy-work.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

type Sheet = { readonly width?: number; readonly height?: number; readonly turned?: number };

async function pdfOf(sheets: readonly Sheet[], change = (_: PDFDocument): void => {}): Promise<Buffer> {
  const made = await PDFDocument.create();
  for (const { width = 595, height = 842, turned = 0 } of sheets)
    made.addPage([width, height]).setRotation(degrees(turned));
  change(made);
  return Buffer.from(await made.save());
}

const locked = (): Promise<Buffer> =>
  pdfOf([{}], (made) => void made.encrypt({ userPassword: 'x', ownerPassword: 'y' }));

describe('the pages of a PDF', () => {
  it('are read, or it is said why not', async () => {
    expect(await attachedPages(await pdfOf([{}, {}]))).toMatchObject({ pages: 2 });
    expect(await attachedPages(await locked())).toEqual({ fault: 'encrypted' });
    const whole = await pdfOf([{}]);
    for (const bytes of [Buffer.from('%PDF-1.4\n%%EOF\n'), whole.subarray(0, 200), Buffer.alloc(0)])
      expect(await attachedPages(bytes)).toEqual({ fault: 'damaged' });
    expect(await attachedPages(await pdfOf([{ width: 1e9 }]))).toEqual({ fault: 'damaged' });
    const book = Array.from({ length: MOST_PAGES + 1 }, () => ({}));
    expect(await attachedPages(await pdfOf(book))).toEqual({ fault: 'tooManyPages' });
  });

  it('bring nothing along that acts', async () => {
    const sent = await pdfOf([{}], (made) => {
      const [page] = made.getPages();
      const action = made.context.obj({
        S: PDFName.of('URI'),
        URI: PDFString.of('https://elsewhere.example'),
      });
      const link = { Type: PDFName.of('Annot'), Subtype: PDFName.of('Link'), Rect: [0, 0, 9, 9], A: action };
      page?.node.set(PDFName.of('Annots'), made.context.obj([made.context.register(made.context.obj(link))]));
      page?.node.set(PDFName.of('AA'), made.context.obj({ O: action }));
      made.addJavaScript('x', 'app.alert(1)');
    });
    const read = await attachedPages(sent);
    const text = 'pdf' in read ? Buffer.from(read.pdf).toString('latin1') : '';
    expect(text).not.toMatch(/elsewhere|JavaScript|\/AA/);
    expect(text).toContain('/Link');
  });

  it('get their mark below, however they are turned', async () => {
    const marks = await pdfOf(
      Array.from({ length: 4 }, () => ({ width: 595, height: 22 })),
      (made) => {
        for (const page of made.getPages()) page.drawRectangle({ width: 9, height: 9 });
      },
    );
    const sheets = [0, 90, 180, 270].map((turned) => ({ turned }));
    const whole = await appendPages({
      ...{ paper: await pdfOf([{}]), marks },
      attached: [await pdfOf(sheets.slice(0, 3)), await pdfOf(sheets.slice(3))],
    });
    const pages = (await PDFDocument.load(whole)).getPages().slice(1);
    const boxes = pages.map((page) => Object.values(page.getCropBox()).map(Math.round));
    expect(boxes).toEqual([
      [0, -22, 595, 864],
      [0, 0, 617, 842],
      [0, 0, 595, 864],
      [-22, 0, 617, 842],
    ]);
    expect(pages.map((page) => page.getRotation().angle)).toEqual([0, 90, 180, 270]);
    for (const page of pages) expect(page.node.Resources()?.toString()).toContain('/XObject');
  });
});

describe('in a case file', () => {
  let office: WebOffice;
  const heavy = heavyProcesses({ atOnce: 1, deadlineMs: 60_000, ofAccount: 1, megabytes: 256 });
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  const carryOut = async (fields: Fields): Promise<void> => {
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(`${fields.command} ${done.code}`);
  };
  const attach = (name: string, bytes: Buffer): Promise<void> =>
    carryOut({
      ...{ command: 'AttachFile', kind: 'application', case: 'A1', paper: 'application', name },
      content: bytes.toString('base64'),
    });
  beforeAll(async () => {
    office = await openWebOffice();
    const applicant = { type: 'naturalPerson', name: '赵一', identity: '440301198505056669', contact: '1' };
    await carryOut({
      ...{ command: 'RegisterApplication', case: 'A1', channel: 'inPerson', submittedOn: '2026-11-02' },
      ...{ subject: '规划图', applicant },
    });
    await attach('申请表.pdf', await pdfOf([{}, { turned: 90 }, { width: 300, height: 400 }]));
    await attach('加密.pdf', await locked());
    await attach('坏的.pdf', (await pdfOf([{}])).subarray(0, 100));
  });
  afterAll(async () => {
    await heavy.close();
    office.close();
  });

  it('are printed behind it, the originals within it, and what is not printed is told', async () => {
    const apart = pagesApart(heavy, 'li');
    const pages = pagesOf('application');
    if (pages === undefined) throw new Error('no pages');
    const asked = { office: 'default', number: 'A1', sight: () => 'full' as const, by: 'li' };
    const paper = await casePaper(office.web.house, pages, { ...asked, pages: apart.read });
    const lines = paper?.parts.flatMap((part) => (part.kind === 'lines' ? part.lines : [])) ?? [];
    for (const said of [
      '附件1-申请表.pdf：共 3 页，印在最后',
      '设有密码，没有印出',
      '已损坏或者不是规范的 PDF',
    ])
      expect(lines.join('\n')).toContain(said);
    if (paper === null) throw new Error('no paper');
    const without = await renderPaper({ ...paper, attached: [], enclosed: [] }, 'pdf', apart);
    const whole = await renderPaper(paper, 'pdf', apart);
    const count = async (pdf: Uint8Array): Promise<number> => (await PDFDocument.load(pdf)).getPageCount();
    expect((await count(whole)) - (await count(without))).toBe(3);
    const kept = filesIn(Buffer.from(whole)).map(({ name }) => name);
    expect(kept).toEqual(['附件1-申请表.pdf', '附件2-加密.pdf', '附件3-坏的.pdf']);
    // another format goes on as before
    const words = await casePaper(office.web.house, pages, asked);
    expect(JSON.stringify(words?.parts)).toContain('没有另行印出');
  }, 60_000);

  it('one that takes too long is told of, and kept; who asks too much is turned back', async () => {
    const refusing = (why: TooMuchWork['why']): HeavyWork => ({
      run: () => Promise.reject(new TooMuchWork(why)),
      close: async () => {},
    });
    const slow = pagesApart(refusing('deadline'), 'li');
    expect(await slow.read(Buffer.from(''))).toEqual({ fault: 'tooHard' });
    const quota = pagesApart(refusing('quota'), 'li');
    await expect(quota.read(Buffer.from(''))).rejects.toThrow(TooMuchWork);
  });
});
