/**
 * Handing a large file in: a page whose form posts it past the functions to the bucket, and the page to which the bucket
 * sends the browser back, which takes it over and goes on to the form that wanted it. It needs no script.
 */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { LARGEST_FILE_MB } from '#shared/attachments/keep-file.ts';
import type { Hatch } from '#shared/store/hatch.ts';
import { keepHandedIn } from '../access/handed-in.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import { opened, seal } from '../access/sealed.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { ownAddress } from '../access/visitor.ts';
import { HANDED_IN } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { FileField, HAND_IN } from '../look/file-field.tsx';
import { Actions, BLANK_FORM, Button } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';

const BACK = `${HAND_IN}/back`;
const CARRIED = { purpose: 'hatch', minutes: 60 } as const;
const MOST = LARGEST_FILE_MB * 1024 * 1024;
/** Where the file goes on to: a field of a page of ours. */
const FIELD = /^\w{1,40}$/;
const isOwnPage = (next: string): boolean =>
  next.startsWith('/') && next.length < 500 && URL.parse(next, 'http://own.invalid')?.host === 'own.invalid';

type Wanted = { readonly id: string; readonly user: string; readonly next: string; readonly field: string };
type By = { readonly web: Web; readonly who: Principal };

/** Registered also where there is no hatch, so that the list of routes is the same everywhere. */
export function hatchRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  const through = (path: string, go: (c: Ctx, by: By, hatch: Hatch) => Promise<Response>): void =>
    site.page(path, EVERYONE, (c, who) => {
      const { hatch } = web.house;
      return hatch === undefined ? notFound(c) : go(c, { web, who }, hatch);
    });
  through(HAND_IN, handIn);
  through(BACK, takeOver);
}

async function handIn(c: Ctx, { web, who }: By, hatch: Hatch): Promise<Response> {
  const [next, field] = [c.req.query('next') ?? '', c.req.query('field') ?? ''];
  if (!isOwnPage(next) || !FIELD.test(field)) return notFound(c);
  const wanted: Wanted = { id: randomUUID(), user: who.user, next, field };
  const back = new URL(BACK, ownAddress(c));
  back.searchParams.set('for', await seal(web, CARRIED, wanted));
  const posting = await hatch.handIn(wanted.id, { back: back.href, most: MOST });
  c.set('formsTo', new URL(posting.action).origin);
  return renderPage(c, {
    title: '上传文件',
    section: 'home',
    body: (
      <>
        <p class="crumb">
          <a href={next}>返回</a>
        </p>
        <h1>上传文件</h1>
        {c.req.query('again') !== undefined && <Banner kind="error">没有收到文件，请重新选择。</Banner>}
        <section class="panel">
          <PostingForm {...posting} />
        </section>
      </>
    ),
  });
}

/** The file comes last: the bucket reads nothing behind it. */
const PostingForm: FC<Awaited<ReturnType<Hatch['handIn']>>> = ({ action, fields }) => (
  <form class="form" method="post" action={action} enctype="multipart/form-data" aria-label="上传文件">
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <FileField
      form={BLANK_FORM}
      name="file"
      label="文件"
      hint={`不超过 ${LARGEST_FILE_MB} MB，半小时以内上传；传完回到原来的页面，再提交一次才算办理。`}
      accept=""
    />
    <Actions>
      <Button>上传</Button>
    </Actions>
  </form>
);

/** Safe to come to twice: the second time there is nothing there any more. */
async function takeOver(c: Ctx, by: By, hatch: Hatch): Promise<Response> {
  const wanted = (await opened<Wanted>(by.web, CARRIED, c.req.query('for') ?? ''))?.data;
  if (wanted === undefined || wanted.user !== by.who.user) return notFound(c);
  const { id, next, field } = wanted;
  const key = c.req.query('key') ?? '';
  const taken = await hatch.take(id, key);
  if (taken === null) return c.redirect(`${HAND_IN}?${new URLSearchParams({ next, field, again: '' })}`, 303);
  try {
    const kept = await keepHandedIn(by, taken);
    return c.redirect(`${next}${next.includes('?') ? '&' : '?'}${HANDED_IN}${field}=${kept}`, 303);
  } finally {
    await hatch.drop(key);
  }
}
