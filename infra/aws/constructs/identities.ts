/** The provider of identities through whom people come in: told to the pages, and to nobody else. */
import { CfnCondition, type CfnParameter, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export type Identities = Readonly<
  Record<'issuer' | 'client' | 'secret' | 'claim' | 'groups' | 'roles', CfnParameter>
>;

/** The secret is read from Secrets Manager when the stack is deployed; the template never holds it. */
export function identified(scope: Construct, identities: Identities): Readonly<Record<string, string>> {
  const { issuer, client, secret, claim, groups, roles } = identities;
  const shared = new CfnCondition(scope, 'SharesSecret', {
    expression: Fn.conditionNot(Fn.conditionEquals(secret.valueAsString, '')),
  });
  const resolved = Fn.join('', ['{{resolve:secretsmanager:', secret.valueAsString, '}}']);
  return {
    OIDC_ISSUER: issuer.valueAsString,
    OIDC_CLIENT: client.valueAsString,
    OIDC_SECRET: Fn.conditionIf(shared.logicalId, resolved, '').toString(),
    OIDC_CLAIM: claim.valueAsString,
    OIDC_GROUPS: groups.valueAsString,
    OIDC_ROLES: roles.valueAsString,
  };
}
