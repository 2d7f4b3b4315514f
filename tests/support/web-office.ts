/** An office with its pages, in a folder of its own, and people who come to it as a browser would: with cookies and forms. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { generateSignedCookie } from 'hono/cookie';
import type { Route } from '#functions/web/access/site.ts';
import { webApp } from '#functions/web/app.tsx';
import type { Env, LogLine, Web } from '#functions/web/frame/web.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { auditedAccounts } from '#shared/accounts/audited.ts';
import { hashOfPassword, type PasswordCost } from '#shared/accounts/passwords.ts';
import { startSession } from '#shared/accounts/sessions.ts';
import { DEFAULT_RULES } from '#shared/accounts/sign-in-rules.ts';
import { createToken } from '#shared/accounts/tokens.ts';
import { openCloudHouse } from '#shared/house/open-cloud-house.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { masterKeyIn } from '#shared/house/open-ledger.ts';
import { inPlace } from '#shared/jobs/carry-here.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import type { AuditAsked, AuditLine } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { openAccounts } from '#shared/store/sqlite/accounts.ts';

export const PASSWORD = 'wrong-horse-battery';
/** A Monday. */
export const NOW = '2026-11-23T09:30:00.000+08:00' as Instant;

/** As much as a test can wait for. */
const CHEAP: PasswordCost = { N: 2 ** 10, r: 8, p: 1 };

export type WebOffice = {
  readonly folder: string;
  readonly web: Web;
  readonly app: Hono<Env>;
  readonly routes: readonly Route[];
  readonly lines: LogLine[];
  /** What the audit stream of the office says, the oldest first. */
  audited(asked?: Partial<AuditAsked>): Promise<readonly AuditLine[]>;
  setNow(instant: string): void;
  addPerson(user: string, role: Role, office?: string): Promise<void>;
  /** A browser in which this person is signed in. */
  visitor(user: string, role: Role, office?: string): Promise<Visitor>;
  token(role: Role): Promise<string>;
  close(): void;
};

/** `settled`: another composition. `open` takes another home than this machine's files; `ENGINE=dynamodb` runs a whole suite on emulators. */
export async function openWebOffice(
  open: (folder: string) => Promise<House> | null = () => null,
  settled: Partial<Web['config']> = {},
): Promise<WebOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-web-'));
  let now = NOW;
  const clock = { now: () => now };
  const cloud = process.env.ENGINE === 'dynamodb' ? await openCloudHouse({ folder, clock }) : null;
  const house = (await open(folder)) ?? cloud ?? (await openLocalHouse(folder, { clock }));
  const kept =
    cloud?.accounts ?? openAccounts(join(folder, 'accounts.db'), { masterKey: () => masterKeyIn(folder) });
  const accounts = auditedAccounts(kept, house.audit, NOBODY_ASKS);
  const lines: LogLine[] = [];
  const config = {
    ...{ office: 'default', secureCookies: false, addressOf: () => '10.0.0.1', passwordCost: CHEAP },
    // clocks of tests jump over lunch
    signInRules: { ...DEFAULT_RULES, idleMinutes: 720 },
    carrier: inPlace({ ...house, people: accounts }),
    ...settled,
  };
  const web: Web = { house, accounts, config, log: (line) => lines.push(line) };
  const { app, routes } = webApp(web);
  const passwordHash = await hashOfPassword(PASSWORD, CHEAP);
  const addPerson = async (user: string, role: Role, office = 'default'): Promise<void> => {
    await accounts.add({ user, role, office, disabled: false, passwordHash });
  };
  return {
    ...{ folder, web, app, routes, lines, addPerson },
    audited: async (asked) => {
      const page = await house.audit.page({ office: 'default', ...asked }, { after: null, limit: 500 });
      return page.items.toReversed();
    },
    setNow: (instant) => {
      now = instant as Instant;
    },
    visitor: async (user, role, at) => {
      await addPerson(user, role, at);
      const begun = { user, how: 'password', from: '10.0.0.1', device: '' } as const;
      const session = await startSession(accounts, begun, now);
      return new Visitor(app, await sessionCookie(session, await accounts.signingSecret()));
    },
    token: (role) => createToken(accounts, { role, office: 'default' }),
    close: () => {
      accounts.close();
      house.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

export type Answer = { readonly status: number; readonly location: string | null; readonly text: string };

/** The app in this process, or its address. */
type Asked = { request(path: string, init: RequestInit): Response | Promise<Response> };

export class Visitor {
  readonly #app: Asked;
  readonly #cookies = new Map<string, string>();

  constructor(app: Asked, cookie?: string) {
    this.#app = app;
    if (cookie !== undefined) this.#keep(cookie);
  }

  async signIn(user: string, password: string): Promise<Answer> {
    return this.fillIn('/sign-in', { user, password });
  }

  async get(path: string): Promise<Answer> {
    return this.#send(path, {});
  }

  /** Posts fields to `action` as they are, without looking at a form first. */
  async post(action: string, fields: Record<string, string | readonly string[]>): Promise<Answer> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
    );
    return this.#send(action, { method: 'POST', body });
  }

  /** Opens the page, takes its hidden fields, and sends the form as a person would. */
  async fillIn(
    path: string,
    fields: Record<string, string | readonly string[]>,
    action = path,
  ): Promise<Answer> {
    const { text } = await this.get(path);
    return this.post(action.split('?')[0] ?? action, { ...hiddenFields(text, action), ...fields });
  }

  /** The page of a case, or the file of it in `to`, in full: says on what ground, and follows. Gives the address. */
  async revealed(path: string, to = ''): Promise<string> {
    const form = `${path}/reveal`;
    const asked = await this.fillIn(`${form}${to && `?to=${to}`}`, { ground: 'handling' }, form);
    return asked.location ?? '';
  }

  /** As `fillIn`, with a file in the field of that name. */
  async upload(path: string, fields: Record<string, string>, files: Record<string, File>): Promise<Answer> {
    const body = new FormData();
    const hidden = hiddenFields((await this.get(path)).text, path);
    for (const [name, value] of Object.entries({ ...hidden, ...fields })) body.set(name, value);
    for (const [name, file] of Object.entries(files)) body.set(name, file);
    return this.#send(path, { method: 'POST', body });
  }

  /** For a request of a test's own. */
  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #send(path: string, init: RequestInit): Promise<Answer> {
    const cookie = this.cookie();
    const headers = { host: 'localhost', ...(cookie && { cookie }) };
    const response = await this.#app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    };
  }

  #keep(line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    if (value === '' || /max-age=0\b/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** The hidden fields of the form that is posted to `action`. */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const forms = page.split('<form').slice(1);
  const form = forms.find((one) => one.includes(`action="${action.replaceAll('&', '&amp;')}"`)) ?? '';
  const inputs = [
    ...(form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g),
  ];
  return Object.fromEntries(inputs.map(([, name, value]) => [name, unescaped(value ?? '')]));
}

export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What signing in would set, without the slow check of a password, where signing in is not what is tested. */
function sessionCookie(session: string, secret: string): Promise<string> {
  return generateSignedCookie('taizhang_session', session, secret);
}
