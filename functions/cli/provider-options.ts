/** The provider of identities, as the options of `start` name it. */
import { type Provider, type ProviderSettings, providerOf, rolesIn } from '#shared/accounts/provider.ts';
import { type Arguments, needed, UsageError } from './options.ts';
import { textOfFile } from './text-file.ts';

/** Nothing where none is named. Throws UsageError where only half of it is. */
export function providerIn(args: Arguments): { readonly provider?: Provider } {
  const { option } = args;
  const written = option('oidc-issuer');
  if (written === undefined) {
    if (option('oidc-client') !== undefined) throw new UsageError('--oidc-client is of an --oidc-issuer');
    return {};
  }
  const [file, own] = [option('oidc-secret'), option('public-url')];
  const settings: ProviderSettings = {
    issuer: addressIn(written, '--oidc-issuer'),
    client: needed(args, 'oidc-client'),
    secret: file === undefined ? null : textOfFile(file).trim(),
    claim: option('oidc-claim') ?? 'preferred_username',
    groupsClaim: option('oidc-groups') ?? 'groups',
    roles: mappedIn(option('oidc-roles') ?? ''),
    ...(own !== undefined && { own: addressIn(own, '--public-url') }),
  };
  return { provider: providerOf(settings) };
}

function addressIn(written: string, name: string): URL {
  const address = URL.parse(written);
  const isHere = address !== null && ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address !== null && (address.protocol === 'https:' || (address.protocol === 'http:' && isHere)))
    return address;
  throw new UsageError(`${name} is an address that begins with https://`);
}

function mappedIn(written: string): ProviderSettings['roles'] {
  const roles = rolesIn(written);
  if (roles === null)
    throw new UsageError('--oidc-roles is GROUP=ROLE,GROUP=ROLE, with the roles of user add');
  return roles;
}
