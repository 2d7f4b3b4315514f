/**
 * The provider of identities through whom people come in: one that the parameters name, else the pool of the stack of
 * stores, where the partition has one. Told to the pages, and to nobody else.
 */
import { CfnUserPoolClient, CfnUserPoolDomain, CfnUserPoolGroup } from 'aws-cdk-lib/aws-cognito';
import { Aws, CfnCondition, CfnOutput, CfnParameter, type CfnResource, Fn, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keysOf, recordOf } from '#shared/kernel/keys.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { hasCognito, POOL_EXPORT } from './people.ts';

export type Identities = Readonly<
  Record<'issuer' | 'client' | 'secret' | 'claim' | 'groups' | 'roles', CfnParameter>
>;
type IdentifiedProps = { readonly identities: Identities; readonly address: string };

/** Of the pool itself: who is an admin is settled here, by two people (ADR 63). */
const GROUPS = ROLES.filter((role) => role !== 'admin');

type Named = Readonly<
  Record<'OIDC_ISSUER' | 'OIDC_CLIENT' | 'OIDC_CLAIM' | 'OIDC_GROUPS' | 'OIDC_ROLES', string>
>;
type Pooled = { readonly named: Named; readonly address: string };

export class Identified extends Construct {
  readonly variables: Readonly<Record<string, string>>;

  /** `address` is where the pages are reached, `https://…` without a slash at its end. */
  constructor(scope: Construct, id: string, { identities, address }: IdentifiedProps) {
    super(scope, id);
    const named = {
      OIDC_ISSUER: identities.issuer.valueAsString,
      OIDC_CLIENT: identities.client.valueAsString,
      OIDC_CLAIM: identities.claim.valueAsString,
      OIDC_GROUPS: identities.groups.valueAsString,
      OIDC_ROLES: identities.roles.valueAsString,
    };
    const OIDC_SECRET = this.secretOf(identities);
    this.variables = {
      ...(hasCognito(this) ? this.byPool(identities, { named, address }) : named),
      OIDC_SECRET,
    };
  }

  /** What is named, where anything is. */
  private byPool({ issuer }: Identities, { named, address }: Pooled): Record<keyof Named, string> {
    const signIn = new CfnParameter(Stack.of(this), 'SignIn', {
      ...{ type: 'String', default: 'cognito', allowedValues: ['cognito', 'accounts'] },
      description:
        'cognito: the pool of the stack of stores, unless an issuer is named; accounts: those of the house alone',
    });
    const condition = new CfnCondition(this, 'ByPool', {
      expression: Fn.conditionAnd(
        Fn.conditionNot(Fn.conditionEquals(Aws.PARTITION, 'aws-cn')),
        Fn.conditionEquals(signIn.valueAsString, 'cognito'),
        Fn.conditionEquals(issuer.valueAsString, ''),
      ),
    });
    const pool = this.pool(condition, address);
    const own: Named = {
      OIDC_ISSUER: `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}/${pool.id}`,
      OIDC_CLIENT: pool.client,
      OIDC_CLAIM: 'cognito:username',
      OIDC_GROUPS: 'cognito:groups',
      OIDC_ROLES: GROUPS.map((role) => `${role}=${role}`).join(),
    };
    return recordOf(keysOf(own), (name) =>
      Fn.conditionIf(condition.logicalId, own[name], named[name]).toString(),
    );
  }

  /** A client without a secret: PKCE binds the answer to the question, and there is nothing to be kept or to leak. */
  private pool(condition: CfnCondition, address: string) {
    const userPoolId = Fn.importValue(POOL_EXPORT);
    const client = new CfnUserPoolClient(this, 'Client', {
      userPoolId,
      generateSecret: false,
      allowedOAuthFlowsUserPoolClient: true,
      allowedOAuthFlows: ['code'],
      allowedOAuthScopes: ['openid', 'profile'],
      supportedIdentityProviders: ['COGNITO'],
      callbackUrLs: [`${address}/sign-in/provider/back`],
      logoutUrLs: [`${address}/sign-in`],
      preventUserExistenceErrors: 'ENABLED',
    });
    // eight characters of the stack's own id: no two stacks in the world have the same
    const unique = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
    const domain = new CfnUserPoolDomain(this, 'Domain', { userPoolId, domain: `taizhang-${unique}` });
    const groups = GROUPS.map(
      (groupName) => new CfnUserPoolGroup(this, groupName, { userPoolId, groupName }),
    );
    const made: readonly CfnResource[] = [client, domain, ...groups];
    for (const one of made) one.cfnOptions.condition = condition;
    const output = new CfnOutput(this, 'People', { value: userPoolId });
    output.overrideLogicalId('People');
    output.condition = condition;
    return { id: userPoolId, client: client.ref };
  }

  /** Read from Secrets Manager when the stack is deployed; the template never holds it. */
  private secretOf({ secret }: Identities): string {
    const shared = new CfnCondition(this, 'SharesSecret', {
      expression: Fn.conditionNot(Fn.conditionEquals(secret.valueAsString, '')),
    });
    const resolved = Fn.join('', ['{{resolve:secretsmanager:', secret.valueAsString, '}}']);
    return Fn.conditionIf(shared.logicalId, resolved, '').toString();
  }
}
