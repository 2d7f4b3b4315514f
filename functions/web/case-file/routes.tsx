/** The case file as a download, masked or in full as asked. */
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { MEDIA_TYPES } from '#shared/documents/render-report.ts';
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { workInPlace } from '#shared/house/heavy-work.ts';
import type { CaseFile } from '#shared/ledger/case-file.ts';
import type { Sight } from '#shared/masking/sight.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { caseHref, numberIn } from '../cases/case-address.tsx';
import type { CasePages } from '../cases/case-kind.ts';
import { caseRead } from '../cases/case-reads.ts';
import { isRevealed } from '../cases/reveal.tsx';
import { sightFor } from '../cases/seen-case.ts';
import { attachment } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import { casePaper } from './case-paper.ts';
import { pagesApart } from './pages-apart.ts';
import { PAGES, PAPER_FORMATS, type PaperFormat, paperName, renderPaper } from './render.ts';

export function caseFileRoutes(site: Site, web: Web): void {
  for (const pages of PAGES)
    site
      .reading(caseRead(pages, 'printed'))
      .page(`${pages.path}/:number/case-file/:format`, EVERYONE, (c, who) =>
        handOut(c, { web, who, pages, number: numberIn(c.req.param('number')) }),
      );
}

type Asked = {
  readonly web: Web;
  readonly who: Principal;
  readonly pages: CasePages;
  readonly number: string;
};

async function handOut(c: Ctx, asked: Asked): Promise<Response> {
  const format = PAPER_FORMATS.find((one) => one === c.req.param('format'));
  const full = await isRevealed(c, asked, asked.number);
  const made = format && (await caseFileFor(c, asked, { format, full }));
  if (made === undefined || made === null) return notFound(c);
  return made === 'noPrinter' ? noPrinter(c, asked) : made;
}

type Wanted = { readonly format: PaperFormat; readonly full: boolean };

/** The same for a page and for a program. Null where there is no such case. */
export async function caseFileFor(
  c: Ctx,
  { web, who, pages, number }: Asked,
  { format, full }: Wanted,
): Promise<Response | 'noPrinter' | null> {
  const { office, user } = who;
  const sight = async (file: CaseFile): Promise<Sight> => {
    if (full) return 'full';
    // a program is given pictures and numbers where it asks for them, and not by the way
    return (await sightFor(web.house, who, file)) === 'masked' ? 'masked' : 'handling';
  };
  const { heavy = workInPlace } = web.config;
  const apart = pagesApart(heavy, `${office} ${user}`);
  const asked = { office, number, sight, by: user, ...(format === 'pdf' && { pages: apart.read }) };
  const paper = await casePaper(web.house, pages, asked);
  if (paper === null) return null;
  const bytes = await renderPaper(paper, format, apart).catch((fault: unknown) => {
    if (format !== 'pdf' || fault instanceof TooMuchWork) throw fault;
    return null;
  });
  if (bytes === null) return 'noPrinter';
  return attachment(c, { bytes, mediaType: MEDIA_TYPES[format], name: paperName(number, format) });
}

function noPrinter(c: Ctx, { pages, number }: Asked): Response | Promise<Response> {
  const title = '这台机器不能生成 PDF';
  return renderPage(c, {
    title,
    section: pages.section,
    status: 503,
    body: (
      <MessagePage title={title}>
        没有可用的打印程序。可以改为下载 <a href={`${caseHref(pages, number)}/case-file/docx`}>Word 文件</a>。
      </MessagePage>
    ),
  });
}
