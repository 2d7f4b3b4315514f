/** A platform that sends records: how it sends them, without its secret. */
import type { Ctx } from '../frame/web.ts';
import { renderPage } from '../look/page.tsx';
import { AccountsCrumb } from './entry-form.tsx';
import { HowToPush } from './how-to-push.tsx';

type Shown = { readonly feed: string; readonly office: string | null };

export function feedPage(c: Ctx, { feed, office }: Shown): Response | Promise<Response> {
  return renderPage(c, {
    title: `推送来源：${feed}`,
    section: 'accounts',
    body: (
      <>
        <AccountsCrumb />
        <h1>推送来源：{feed}</h1>
        <HowToPush feed={feed} office={office} />
      </>
    ),
  });
}
