/**
 * Every form carries out its command here: what the command warns of is shown on the page that comes next. It travels in
 * a signed cookie, neither in an address nor in a log, and is gone once it was shown.
 */
import * as z from 'zod';
import { executeShort } from '#shared/desk/execute-short.ts';
import { isLong } from '#shared/jobs/ask-job.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import { WARNING_CODES } from '#shared/kernel/warning-code.ts';
import type { Execution, Request } from '#shared/ledger/execution.ts';
import { tellIfMalware } from '#shared/reminders/tell-of-malware.ts';
import { cookieIn, cookieLine, dropCookie } from './cookies.ts';
import { eraseIfAgreed } from './erase-after.ts';
import { formKey } from './form-fields.ts';
import { executed, type GoingOn } from './long-work.ts';
import { actorOf, type Ctx, ledgerOf, type Principal, type Web } from './web.ts';

type By = { readonly web: Web; readonly who: Principal };
/** `token` is that of the form; `part` tells the commands of one form apart. */
type Sent = Omit<Request, 'office' | 'actor' | 'key'> & { readonly token: string; readonly part?: string };

export async function sendCommand(c: Ctx, by: By, sent: Sent): Promise<Execution> {
  const done = await executeShort(ledgerOf(by.web), requestOf(by, sent));
  return told(c, by, { sent, done });
}

/** One that may read the whole ledger: what came of it, or the job that goes on. */
export async function sendLongCommand(c: Ctx, by: By, sent: Sent): Promise<Execution | GoingOn> {
  if (!isLong(sent.fields)) return sendCommand(c, by, sent);
  const done = await executed(by.web, requestOf(by, sent), WAIT_MS);
  return 'job' in done ? done : told(c, by, { sent, done });
}

/** Longer than a ledger of some thousand cases takes; nobody waits longer before a page that does not come. */
const WAIT_MS = 6000;

function requestOf({ who }: By, { token, part, ...request }: Sent): Request {
  const form = formKey(who.user, token);
  const key = part === undefined ? form : `${form} ${part}`;
  return { ...request, key, office: who.office, actor: actorOf(who) };
}

type Came = { readonly sent: Sent; readonly done: Execution };

async function told(c: Ctx, { web, who }: By, { sent, done }: Came): Promise<Execution> {
  if (!done.ok) return done;
  c.set('warnings', [...c.var.warnings, ...done.warnings]);
  await tellIfMalware(web.house, who.office, done);
  await eraseIfAgreed(web, { office: who.office, fields: sent.fields }, done);
  return done;
}

const COOKIE = 'taizhang_warnings';
/** More would not be read, and a cookie holds 4 KB. */
const MOST = 8;
const SECONDS = 600;
const Kept = z.array(
  z.object({ code: z.enum(WARNING_CODES), facts: z.record(z.string(), z.json()).optional() }),
);

/** What the commands of a form warned of, kept for the page that its answer leads to. */
export async function keepWarnings(c: Ctx, web: Web, answer: Response): Promise<void> {
  const { warnings } = c.var;
  if (warnings.length === 0 || answer.status !== 303) return;
  const value = Buffer.from(JSON.stringify(warnings.slice(0, MOST))).toString('base64url');
  const cookie = { name: COOKIE, value, seconds: SECONDS };
  answer.headers.append('set-cookie', cookieLine(c, await web.accounts.signingSecret(), cookie));
}

export async function keptWarnings(c: Ctx, secret: string): Promise<readonly Warning[]> {
  const text = cookieIn(c, secret, COOKIE);
  if (text === null) return [];
  const kept = Kept.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return kept.success ? kept.data.map(({ code, facts }) => ({ code, ...(facts && { facts }) })) : [];
}

/** They are on the page that is being answered with. */
export function dropWarnings(c: Ctx): void {
  dropCookie(c, COOKIE);
}
