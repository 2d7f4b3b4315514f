/** The report as a file, in every format of the contract, and the package of a signed one. */

import { EVERYONE } from '#shared/accounts/permissions.ts';
import { FORMATS, type Format, MEDIA_TYPES, renderReport } from '#shared/documents/render-report.ts';
import { packageName, reportPackage } from '#shared/documents/report-package.ts';
import type { Rendering } from '#shared/reporting/document.ts';
import { yearStateOf } from '#shared/year/year-history.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import { heavyBy } from '../frame/long-work.ts';
import type { Ctx } from '../frame/web.ts';
import { MessagePage } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import { type Address, type Asked, hrefOf, type ReportSite, reportAt } from './address.ts';

export function downloadRoutes(site: ReportSite): void {
  site.page('/download/:format', EVERYONE, download);
  site.page('/package', EVERYONE, signedPackage);
}

async function download(c: Ctx, asked: Asked): Promise<Response> {
  const format = FORMATS.find((one) => one === c.req.param('format'));
  const chosen = format === undefined ? null : await reportAt(c, asked);
  if (format === undefined || chosen === null) return notFound(c);
  const made = await madeBy(asked, chosen, format).catch((fault: unknown) => {
    if (format !== 'pdf') throw fault;
    return null;
  });
  if (made === null) return noPrinter(c, asked.address);
  const { office, year } = chosen.report;
  const version = chosen.frozen === null ? 'draft' : `v${chosen.frozen.version}`;
  const bytes = typeof made === 'string' ? Buffer.from(made) : Buffer.from(made);
  const name = `${office.name}${year}年度报告-${version}.${format}`;
  return attachment(c, { bytes, mediaType: MEDIA_TYPES[format], name });
}

/** What the browser prints is printed by a process of its own in any case. */
function madeBy({ web, who }: Asked, chosen: Rendering, format: Format): Promise<string | Uint8Array> {
  const { report, json, signedOn, form } = chosen;
  const rendering = { report, json, signedOn, ...(form && { form }) };
  if (format !== 'docx' && format !== 'xlsx') return renderReport(rendering, format);
  return heavyBy(web, who).run('reportFile', { ...rendering, format });
}

async function signedPackage(c: Ctx, { web, who, address }: Asked): Promise<Response> {
  const { year, scope, version } = address;
  const { versions } = await yearStateOf(web.house.log, { office: who.office, year, scope });
  const frozen = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  if (frozen === undefined) return notFound(c);
  const signed = { office: who.office, year, scope, frozen };
  const { bytes } = await reportPackage(web.house, signed);
  const name = packageName(signed)
    .replace(/^reports\//, '')
    .replaceAll('/', '-');
  return attachment(c, { bytes, mediaType: 'application/zip', name });
}

/** Where no browser can be started to print with, the page itself can be. */
function noPrinter(c: Ctx, address: Address): Response | Promise<Response> {
  return renderPage(c, {
    title: '这台机器不能生成 PDF',
    section: 'reports',
    status: 503,
    body: (
      <MessagePage title="这台机器不能生成 PDF">
        没有可用的打印程序。可以<a href={hrefOf(address, '/sheet')}>打开全文</a>
        ，用浏览器的“打印”另存为 PDF；其他格式不受影响。
      </MessagePage>
    ),
  });
}
