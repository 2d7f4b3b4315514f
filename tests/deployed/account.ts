/**
 * A pretended account: what the templates describe is made on the emulators, under names as CloudFormation would give,
 * and every value that one part takes of another is resolved to them.
 */

import type { Statement } from './iam.ts';
import { holds, resolved, type Scope } from './resolve.ts';
import { ACCOUNT, REGION, type Resource, type Synthesised, type Template } from './synthesised.ts';

export type Made = Resource & { readonly id: string };
export type Account = {
  /** What is there: the resources of both stacks whose conditions hold, their properties resolved. */
  of(type: string): readonly Made[];
  /** Those of one stack by the names of its outputs. */
  outputs(stack: 'stores' | 'functions'): Readonly<Record<string, string>>;
  readonly roles: ReadonlyMap<string, readonly Statement[]>;
  readonly guarded: ReadonlyMap<string, readonly Statement[]>;
};
type Outside = {
  readonly parameters: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Where queues answer. */
  readonly endpoint: string;
  /** Of the stream of each table that has one, as the emulator names it. */
  streamLabel(table: string): string;
};

const arn = (service: string, rest: string, where = `${REGION}:${ACCOUNT}`): string =>
  `arn:aws-cn:${service}:${where}:${rest}`;

/** Whose every attribute is told below; of others nothing is asked but a word for it. */
const KNOWN = new Set([
  'AWS::DynamoDB::Table',
  'AWS::SQS::Queue',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::IAM::Role',
]);

/** By type: what `Ref` gives and which attributes there are. */
function valuesOf(id: string, type: string, { endpoint, streamLabel }: Outside): Record<string, string> {
  const table = arn('dynamodb', `table/${id}`);
  const bucket = id.toLowerCase();
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return { Ref: id, Arn: table, StreamArn: `${table}/stream/${streamLabel(id)}` };
    case 'AWS::SQS::Queue':
      return { Ref: `${endpoint}/${ACCOUNT}/${id}`, Arn: arn('sqs', id), QueueName: id };
    case 'AWS::S3::Bucket':
      return {
        Ref: bucket,
        Arn: arn('s3', bucket, ':'),
        DomainName: `${bucket}.s3`,
        RegionalDomainName: `${bucket}.s3`,
      };
    case 'AWS::KMS::Key':
      return { Ref: id, KeyId: id, Arn: arn('kms', `key/${id}`) };
    case 'AWS::Lambda::Function':
      return { Ref: id, Arn: arn('lambda', `function:${id}`) };
    case 'AWS::IAM::Role':
      return { Ref: id, Arn: arn('iam', `role/${id}`, `:${ACCOUNT}`) };
    case 'AWS::Logs::LogGroup':
      return { Ref: id, Arn: arn('logs', `log-group:${id}:*`) };
    case 'AWS::SNS::Topic':
      return { Ref: arn('sns', id), TopicArn: arn('sns', id), TopicName: id };
    default:
      return { Ref: id, Arn: arn(type.split('::')[1]?.toLowerCase() ?? '', id) };
  }
}

export function accountOf({ stores, functions }: Synthesised, outside: Outside): Account {
  const exported = new Map<string, string>();
  const made: Made[] = [];
  const scopes: Record<string, Scope> = {};
  const outputs: Record<string, Record<string, string>> = {};
  const stacks = [
    ['stores', stores],
    ['functions', functions],
  ] as const;
  for (const [name, template] of stacks) {
    const scope = scopeOf(template, outside, exported);
    scopes[name] = scope;
    for (const [id, resource] of Object.entries(template.Resources))
      if (resource.Condition === undefined || holds(resource.Condition, scope))
        made.push({
          ...resource,
          id: named(id, resource, scope),
          Properties: resolved(resource.Properties ?? {}, scope) as Record<string, unknown>,
        });
    outputs[name] = {};
    for (const [output, { Value, Export, ...more }] of Object.entries(template.Outputs ?? {})) {
      const { Condition } = more as { Condition?: string };
      if (Condition !== undefined && !holds(Condition, scope)) continue;
      const value = String(resolved(Value, scope));
      if (Export === undefined) (outputs[name] ?? {})[output] = value;
      else exported.set(Export.Name, value);
    }
  }
  const of = (type: string): readonly Made[] => made.filter(({ Type }) => Type === type);
  return { of, outputs: (stack) => outputs[stack] ?? {}, roles: rolesOf(of), guarded: guardedBy(of, made) };
}

/** A bucket has the name it is given, else one of its id. */
function named(id: string, { Type, Properties }: Resource, scope: Scope): string {
  if (Type !== 'AWS::S3::Bucket') return id;
  const given = Properties?.BucketName;
  return given === undefined ? id.toLowerCase() : String(resolved(given, scope));
}

function scopeOf(template: Template, outside: Outside, exported: ReadonlyMap<string, string>): Scope {
  const values = (id: string): Record<string, string> => {
    const resource = template.Resources[id];
    if (resource === undefined) throw new Error(`the template knows no ${id}`);
    return valuesOf(named(id, resource, scope), resource.Type, outside);
  };
  const scope: Scope = {
    conditions: template.Conditions ?? {},
    ref: (id) => outside.parameters[id] ?? template.Parameters?.[id]?.Default ?? values(id).Ref ?? '',
    attribute: (id, name) => {
      const found = values(id)[name];
      if (found === undefined && KNOWN.has(template.Resources[id]?.Type ?? ''))
        throw new Error(`the suite does not know ${id}.${name}`);
      return found ?? `${id}.${name}`;
    },
    imported: (name) => {
      const value = exported.get(name);
      if (value === undefined) throw new Error(`no stack exports ${name}`);
      return value;
    },
    secret: (name) => {
      const value = outside.secrets[name];
      if (value === undefined) throw new Error(`no secret is named ${name}`);
      return value;
    },
  };
  return scope;
}

type Document = { readonly Statement: readonly Statement[] };

function rolesOf(of: Account['of']): Account['roles'] {
  const roles = new Map<string, readonly Statement[]>(of('AWS::IAM::Role').map(({ id }) => [id, []]));
  // what one policy cannot hold the CDK puts into further ones
  for (const { Properties } of [...of('AWS::IAM::Policy'), ...of('AWS::IAM::ManagedPolicy')])
    for (const role of Properties.Roles as readonly string[])
      roles.set(role, [...(roles.get(role) ?? []), ...(Properties.PolicyDocument as Document).Statement]);
  return roles;
}

/** Policies that stand on tables, buckets and queues: what they deny is denied to everybody. */
function guardedBy(of: Account['of'], made: readonly Made[]): Account['guarded'] {
  const guarded = new Map<string, readonly Statement[]>();
  for (const { id, Properties } of of('AWS::DynamoDB::Table')) {
    const policy = (Properties.ResourcePolicy as { PolicyDocument: Document } | undefined)?.PolicyDocument;
    if (policy !== undefined) guarded.set(arn('dynamodb', `table/${id}`), policy.Statement);
  }
  for (const { Type, Properties } of made) {
    const document = Properties.PolicyDocument as Document | undefined;
    if (document === undefined) continue;
    if (Type === 'AWS::S3::BucketPolicy')
      guarded.set(arn('s3', String(Properties.Bucket), ':'), document.Statement);
    if (Type === 'AWS::SQS::QueuePolicy')
      for (const url of Properties.Queues as readonly string[])
        guarded.set(arn('sqs', url.slice(url.lastIndexOf('/') + 1)), document.Statement);
  }
  return guarded;
}
