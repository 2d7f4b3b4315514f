/** Keeping what was typed, throwing it away, and the forms that wait to be finished. */
import type { FC } from 'hono/jsx';
import { tryDecodeURIComponent } from 'hono/utils/url';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import { isKeyOf } from '#shared/kernel/keys.ts';
import { DRAFT_DAYS, MOST_DRAFTS } from '#shared/store/drafts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { numberIn } from '../cases/case-address.tsx';
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { draftForm, endDraft, keepDraft } from '../look/drafts.ts';
import { DRAFTS } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';

export function draftRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(DRAFTS, SIGNED_IN, (c, who) => waiting(c, web, who));
  site.form(DRAFTS, SIGNED_IN, (c, who, sent) => keep(c, { web, who }, sent));
  site.form(`${DRAFTS}/drop`, SIGNED_IN, async (c, who, sent) => {
    await endDraft({ web, who }, sent);
    return c.redirect(draftForm(sent) ?? DRAFTS, 303);
  });
}

type By = { readonly web: Web; readonly who: Principal };

/** The script asks for words, a person without it for the page again. */
async function keep(c: Ctx, by: By, sent: FormFields): Promise<Response> {
  const kept = await keepDraft(by, sent);
  const refused = kept !== null && 'too' in kept ? kept.too : null;
  if (c.req.header('accept') !== 'text/plain') {
    const back = refused === null ? draftForm(sent) : null;
    return c.redirect(back ?? `${DRAFTS}${refused === null ? '' : `?too=${refused}`}`, 303);
  }
  if (refused !== null) return c.text(TOO[refused]);
  return c.text(kept === null || !('at' in kept) ? '' : `草稿已存 ${minute(kept.at).slice(-5)}`);
}

const TOO = {
  long: '草稿没有存：这份表单填写的内容太多，请直接提交',
  many: `草稿没有存：没有提交的内容已有 ${MOST_DRAFTS} 份或者太多，请先提交或清除`,
} as const;

async function waiting(c: Ctx, web: Web, { office, user }: Principal): Promise<Response> {
  const too = c.req.query('too') ?? '';
  const drafts = await web.house.drafts.list({ office, user });
  return renderPage(c, {
    title: '没有提交的内容',
    body: (
      <>
        <h1>没有提交的内容</h1>
        <p class="soft">
          填到一半的表单存在这里，只有您自己能看到，最多 {MOST_DRAFTS} 份，{DRAFT_DAYS} 天后自动清除。
        </p>
        {isKeyOf(TOO, too) && <Banner kind="error">{TOO[too]}。</Banner>}
        {drafts.length === 0 ? <EmptyState title="没有草稿" /> : <Waiting drafts={drafts} />}
      </>
    ),
  });
}

/** The number of the case on whose page the form stands. */
function numberOf(form: string): string {
  const [number] = /(?<=\/)[^/]+(?=\/(?:steps|letters)\/)/.exec(form) ?? [];
  return number === undefined ? '' : numberIn(tryDecodeURIComponent(number));
}

type Listed = { readonly drafts: Awaited<ReturnType<Web['house']['drafts']['list']>> };

const Waiting: FC<Listed> = ({ drafts }) => (
  <DataTable
    caption="没有提交的内容"
    rows={drafts}
    columns={[
      { title: '表单', cell: ({ form, title }) => <a href={form}>{title || form}</a> },
      { title: '哪一件', cell: ({ form }) => numberOf(form) },
      { title: '存于', cell: ({ keptAt }) => minute(keptAt) },
    ]}
  />
);
