/** Coming in through a provider of identities: to it, and back from it. */
import { addedByProvider, type Known, knownAs } from '#shared/accounts/known-identity.ts';
import type { Asked, Provider } from '#shared/accounts/provider.ts';
import { cookieIn, dropCookie, giveCookie } from '../frame/cookies.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { letIn } from './let-in.ts';
import { NOTHING_PERSONAL, recordRefusal } from './reads.ts';
import { openedOnce, seal } from './sealed.ts';
import { BY_PROVIDER, signInPage } from './sign-in-page.tsx';
import type { Site } from './site.ts';
import { ownAddress } from './visitor.ts';

const BACK = `${BY_PROVIDER}/back`;
const COOKIE = 'taizhang_asked';
const CARRIED = { purpose: 'provider', minutes: 15 } as const;
type Waiting = { readonly asked: Asked; readonly next: string };

/** Registered also where there is none, so that the list of routes is the same everywhere. */
export function providerRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  const { provider } = web.config;
  const through = (path: string, go: (c: Ctx, web: Web, provider: Provider) => Promise<Response>): void =>
    site.publicPage(path, (c) =>
      provider === undefined ? refuse(c, web, 'noProvider') : go(c, web, provider),
    );
  through(BY_PROVIDER, ask);
  through(BACK, back);
  through(`${BY_PROVIDER}/leave`, leave);
}

function addressOfReturn(c: Ctx, { settings }: Provider): URL {
  return new URL(BACK, settings.own ?? ownAddress(c));
}

async function ask(c: Ctx, web: Web, provider: Provider): Promise<Response> {
  try {
    const { to, asked } = await provider.ask(addressOfReturn(c, provider));
    const value = await seal(web, CARRIED, { asked, next: c.req.query('next') ?? '' } satisfies Waiting);
    giveCookie(c, await web.accounts.signingSecret(), { name: COOKIE, value, seconds: 900 });
    return c.redirect(to.href, 303);
  } catch (fault) {
    return failed(c, web, fault);
  }
}

/** Out of the provider, too, where it has a page for that. */
async function leave(c: Ctx, web: Web, provider: Provider): Promise<Response> {
  const own = new URL('/sign-in', provider.settings.own ?? ownAddress(c));
  try {
    return c.redirect((await provider.leave(own))?.href ?? own.pathname, 303);
  } catch (fault) {
    return failed(c, web, fault);
  }
}

async function back(c: Ctx, web: Web, provider: Provider): Promise<Response> {
  const value = cookieIn(c, await web.accounts.signingSecret(), COOKIE);
  dropCookie(c, COOKIE);
  const waiting = value === null ? null : await openedOnce<Waiting>(web, CARRIED, value);
  if (waiting === null) return refuse(c, web, 'providerLost');
  const at = addressOfReturn(c, provider);
  at.search = new URL(c.req.url).search;
  try {
    const identity = await provider.identify(at, waiting.asked);
    const { accounts, config } = web;
    const known = await knownAs(accounts, identity);
    const made =
      known === 'unknown' ? await addedByProvider(accounts, identity, { ...provider, ...config }) : known;
    if (typeof made !== 'string')
      return await letIn(c, web, { account: made, how: 'provider', next: waiting.next });
    await recordRefusal(c, web, { name: identity.name, why: made });
    return refuse(c, web, made);
  } catch (fault) {
    return failed(c, web, fault);
  }
}

/** What the provider said stays in the log, without its words: they may quote what somebody typed. */
function failed(c: Ctx, web: Web, fault: unknown): Promise<Response> {
  const name = fault instanceof Error ? fault.name : 'unknown';
  web.log({ event: 'providerFailed', request: c.var.request, name });
  return refuse(c, web, 'providerFailed');
}

const REFUSALS: Readonly<
  Record<Exclude<Known, object> | 'noProvider' | 'providerLost' | 'providerFailed', string>
> = {
  unknown: '统一身份认证已通过，但本系统没有您的账号，请联系本机关的系统管理员',
  disabled: '您的账号已停用，请联系本机关的系统管理员',
  another: '这个用户名在本系统属于另一个人，请联系本机关的系统管理员',
  noProvider: '没有设置统一身份认证，请用用户名和密码登录',
  providerLost: '这次登录已经失效，请重新点“统一身份认证登录”',
  providerFailed: '统一身份认证没有成功，请稍后再试，或者用其他方式登录',
};

function refuse(c: Ctx, web: Web, code: keyof typeof REFUSALS): Promise<Response> {
  return signInPage(c, web, { values: {}, errors: [{ field: '', code, message: REFUSALS[code] }] });
}
