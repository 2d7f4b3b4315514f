/** A provider of identities (统一身份认证) by OpenID Connect: authorization code with PKCE, state and nonce (ADR 64). */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import type { Role } from '#shared/store/accounts.ts';

export type ProviderSettings = {
  readonly issuer: URL;
  readonly client: string;
  /** Null for a client without one: PKCE alone then binds the answer to the question. */
  readonly secret: string | null;
  /** The claim that gives the name of the account, and the one that lists the groups of a person. */
  readonly claim: string;
  readonly groupsClaim: string;
  /** By group, the first that fits: with what role an account is made that does not exist. */
  readonly roles: readonly (readonly [group: string, role: Role])[];
  /** The address of our pages, as the provider knows them; absent: as the browser asks for them. */
  readonly own?: URL;
};

/** What waits in the browser while its person is at the provider. */
export type Asked = { readonly state: string; readonly nonce: string; readonly verifier: string };
/** `subject`: issuer and subject, which never change; `name` does, and is '' where the claim is missing. */
export type Identity = {
  readonly subject: string;
  readonly name: string;
  readonly groups: readonly string[];
};

export interface Provider {
  readonly settings: ProviderSettings;
  /** Where the browser is sent; `back` is the address it returns to. Rejects where the provider does not answer. */
  ask(back: URL): Promise<{ readonly to: URL; readonly asked: Asked }>;
  /** `at`: the whole address of the return. Rejects where anything of the answer is not as it must be. */
  identify(at: URL, asked: Asked): Promise<Identity>;
  /** Where one signs out of the provider, too; null where it has no such page. */
  leave(after: URL): Promise<URL | null>;
}

const SCOPE = 'openid profile';
const HERE = ['localhost', '127.0.0.1', '[::1]'];

/** Nothing is asked of the provider before somebody wants to come in. */
export function providerOf(settings: ProviderSettings): Provider {
  const { issuer, client, secret } = settings;
  const configuration = askedOnce(() => {
    // only a provider on this machine may do without https
    const execute = HERE.includes(issuer.hostname) ? [allowInsecureRequests] : [];
    return discovery(issuer, client, secret ?? undefined, undefined, { execute, timeout: 10 });
  });
  return {
    settings,
    ask: async (back) => {
      const asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      return { asked, to: await questionTo(await configuration(), back, asked) };
    },
    identify: async (at, { state, nonce, verifier }) => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const known = await configuration();
      const tokens = await authorizationCodeGrant(known, at, { ...checks, idTokenExpected: true });
      const claims = tokens.claims();
      if (claims === undefined || typeof claims[settings.claim] === 'string')
        return identityIn(claims ?? {}, settings);
      // some tell what they know of a person only when they are asked for it
      const told = await fetchUserInfo(known, tokens.access_token, claims.sub);
      return identityIn({ ...told, ...claims }, settings);
    },
    leave: async (after) => {
      const known = await configuration();
      if (known.serverMetadata().end_session_endpoint === undefined) return null;
      // Cognito knows the address to return to by a name of its own
      const named = issuer.hostname.startsWith('cognito-idp.') ? 'logout_uri' : 'post_logout_redirect_uri';
      return buildEndSessionUrl(known, { [named]: after.href, client_id: client });
    },
  };
}

async function questionTo(known: Configuration, back: URL, asked: Asked): Promise<URL> {
  return buildAuthorizationUrl(known, {
    redirect_uri: back.href,
    scope: SCOPE,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
  });
}

type Claims = Readonly<Record<string, unknown>>;

function identityIn(claims: Claims, { claim, groupsClaim }: ProviderSettings): Identity {
  const { iss, sub, [claim]: name, [groupsClaim]: groups } = claims;
  return {
    subject: `${String(iss)} ${String(sub)}`,
    name: typeof name === 'string' ? name : '',
    groups: [groups].flat().filter((group) => typeof group === 'string'),
  };
}

/** The role of an account that is made; null where none is to be made. */
export function roleOf({ groups }: Identity, { roles }: ProviderSettings): Role | null {
  return roles.find(([group]) => groups.includes(group))?.[1] ?? null;
}
