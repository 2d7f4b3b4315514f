/** A real provider of identities on this machine, and a person who signs in at it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export type IdentityProvider = {
  readonly issuer: URL;
  /** What it says of a person from now on. */
  knows(sub: string, claims: Readonly<Record<string, unknown>>): void;
  /** Follows the browser's way through the provider as this person; the address it comes back to. */
  passThrough(address: string, sub: string): Promise<string>;
  close(): Promise<void>;
};

export const CLIENT = 'taizhang';
export const CLIENT_SECRET = 'a secret between the two of us';

/** `back`: the address that may be returned to; `inToken`: what is told of a person stands in the identity token. */
export async function startIdentityProvider(back: string, inToken = true): Promise<IdentityProvider> {
  const people = new Map<string, Readonly<Record<string, unknown>>>();
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const provider = new Provider(issuer.href.replace(/\/$/, ''), {
    clients: [
      {
        ...{ client_id: CLIENT, client_secret: CLIENT_SECRET, redirect_uris: [back] },
        post_logout_redirect_uris: [new URL('/sign-in', back).href],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
    conformIdTokenClaims: !inToken,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    cookies: { keys: ['for this test'] },
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    knows: (sub, claims) => void people.set(sub, claims),
    passThrough: (address, sub) => passThrough(address, sub),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Its own pages for trying it out: a name, and consent. */
async function passThrough(address: string, sub: string): Promise<string> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(address);
  let next = new URL(address);
  for (let step = 0; step < 12; step += 1) {
    const asked = await fetch(next, init(cookies));
    keep(cookies, asked);
    const answer =
      asked.status === 200 ? await fillIn(next, { page: await asked.text(), sub, cookies }) : asked;
    keep(cookies, answer);
    next = new URL(answer.headers.get('location') ?? '', next);
    if (next.origin !== origin) return next.href;
  }
  throw new Error('the provider leads nowhere');
}

type Page = { readonly page: string; readonly sub: string; readonly cookies: Map<string, string> };

function fillIn(at: URL, { page, sub, cookies }: Page): Promise<Response> {
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1] ?? '';
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
  const fields = { prompt, ...(prompt === 'login' && { login: sub, password: 'anything' }) };
  return fetch(new URL(action, at), { ...init(cookies), method: 'POST', body: new URLSearchParams(fields) });
}

function init(cookies: ReadonlyMap<string, string>): RequestInit {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { redirect: 'manual', headers: { cookie } };
}

function keep(cookies: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}
