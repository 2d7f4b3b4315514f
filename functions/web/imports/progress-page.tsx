/** An import that is going on: the page asks again by itself, with script or without. */
import type { Upload } from '#shared/jobs/import-files.ts';
import type { Job } from '#shared/store/jobs.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { PAST, PATH, uploadPath } from './kinds.ts';

const SECONDS = 2;

export function progressPage(
  c: Ctx,
  upload: Upload,
  { dryRun, done, of }: Job & { readonly dryRun: boolean },
): Response | Promise<Response> {
  const doing = dryRun ? '正在检查' : '正在登记';
  const share = of === null || of === 0 ? undefined : Math.min(1, done / of);
  c.header('refresh', String(SECONDS));
  return renderPage(c, {
    title: `${doing}：${upload.name}`,
    section: 'imports',
    body: (
      <>
        <h1>
          {doing}：{upload.name}
        </h1>
        <section class="panel" aria-live="polite">
          <p>
            已读 {done} 行{share === undefined ? '' : `，约 ${Math.floor(share * 100)}%`}。
          </p>
          {share !== undefined && <progress max={100} value={Math.floor(share * 100)} aria-label={doing} />}
          <p class="soft">
            页面每 {SECONDS} 秒自动更新；可以先去做别的，稍后再
            <a href={`${uploadPath(upload.id)}/result`}>回来看</a>。
          </p>
        </section>
      </>
    ),
  });
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
