/** The provider of identities, as the options of `start` name it. */
import type { Provider } from '#shared/accounts/provider.ts';
import { providerNamed } from '#shared/accounts/provider-named.ts';
import { type Arguments, UsageError } from './options.ts';
import { textOfFile } from './text-file.ts';

/** Nothing where none is named. Throws UsageError where only half of it is. */
export function providerIn({ option }: Arguments): { readonly provider?: Provider } {
  const file = option('oidc-secret');
  const written = {
    ...{ issuer: option('oidc-issuer'), client: option('oidc-client'), claim: option('oidc-claim') },
    ...{ groups: option('oidc-groups'), roles: option('oidc-roles'), own: option('public-url') },
    secret: file === undefined ? '' : textOfFile(file).trim(),
  };
  try {
    const provider = providerNamed(written);
    return provider === null ? {} : { provider };
  } catch (fault) {
    if (fault instanceof RangeError) throw new UsageError(`--oidc-…: ${fault.message} (docs/sign-in.md)`);
    throw fault;
  }
}
