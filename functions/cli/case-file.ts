/** `case-file CASE`: the sheet of a case and everything in it, as .pdf or .docx. */
import { casePaper } from '#functions/web/case-file/case-paper.ts';
import { pagesApart } from '#functions/web/case-file/pages-apart.ts';
import { PAPER_FORMATS, pagesOf, renderPaper } from '#functions/web/case-file/render.ts';
import { workInPlace } from '#shared/house/heavy-work.ts';
import type { Sight } from '#shared/masking/sight.ts';
import type { House } from '#shared/store/house.ts';
import { caseNamed } from './attach.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

/** Identity numbers and contacts are half hidden, and pictures left out, unless `--full`. */
export async function caseFile(house: House, args: Arguments): Promise<Ending> {
  await house.catchUp();
  const written = args.option('format') ?? 'pdf';
  const format = PAPER_FORMATS.find((one) => one === written);
  if (format === undefined) throw new UsageError(`--format ${PAPER_FORMATS.join('|')}`);
  const { number, kind } = await caseNamed(house, args, args.rest[0] ?? '');
  const pages = pagesOf(kind.kind);
  // whoever has the command line has the key: names stand there as ever
  const sight = (): Sight => (args.flag('full') ? 'full' : 'handling');
  const apart = pagesApart(workInPlace, args.actor.user);
  const asked = {
    ...{ office: args.office, number, sight, by: args.actor.user },
    ...(format === 'pdf' && { pages: apart.read }),
  };
  const paper = pages === undefined ? null : await casePaper(house, pages, asked);
  if (paper === null) throw new UsageError(`no case file of ${number}`);
  return { exit: 0, stdout: '', bytes: await renderPaper(paper, format, apart) };
}
