/** Passkeys (WebAuthn): a key that a device or a token holds, bound to the name of our host. */
import { createHash, randomBytes } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import * as z from 'zod';
import type { Accounts, Factor } from '#shared/store/accounts.ts';

/** Our host as the browser names it: `origin` with scheme and port. */
type Host = { readonly name: string; readonly origin: string };

export const hostOf = (address: URL): Host => ({ name: address.hostname, origin: address.origin });

/** Browsers make passkeys for names, not for numbers, and over https or on this machine. */
export function canHavePasskeys({ hostname, protocol }: URL): boolean {
  if (/^[\d.]+$|^\[/.test(hostname)) return false;
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

/** Loaded when somebody comes with a key: it is the dearest package of a start, and most come without one. */
const webauthn = () => import('@simplewebauthn/server');

type ForPerson = { readonly user: string; readonly known: readonly Factor[]; readonly host: Host };

/** For `navigator.credentials.create`, as JSON. */
export async function keyWanted({ user, known, host }: ForPerson) {
  return (await webauthn()).generateRegistrationOptions({
    rpName: '台账',
    rpID: host.name,
    userName: user,
    userDisplayName: user,
    // no name: what is shown of it may be read by others
    userID: new Uint8Array(createHash('sha256').update(`taizhang ${user}`).digest()),
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

const ASKED_FOR_MS = 60_000;

/**
 * For `navigator.credentials.get`, as JSON (Web Authentication Level 3, PublicKeyCredentialRequestOptionsJSON); `known`:
 * of that person alone, else whichever the device has. Written here, because the page of every sign-in asks it.
 */
export const keyAsked = (host: Host, known: readonly Factor[] = []) => ({
  rpId: host.name,
  challenge: randomBytes(32).toString('base64url'),
  allowCredentials: known.map(({ id }) => ({ id, type: 'public-key' as const })),
  timeout: ASKED_FOR_MS,
  userVerification: 'required' as const,
});

/** What belongs to the public key: for which host it was made. */
const Kept = z.object({ key: z.string(), host: z.string() });
export type KeyAnswer = { readonly answer: string; readonly challenge: string; readonly host: Host };

/** What is to be kept of a new key; null where the answer is not one to the challenge, or the key is known already. */
export async function keyMade(
  accounts: Accounts,
  { answer, challenge, host }: KeyAnswer,
): Promise<Pick<Factor, 'id' | 'secret' | 'mark'> | null> {
  const response = parsed<RegistrationResponseJSON>(answer);
  if (response === null) return null;
  const expectedOrigin = originIn(response.response.clientDataJSON, host);
  const expected = { expectedChallenge: challenge, expectedOrigin, expectedRPID: host.name };
  const { verifyRegistrationResponse } = await webauthn();
  const verified = await verifyRegistrationResponse({ response, ...expected }).catch(() => null);
  if (verified?.registrationInfo === undefined) return null;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  if ((await accounts.passkey(id)) !== null) return null;
  const kept = { key: Buffer.from(publicKey).toString('base64url'), host: host.name };
  return { id, secret: JSON.stringify(kept satisfies z.output<typeof Kept>), mark: counter };
}

/** Whose key has answered; null where the answer is wrong, was given before, or is of a key that nobody has. */
export async function keyShown(
  accounts: Accounts,
  { answer, challenge, host }: KeyAnswer,
): Promise<Factor | null> {
  const response = parsed<AuthenticationResponseJSON>(answer);
  const factor = response === null ? null : await accounts.passkey(response.id);
  if (response === null || factor === null) return null;
  const kept = Kept.parse(JSON.parse(factor.secret));
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: originIn(response.response.clientDataJSON, host),
    expectedRPID: kept.host,
    credential: {
      id: factor.id,
      publicKey: new Uint8Array(Buffer.from(kept.key, 'base64url')),
      counter: factor.mark,
    },
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { newCounter } = verified.authenticationInfo;
  // keys that several devices share do not count
  if (newCounter > 0 && !(await accounts.markFactor(factor, newCounter))) return null;
  return factor;
}

/** What the browser says it is on, where that is our host by our scheme: a proxy may pass our name on without its port. */
function originIn(clientData: string, host: Host): string {
  const said = z
    .object({ origin: z.string() })
    .safeParse(jsonIn(Buffer.from(clientData, 'base64url').toString()));
  const [page, own] = [URL.parse(said.data?.origin ?? ''), new URL(host.origin)];
  return page?.hostname === own.hostname && page.protocol === own.protocol ? page.origin : host.origin;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const Response = z.looseObject({ id: z.string(), response: z.looseObject({ clientDataJSON: z.string() }) });

/** Null for what no browser sends. The shape within is looked at by the library. */
function parsed<Shape>(text: string): Shape | null {
  const value = jsonIn(text);
  return Response.safeParse(value).success ? (value as Shape) : null;
}
