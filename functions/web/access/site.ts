/**
 * Where routes are registered: none without the roles that may use it, no form without its anti-forgery token. The list
 * of routes is kept, and a test walks it role by role.
 */
import type { Hono } from 'hono';
import type { Role } from '#shared/store/accounts.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { keepWarnings } from '../frame/send-command.ts';
import type { Ctx, Env, Principal, Web } from '../frame/web.ts';
import { draftForm, endDraft, keepDraft } from '../look/drafts.ts';
import { DRAFTS } from '../look/form.tsx';
import { comesFromHere, isOwnForm, ownerOf } from './forgery.ts';
import { signInPage } from './sign-in-page.tsx';
import { badForm, dutyFirst, notAllowed, notSignedIn, oldForm } from './turned-away.tsx';

type Method = 'GET' | 'POST';
/** `public` is for what must be reached before signing in, and for nothing else. */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly roles: readonly Role[] | 'public';
};
type Answer = Response | Promise<Response>;
type PageHandler = (c: Ctx, who: Principal) => Answer;
type FormHandler = (c: Ctx, who: Principal, fields: FormFields) => Answer;

export type Site = {
  readonly routes: readonly Route[];
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
  const note = (method: Method, path: string, roles: Route['roles']): void => {
    routes.push({ method, path, roles });
  };
  return {
    routes,
    page: (path, roles, handler) => {
      note('GET', path, roles);
      app.get(path, (c) => withRole(c, roles, (who) => handler(c, who)));
    },
    form: (path, roles, handler) => {
      note('POST', path, roles);
      app.post(path, (c) =>
        isSignedIn(c)
          ? withRole(c, roles, async (who) =>
              withForm(c, async (fields) => {
                const answer = await handler(c, who, fields);
                if (answer.status === 303 && path !== DRAFTS) await endDraft({ web, who }, fields);
                await keepWarnings(c, web, answer);
                return answer;
              }),
            )
          : signInFirst(c, web),
      );
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

/** A program's token opens only the API: pages are for people. */
const isSignedIn = (c: Ctx): boolean => c.var.principal?.via === 'form';

function withRole(c: Ctx, roles: readonly Role[], then: (who: Principal) => Answer): Answer {
  const who = c.var.principal;
  if (who === null || !isSignedIn(c)) return notSignedIn(c);
  if (!roles.includes(who.role)) return notAllowed(c);
  return c.var.session?.standing.barred && !isOpenToAll(c.req.path) ? dutyFirst(c) : then(who);
}

/** One's own account, and what was typed until now. */
const isOpenToAll = (path: string): boolean => /^\/(?:account|drafts)(?:\/|$)/.test(path);

/** What was typed while the session ran out is kept for who typed it, and is on its page again once they signed in. */
async function signInFirst(c: Ctx, web: Web): Promise<Response> {
  const fields = await fieldsOf(c);
  if (fields === null) return badForm(c);
  if (c.req.header('accept') === 'text/plain') return c.text('', 401);
  const who = comesFromHere(c) ? await ownerOf(web, fields) : null;
  if (who === null || (await keepDraft({ web, who }, fields)) === null) return notSignedIn(c);
  return signInPage(c, web, { values: { kept: 'yes', next: draftForm(fields) ?? '' }, errors: [] });
}

async function withForm(c: Ctx, then: (fields: FormFields) => Answer): Promise<Response> {
  const fields = await fieldsOf(c);
  if (fields === null) return badForm(c);
  return isOwnForm(c, fields) ? then(fields) : oldForm(c);
}

/** Null for a truncated body, or one without a boundary. */
async function fieldsOf(c: Ctx): Promise<FormFields | null> {
  try {
    return await c.req.parseBody({ all: true });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
