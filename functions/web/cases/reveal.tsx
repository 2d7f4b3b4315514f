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
import { type Reads, recordRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { choicesOf } from '../look/fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { own } from '../wording/word.ts';
import { CASE_PATHS, caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { type Asked, situationOf } from './situation.ts';

/** Recorded when the ground is said. */
const REVEALED: Reads = { what: 'revealed', of: () => null };
const SHOWN_MS = 900_000;
const LONGEST_WORDS = 500;
const FIELDS: readonly CommandField[] = [
  { name: 'ground', kind: 'select', label: '理由', choices: choicesOf(REVEAL_GROUNDS), blank: '请选择' },
  { name: 'why', kind: 'text', label: '说明', optional: true, hint: '理由选“其他”的须填写' },
];
/** What it leads to, where not to the page of the case: the case as a file, or its whole life at the auditor's desk. */
const TO = 'to';
type Behind = (of: { readonly pages: CasePages; readonly number: string }) => string;
const BEHIND: Readonly<Record<string, Behind>> = {
  pdf: ({ pages, number }) => `${caseHref(pages, number)}/case-file/pdf?`,
  docx: ({ pages, number }) => `${caseHref(pages, number)}/case-file/docx?`,
  desk: ({ pages: { kind }, number }) => `/audit-desk/case?${new URLSearchParams({ kind, number })}&`,
};

/** Where it is asked for; '' for a kind that has no pages. */
export function revealHref(kind: CaseKind, number: string, to: 'pdf' | 'docx' | 'desk'): string {
  const path = CASE_PATHS[kind];
  return path === undefined ? '' : `${caseHref({ path }, number)}/reveal?to=${to}`;
}

export function revealRoutes(door: Site, web: Web, pages: CasePages): void {
  const site = door.reading(REVEALED);
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
  const said = why === '' ? {} : { texts: { reason: why } };
  await recordRead(c, by, {
    what: 'revealed',
    on: { kind: pages.kind, number },
    details: { ground },
    ...said,
  });
  const key = await passKey(web);
  const pass = encrypt(
    key,
    Buffer.from(JSON.stringify([...namedIn(who, pages, number), epochOf(web.house.clock.now())])),
  );
  const to = own(BEHIND, textOf(fields, TO))?.({ pages, number }) ?? `${caseHref(pages, number)}?`;
  return c.redirect(`${to}${new URLSearchParams({ pass })}`, 303);
}

function faultsOf(ground: string, why: string): readonly FieldError[] {
  if (!isRevealGround(ground)) return [{ field: 'ground', code: 'required', message: '请选择理由' }];
  if (ground === 'other' && why.trim() === '')
    return [{ field: 'why', code: 'required', message: `说明：${refusalText('required')}` }];
  return [];
}

const passKey = async ({ accounts }: Web): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await accounts.signingSecret(), '', 'taizhang reveal', 32));
type Looking = Omit<Asked, 'pages'> & { readonly pages: Pick<CasePages, 'kind'> };
const namedIn = ({ office, user }: Principal, { kind }: Looking['pages'], number: string) => [
  office,
  user,
  kind,
  number,
];

/** Whether the address bears a pass that was given to this person for this case a short while ago. */
export async function isRevealed(c: Ctx, { web, pages, who }: Looking, number: string): Promise<boolean> {
  const opened = decrypt(await passKey(web), c.req.query('pass') ?? '');
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
