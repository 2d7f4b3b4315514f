/** A provider of identities from what options or the environment say of it. */
import { ROLES } from '#shared/store/accounts.ts';
import { type Provider, type ProviderSettings, providerOf } from './provider.ts';

/** As written; absent and '' are the same. */
type Written = Partial<
  Record<'issuer' | 'client' | 'secret' | 'claim' | 'groups' | 'roles' | 'own', string | undefined>
>;

/** Null where none is named. Throws RangeError, in words for whoever wrote it, where it is named by half. */
export function providerNamed(written: Written): Provider | null {
  const { issuer = '', client = '', secret = '', claim = '', groups = '', roles = '', own = '' } = written;
  if (issuer === '' && client === '') return null;
  if (issuer === '' || client === '') throw new RangeError('issuer and client stand together');
  return providerOf({
    issuer: addressIn(issuer),
    client,
    secret: secret === '' ? null : secret,
    claim: claim || 'preferred_username',
    groupsClaim: groups || 'groups',
    roles: rolesIn(roles),
    ...(own !== '' && { own: addressIn(own) }),
  });
}

const HERE = ['localhost', '127.0.0.1', '[::1]'];

function addressIn(written: string): URL {
  const address = URL.parse(written);
  const isHere = address !== null && HERE.includes(address.hostname);
  if (address !== null && (address.protocol === 'https:' || (address.protocol === 'http:' && isHere)))
    return address;
  throw new RangeError(`no address that begins with https://: ${written}`);
}

function rolesIn(written: string): ProviderSettings['roles'] {
  const parts = written.split(',').filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const [group = '', named = ''] = part.split('=').map((one) => one.trim());
    const role = ROLES.find((one) => one === named);
    if (role === undefined || group === '') throw new RangeError(`no GROUP=ROLE: ${part}`);
    return [group, role] as const;
  });
}
