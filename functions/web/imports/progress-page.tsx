/** An import that is going on, and one that nobody goes on with. */
import type { Upload } from '#shared/jobs/import-files.ts';
import type { Job } from '#shared/store/jobs.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { goingOnPage } from '../look/going-on.tsx';
import { renderPage } from '../look/page.tsx';
import { PAST, PATH, uploadPath } from './kinds.ts';

export function progressPage(
  c: Ctx,
  upload: Upload,
  job: Job & { readonly dryRun: boolean },
): Response | Promise<Response> {
  const title = `${job.dryRun ? '正在检查' : '正在登记'}：${upload.name}`;
  const at = `${uploadPath(upload.id)}/result`;
  return goingOnPage(c, { title, section: 'imports', job, unit: '行', at });
}

/** The process that did it is gone, or it was never begun. */
export function brokenOffPage(c: Ctx, upload: Upload): Response | Promise<Response> {
  return renderPage(c, {
    title: `没有做完：${upload.name}`,
    section: 'imports',
    body: (
      <>
        <h1>没有做完：{upload.name}</h1>
        <Banner kind="warning">
          这次检查或者登记没有做完。再做一次即可，已登记的行不会重复；要撤回已登记的，见
          <a href={PAST}>最近的导入</a>。
        </Banner>
        <p>
          <a href={uploadPath(upload.id)}>回到这个文件</a>　<a href={PATH}>导入别的文件</a>
        </p>
      </>
    ),
  });
}
