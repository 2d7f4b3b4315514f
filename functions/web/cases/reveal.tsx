/**
 * What is half hidden, shown in full: asked for by a form with a ground, good for one person, one case and a quarter of an
 * hour. Who asked, when and on what ground stays.
 */
import { hkdfSync } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import { isRevealGround, REVEAL_GROUNDS } from '#shared/glossary/personal.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { epochOf } from '#shared/kernel/plain-date.ts';
import { decrypt, encrypt } from '#shared/store/seal.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { choicesOf } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { type Asked, situationOf } from './situation.ts';

const SHOWN_MS = 900_000;
const LONGEST_WORDS = 500;
const FIELDS: readonly CommandField[] = [
  { name: 'ground', kind: 'select', label: '理由', choices: choicesOf(REVEAL_GROUNDS), blank: '请选择' },
  { name: 'why', kind: 'text', label: '说明', optional: true, hint: '理由选“其他”的须填写' },
];
/** What it leads to: the page itself, or the case as a file. */
const TO = 'to';

export function revealRoutes(site: Site, web: Web, pages: CasePages): void {
  const path = `${pages.path}/:number/reveal`;
  site.page(path, EVERYONE, (c, who) => asked(c, { web, pages, who }, { values: {}, errors: [] }));
  site.form(path, EVERYONE, (c, who, fields) => reveal(c, { web, pages, who }, fields));
}

async function reveal(c: Ctx, by: Asked, fields: FormFields): Promise<Response> {
  const { web, pages, who } = by;
  const [ground, why] = [textOf(fields, 'ground'), textOf(fields, 'why').slice(0, LONGEST_WORDS)];
  const errors = faultsOf(ground, why);
  if (errors.length > 0) return asked(c, by, { values: { ground, why, [TO]: textOf(fields, TO) }, errors });
  const situation = await situationOf(c, by);
  if (situation === null) return notFound(c);
  const { number } = situation.file;
  noteRevealed(c, by, { kind: pages.kind, number, ground });
  const key = await passKey(web);
  const pass = encrypt(
    key,
    Buffer.from(JSON.stringify([...namedIn(who, pages, number), epochOf(web.house.clock.now())])),
  );
  const to = textOf(fields, TO);
  const behind = to === 'pdf' || to === 'docx' ? `/case-file/${to}` : '';
  return c.redirect(`${caseHref(pages, number)}${behind}?${new URLSearchParams({ full: pass })}`, 303);
}

function faultsOf(ground: string, why: string): readonly FieldError[] {
  if (!isRevealGround(ground)) return [{ field: 'ground', code: 'required', message: '请选择理由' }];
  if (ground === 'other' && why.trim() === '')
    return [{ field: 'why', code: 'required', message: `说明：${refusalText('required')}` }];
  return [];
}

/** Whoever is shown anything in full passes here. */
export function noteRevealed(
  c: Ctx,
  { web, who }: Pick<Asked, 'web' | 'who'>,
  { kind, number, ground }: { readonly kind: CaseKind; readonly number: string; readonly ground: string },
): void {
  const { user } = who;
  web.log({ event: 'openedInFull', request: c.var.request, user, kind, case: number, ground });
}

const passKey = async ({ accounts }: Web): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await accounts.signingSecret(), '', 'taizhang reveal', 32));
const namedIn = ({ office, user }: Principal, { kind }: CasePages, number: string) => [
  office,
  user,
  kind,
  number,
];

/** Whether the address bears a pass that was given to this person for this case a short while ago. */
export async function isRevealed(c: Ctx, { web, pages, who }: Asked, number: string): Promise<boolean> {
  const opened = decrypt(await passKey(web), c.req.query('full') ?? '');
  if (opened === null) return false;
  const [office, user, kind, named, at] = JSON.parse(opened.toString('utf8')) as readonly unknown[];
  const isSame = JSON.stringify([office, user, kind, named]) === JSON.stringify(namedIn(who, pages, number));
  const age = epochOf(web.house.clock.now()) - Number(at);
  return isSame && age >= 0 && age < SHOWN_MS;
}

async function asked(c: Ctx, by: Asked, form: FormState): Promise<Response> {
  const situation = await situationOf(c, by);
  if (situation === null) return notFound(c);
  const { number } = situation.file;
  const base = caseHref(by.pages, number);
  const to = form.values[TO] ?? c.req.query(TO) ?? '';
  return renderFormPage(c, form, {
    title: `显示完整信息 · ${number}`,
    section: by.pages.section,
    body: (
      <>
        <p class="crumb">
          <a href={by.pages.path}>{by.pages.title}</a> › <a href={base}>{number}</a>
        </p>
        <h1>显示完整信息</h1>
        <p class="soft">
          姓名、证件号码、联系方式和住址在 15 分钟内完整显示给您一人。何人、何时、为何查看，会留下记录。
        </p>
        <ErrorSummary errors={form.errors} title="请先改正" />
        <section class="panel">
          <Form c={c} action={`${base}/reveal`} hidden={{ [TO]: to }} label="显示完整信息">
            <DrawnFields fields={FIELDS} form={form} focus />
            <Actions>
              <Button>显示</Button>
              <a href={base}>取消</a>
            </Actions>
          </Form>
        </section>
      </>
    ),
  });
}

export const FullLink: FC<{ href: string; full: boolean }> = ({ href, full }) => (
  <p class="small no-print">
    {full ? (
      <a href={href}>重新隐去</a>
    ) : (
      <a href={`${href}/reveal`}>显示完整的姓名、证件号码和联系方式（须选择理由，留痕）</a>
    )}
  </p>
);
