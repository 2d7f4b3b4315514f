/**
 * Where routes are registered: none without the roles that may use it and without what opening it is for the audit
 * stream, no form without its anti-forgery token. The list of routes is kept, and a test walks it role by role.
 */
import type { Hono } from 'hono';
import type { AuditWhat } from '#shared/glossary/audit.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { keepWarnings } from '../frame/send-command.ts';
import type { Ctx, Env, Principal, Web } from '../frame/web.ts';
import { draftForm, endDraft, keepDraft } from '../look/drafts.ts';
import { DRAFTS } from '../look/form.tsx';
import { comesFromHere, isOwnForm, ownerOf } from './forgery.ts';
import { fieldsOf } from './form-bodies.ts';
import { dropHandedIn, noteHandedIn, withHandedIn } from './handed-in.ts';
import { showWritten } from './looking.ts';
import { answerRecorded, noteRead, type Opened, type Reads, recordRead, refused } from './reads.ts';
import { signInPage } from './sign-in-page.tsx';
import { badForm, dutyFirst, notAllowed, notSignedIn, oldForm, tooLarge } from './turned-away.tsx';

type Method = 'GET' | 'POST';
/** `public` is for what must be reached before signing in, and for nothing else. */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly roles: readonly Role[] | 'public';
  /** What opening it is for the audit stream; null where it shows nothing of a person. */
  readonly reads: AuditWhat | null;
};
type Answer = Response | Promise<Response>;
type PageHandler = (c: Ctx, who: Principal) => Answer;
type FormHandler = (c: Ctx, who: Principal, fields: FormFields) => Answer;

export type Site = {
  readonly routes: readonly Route[];
  /** Where routes are registered whose opening is recorded so. */
  reading(reads: Reads): Pages;
};
export type Pages = {
  /** A page to look at. */
  page(path: string, roles: readonly Role[], handler: PageHandler): void;
  /** What a form is posted to; `fields` are as sent, the token checked. */
  form(path: string, roles: readonly Role[], handler: FormHandler): void;
  /** Open to anyone; `who` may be null. */
  publicPage(path: string, handler: (c: Ctx) => Answer): void;
  publicForm(path: string, handler: (c: Ctx, fields: FormFields) => Answer): void;
};

export function siteOn(app: Hono<Env>, web: Web): Site {
  const routes: Route[] = [];
  return { routes, reading: (reads) => pagesOn({ app, web, reads, routes }) };
}

type Registering = {
  readonly app: Hono<Env>;
  readonly web: Web;
  readonly reads: Reads;
  readonly routes: Route[];
};

function pagesOn({ app, web, reads, routes }: Registering): Pages {
  const note = (method: Method, path: string, roles: Route['roles']): void => {
    routes.push({ method, path, roles, reads: reads.what });
  };
  return {
    page: (path, roles, handler) => {
      note('GET', path, roles);
      app.get(path, (c) =>
        withRole(c, { web, roles }, async (who) => {
          await noteHandedIn(c, { web, who });
          return answerRecorded(c, { web, who, reads }, () => handler(c, who));
        }),
      );
    },
    form: (path, roles, handler) => {
      note('POST', path, roles);
      app.post(path, (c) => {
        if (!isSignedIn(c)) return signInFirst(c, web);
        return withRole(c, { web, roles }, (who) =>
          withForm(c, async (fields) => {
            const answer = await answerForm(c, { web, who, reads, fields }, handler);
            await showWritten(c, web);
            if (answer.status === 303 && path !== DRAFTS) await endDraft({ web, who }, fields);
            await keepWarnings(c, web, answer);
            return answer;
          }),
        );
      });
    },
    publicPage: (path, handler) => {
      note('GET', path, 'public');
      app.get(path, (c) => handler(c));
    },
    publicForm: (path, handler) => {
      note('POST', path, 'public');
      app.post(path, (c) => withForm(c, (fields) => handler(c, fields)));
    },
  };
}

/** What was carried out stands in the ledger; what comes back in place of the next page is a page that is read. */
async function answerForm(
  c: Ctx,
  { fields, ...opened }: Opened & { readonly fields: FormFields },
  handler: FormHandler,
): Promise<Response> {
  const answer = await handler(c, opened.who, await withHandedIn(c, opened, fields));
  if (answer.status === 303) await dropHandedIn(c, opened);
  else await noteRead(c, opened, fields);
  return answer;
}

/** A program's token opens only the API: pages are for people. */
const isSignedIn = (c: Ctx): boolean => c.var.principal?.via === 'form';

type Allowed = { readonly web: Web; readonly roles: readonly Role[] };

async function withRole(
  c: Ctx,
  { web, roles }: Allowed,
  then: (who: Principal) => Answer,
): Promise<Response> {
  const who = c.var.principal;
  if (who === null || !isSignedIn(c)) return notSignedIn(c);
  if (roles.includes(who.role))
    return c.var.present?.standing.barred && !isOpenToAll(c.req.path) ? dutyFirst(c) : then(who);
  await recordRead(c, { web, who }, refused(c));
  return notAllowed(c);
}

/** One's own account, and what was typed until now. */
const isOpenToAll = (path: string): boolean => /^\/(?:account|drafts)(?:\/|$)/.test(path);

/** What was typed while the session ran out is kept for who typed it, and is on its page again once they signed in. */
async function signInFirst(c: Ctx, web: Web): Promise<Response> {
  const fields = await fieldsOf(c);
  if (typeof fields === 'string') return turnedBack(c, fields);
  if (c.req.header('accept') === 'text/plain') return c.text('', 401);
  const who = comesFromHere(c) ? await ownerOf(web, fields) : null;
  const kept = who === null ? null : await keepDraft({ web, who }, fields);
  if (kept === null || 'too' in kept) return notSignedIn(c);
  return signInPage(c, web, { values: { kept: 'yes', next: draftForm(fields) ?? '' }, errors: [] });
}

async function withForm(c: Ctx, then: (fields: FormFields) => Answer): Promise<Response> {
  const fields = await fieldsOf(c);
  if (typeof fields === 'string') return turnedBack(c, fields);
  return isOwnForm(c, fields) ? then(fields) : oldForm(c);
}

const turnedBack = (c: Ctx, why: 'broken' | 'tooMuch'): Answer =>
  why === 'broken' ? badForm(c) : tooLarge(c);
