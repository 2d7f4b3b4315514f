/** What one shows besides the password: authenticators, passkeys and recovery codes, added and taken away by their owner. */
import { keyMade } from '#shared/accounts/passkeys.ts';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import { addTotp, isFactor, newRecoveryCodes, stepOfCode } from '#shared/accounts/second-factor.ts';
import type { Factor } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { factorsPage, SECRET_CARRIED } from './factors-page.tsx';
import { beginSession } from './let-in.ts';
import { isOwner } from './own-password.tsx';
import { keyAnswerIn, NO_KEY } from './passkey-form.tsx';
import { NOTHING_PERSONAL } from './reads.ts';
import { codesPage } from './recovery-codes-page.tsx';
import { opened } from './sealed.ts';
import type { Site } from './site.ts';

const OWN_FACTORS = '/account/factors';
type Asked = { readonly web: Web; readonly who: Principal; readonly fields: FormFields };

export function ownFactorRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(OWN_FACTORS, SIGNED_IN, (c, { user }) => factorsPage(c, web, { user, errors: [] }));
  const forms = { totp: addAuthenticator, passkey: addPasskey, remove, recovery: renewCodes };
  for (const [name, go] of Object.entries(forms))
    site.form(`${OWN_FACTORS}/${name}`, SIGNED_IN, (c, who, fields) => go(c, { web, who, fields }));
}

const turnedBack = (c: Ctx, { web, who, fields }: Asked, errors: readonly FieldError[]): Promise<Response> =>
  factorsPage(c, web, {
    ...{ user: who.user, errors, secret: textOf(fields, 'secret') },
    values: { totpName: textOf(fields, 'totpName'), keyName: textOf(fields, 'keyName') },
  });

/** The code shows that the authenticator has the secret, and the password that it is its owner who adds it. */
async function addAuthenticator(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, fields } = asked;
  const now = web.house.clock.now();
  const carried = await opened<{ secret: string; user: string }>(
    web,
    SECRET_CARRIED,
    textOf(fields, 'secret'),
  );
  const secret = carried?.data.user === who.user ? carried.data.secret : null;
  const step = secret === null ? null : stepOfCode(secret, textOf(fields, 'code'), now);
  if (secret === null || step === null)
    return turnedBack(c, asked, [{ field: 'code', code: 'wrongCode', message: WRONG_CODE }]);
  const { fault } = await isOwner(c, asked);
  if (fault !== null) return turnedBack(c, asked, [fault]);
  const name = textOf(fields, 'totpName').slice(0, 40) || '验证器';
  await addTotp(
    { accounts: web.accounts, vault: web.house.vault },
    { user: who.user, name, secret, step },
    now,
  );
  return added(c, asked, 'totp');
}

const WRONG_CODE = '验证码不对。请看手机的时间是否准确，扫描本页的二维码，再填手机上现在显示的六位数字';

async function addPasskey(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, fields } = asked;
  const { fault } = await isOwner(c, asked);
  if (fault !== null) return turnedBack(c, asked, [fault]);
  const answer = await keyAnswerIn(c, web, fields);
  const made = answer === null ? null : await keyMade(web.accounts, answer);
  if (made === null) return turnedBack(c, asked, [NO_KEY]);
  const name = textOf(fields, 'keyName').slice(0, 40) || '通行密钥';
  const addedAt = web.house.clock.now();
  await web.accounts.addFactor({ ...made, user: who.user, kind: 'passkey', name, addedAt });
  return added(c, asked, 'passkey');
}

/** With the first factor come codes for its loss. What the session was begun by is more than a password from now on. */
async function added(c: Ctx, asked: Asked, kind: Factor['kind']): Promise<Response> {
  const { web, who } = asked;
  web.log({ event: 'factorAdded', request: c.var.request, user: who.user, kind });
  const account = await web.accounts.find(who.user);
  const factors = await web.accounts.factors(who.user);
  if (account !== null) await beginSession(c, web, { account, how: 'twoFactors' });
  if (factors.some((factor) => factor.kind === 'recovery')) return c.redirect(`${OWN_FACTORS}?saved`, 303);
  return codesPage(c, await newRecoveryCodes(web.accounts, who.user, web.house.clock.now()));
}

async function remove(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who, fields } = asked;
  const { fault } = await isOwner(c, asked);
  if (fault !== null) return turnedBack(c, asked, [fault]);
  await web.accounts.removeFactor({ user: who.user, id: textOf(fields, 'id') });
  const left = await web.accounts.factors(who.user);
  // codes for the loss of nothing would be a second password
  if (!left.some(isFactor)) for (const factor of left) await web.accounts.removeFactor(factor);
  web.log({ event: 'factorRemoved', request: c.var.request, user: who.user });
  return c.redirect(`${OWN_FACTORS}?saved`, 303);
}

async function renewCodes(c: Ctx, asked: Asked): Promise<Response> {
  const { web, who } = asked;
  const { fault } = await isOwner(c, asked);
  if (fault !== null) return turnedBack(c, asked, [fault]);
  if (!(await web.accounts.factors(who.user)).some(isFactor)) return c.redirect(OWN_FACTORS, 303);
  web.log({ event: 'recoveryCodesRenewed', request: c.var.request, user: who.user });
  return codesPage(c, await newRecoveryCodes(web.accounts, who.user, web.house.clock.now()));
}
