import { readFileSync, rmSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flags, houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';
import { DRAFT_DAYS } from '#shared/store/drafts.ts';
import { plainBundles } from '../support/plain-bundles.ts';

type Properties = Record<string, unknown>;
type Resource = {
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  Condition?: string;
  UpdateReplacePolicy?: string;
};
type Statement = {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Principal?: unknown;
  Condition?: unknown;
};

const IN_CHINA = { account: '111122223333', region: 'cn-north-1' };
const bundles = plainBundles();
afterAll(() => rmSync(bundles.into, { recursive: true, force: true }));
let isProtected = false;
let stores: Template;
let functions: Template;
let inChina: readonly Template[];

// synthesising runs cdk-nag over both stacks: what it finds and nobody has answered for fails here
beforeAll(() => {
  const { stores: kept, functions: running } = taizhang(houseApp(), { bundles });
  isProtected = kept.terminationProtection === true;
  [stores, functions] = [Template.fromStack(kept), Template.fromStack(running)];
  const china = taizhang(houseApp(), { ...IN_CHINA, bundles });
  inChina = [Template.fromStack(china.stores), Template.fromStack(china.functions)];
}, 180_000);

const resources = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const text = (value: unknown): string => JSON.stringify(value);

function rights(): { role: string; statement: Statement }[] {
  return resources(functions, 'AWS::IAM::Policy').flatMap(([role, { Properties }]) =>
    (Properties.PolicyDocument as { Statement: Statement[] }).Statement.map((statement) => ({
      role,
      statement,
    })),
  );
}
const touching = (part: string) =>
  rights().filter(({ statement }) => text(statement.Resource).includes(part));

describe('what is kept', () => {
  it('tables are on demand, recoverable to any second of 35 days, protected and retained', () => {
    const tables = resources(stores, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(8);
    for (const [, table] of tables)
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          SSESpecification: { SSEEnabled: true },
        },
      });
  });

  it('the ledger itself refuses changes and removals, whoever asks', () => {
    expect(() =>
      stores.hasResourceProperties('AWS::DynamoDB::Table', {
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        ResourcePolicy: {
          PolicyDocument: {
            Statement: [
              Match.objectLike({
                Effect: 'Deny',
                Principal: { AWS: '*' },
                Action: [
                  'dynamodb:BatchWriteItem',
                  'dynamodb:DeleteItem',
                  'dynamodb:PartiQLDelete',
                  'dynamodb:PartiQLUpdate',
                  'dynamodb:UpdateItem',
                ],
              }),
            ],
          },
        },
      }),
    ).not.toThrow();
  });

  it('what was sealed is locked for thirty years in a way that nobody lifts', () => {
    expect(() =>
      stores.hasResourceProperties('AWS::S3::Bucket', {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 10_950 } } },
      }),
    ).not.toThrow();
  });

  it('the notary alone signs, orders and writes to the anchors, one at a time', () => {
    const by = (part: string, verb: string) =>
      touching(part)
        .filter(({ statement }) => list(statement.Action).includes(verb))
        .map(({ role }) => role.replace(/Role.*$/, ''));
    expect(new Set(by('SigningKey', 'kms:Sign'))).toEqual(new Set(['WorkSealingNotarise']));
    expect(new Set(by('AnchorsBucket', 's3:PutObject'))).toEqual(new Set(['WorkSealingNotarise']));
    expect(new Set(by('Order', 'dynamodb:BatchWriteItem'))).toEqual(new Set(['WorkSealingNotarise']));
    const others = touching('Order').filter(
      ({ role, statement }) =>
        !role.startsWith('WorkSealing') && list(statement.Action).includes('dynamodb:PutItem'),
    );
    expect(others.length).toBeGreaterThan(0);
    for (const { statement } of others)
      expect(statement.Condition).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#pending#*'] },
      });
    expect(() =>
      functions.hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 1 }),
    ).not.toThrow();
  });

  it('documents are versioned, lockable, encrypted and closed to the public', () => {
    expect(() =>
      stores.hasResourceProperties('AWS::S3::Bucket', {
        ObjectLockEnabled: true,
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: Match.anyValue(),
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      }),
    ).not.toThrow();
  });

  it('every queue has a redrive, or is where redrives and failures end', () => {
    const queues = resources(stores, 'AWS::SQS::Queue');
    const ends = new Set(
      queues.flatMap(([, { Properties }]) => {
        const redrive = Properties.RedrivePolicy as
          | { deadLetterTargetArn: { 'Fn::GetAtt': string[] } }
          | undefined;
        return redrive === undefined ? [] : [redrive.deadLetterTargetArn['Fn::GetAtt'][0]];
      }),
    );
    const without = queues.filter(([id, { Properties }]) => !Properties.RedrivePolicy && !ends.has(id));
    expect(without.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'QueuesChangeFeedDead',
      'QueuesCallsDead',
    ]);
  });

  it('the stack cannot be deleted by mistake', () => {
    expect(isProtected).toBe(true);
  });
});

describe('who may do what', () => {
  it('nobody may update or delete in the ledger, nor write to it in batches without a condition', () => {
    const verbs = touching('TablesLedger').flatMap(({ statement }) => list(statement.Action));
    expect(new Set(verbs)).toEqual(
      new Set(
        [
          'DescribeContinuousBackups',
          'DescribeStream',
          'GetItem',
          'GetRecords',
          'GetShardIterator',
          'ListStreams',
        ]
          .concat('PutItem', 'Query', 'Scan')
          .map((verb) => `dynamodb:${verb}`),
      ),
    );
  });

  it('whoever projects may look at the gates of the tail, and whoever folds may close them', () => {
    const verbsOf = (role: string): string[] =>
      touching('TablesViews')
        .filter((one) => one.role.startsWith(role))
        .flatMap(({ statement }) => list(statement.Action));
    for (const role of ['DoorWeb', 'WorkProjectRole', 'WorkProjectAgain'])
      expect(verbsOf(role), role).toContain('dynamodb:ConditionCheckItem');
    expect(verbsOf('WorkFold')).toContain('dynamodb:PutItem');
  });

  it('only the pages, long work, the recorder, the proof and the reminders append to the ledger', () => {
    const appending = touching('TablesLedger').filter(({ statement }) =>
      list(statement.Action).includes('dynamodb:PutItem'),
    );
    expect(appending.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, '')).sort()).toEqual([
      'DoorWeb',
      'JobsCarryCommands',
      'JobsCarryJobs',
      'JobsCarrySigning',
      'WorkProve',
      'WorkRecordFeed',
      'WorkRemind',
      'WorkSendReminders',
    ]);
  });

  it('whoever indexes opens texts and makes the one key of the hashes, and no key of a case', () => {
    for (const name of ['WorkProjectRole', 'WorkProjectAgain']) {
      const own = rights().filter(({ role }) => role.startsWith(name));
      const of = (action: string) => own.filter(({ statement }) => list(statement.Action).includes(action));
      expect(of('kms:Decrypt')).toHaveLength(1);
      expect(of('kms:GenerateDataKey').map(({ statement }) => statement.Condition)).toEqual([
        { StringEquals: { 'kms:EncryptionContext:case': 'search' } },
      ]);
      const keys = of('dynamodb:PutItem').filter(({ statement }) =>
        text(statement.Resource).includes('TablesKeys'),
      );
      expect(keys.map(({ statement }) => statement.Condition)).toEqual([
        { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['search'] } },
      ]);
    }
    const deleting = touching('TablesKeys').filter(({ statement }) =>
      text(statement.Action).includes('Delete'),
    );
    expect(deleting).toEqual([]);
  });

  it('a key is marked as destroyed by the pages alone', () => {
    const destroying = touching('TablesKeys').filter(({ statement }) =>
      list(statement.Action).includes('dynamodb:UpdateItem'),
    );
    expect(destroying.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, ''))).toEqual(['DoorWeb']);
  });

  it('running numbers are counted up by the pages and files of commands, under keys of their own alone', () => {
    const updating = touching('TablesViews').filter(({ statement }) =>
      list(statement.Action).includes('dynamodb:UpdateItem'),
    );
    expect(updating.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, '')).sort()).toEqual([
      'DoorWeb',
      'JobsCarryCommands',
    ]);
    for (const { statement } of updating)
      expect(statement.Condition).toEqual({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['numbers#*'] },
      });
  });

  it('the prover cannot open personal data, nor whoever folds; whoever reminds opens addresses alone', () => {
    const all = rights().filter(({ statement }) => list(statement.Action).includes('kms:Decrypt'));
    const isOfAddresses = ({ statement }: { statement: Statement }): boolean =>
      text(statement.Condition ?? {}).includes('*#lists#reminders');
    const opening = all.filter((one) => !isOfAddresses(one));
    expect(all.filter(isOfAddresses).map(({ role }) => role.replace(/RoleDefaultPolicy.*/, ''))).toEqual([
      'WorkRemind',
      'WorkSendReminders',
    ]);
    expect(opening.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, '')).sort()).toEqual([
      'DoorWeb',
      'JobsCarryCommands',
      'JobsCarryJobs',
      'JobsCarrySigning',
      'WorkProject',
      'WorkProjectAgain',
      'WorkRecordFeed',
    ]);
  });

  it('files of cases are put, read and dropped by the pages, and put by what they have carried out, under their own prefix', () => {
    const onFiles = rights().filter(({ statement }) => text(statement.Resource).includes('/attachments/*'));
    const verbsOf = onFiles.map(({ role, statement }) => [
      role.replace(/RoleDefaultPolicy.*/, ''),
      list(statement.Action).toSorted(),
    ]);
    expect(verbsOf).toEqual([
      ['DoorWeb', ['s3:DeleteObject', 's3:GetObject', 's3:PutObject']],
      ['JobsCarryCommands', ['s3:PutObject']],
    ]);
    const objects = rights().filter(({ statement }) => list(statement.Action).includes('s3:GetObject'));
    const resourcesOf = objects.map(({ statement }) => text(statement.Resource));
    for (const resource of resourcesOf)
      expect(resource).toMatch(
        /\/(?:reports|erasures|feeds|aggregates|reminders|attachments|uploads|scan|witness|jobs|slices|proof|in|out|long\/\w+)\/\*/,
      );
  });

  it('long values are read and put by whoever does so with their items, and only what may go is dropped', () => {
    const on = (what: string) => rights().filter(({ statement }) => text(statement.Resource).includes(what));
    for (const folder of ['ledger', 'audit', 'views', 'deadLetters', 'accounts']) {
      const table = `${folder[0]?.toUpperCase()}${folder.slice(1)}`;
      // what is bound to some rows has no long values
      const tables = on(`Tables${table}`).filter(
        ({ statement }) => text(statement.Action).includes('dynamodb:') && statement.Condition === undefined,
      );
      const verbs = (some: typeof tables, ...asked: readonly string[]) => {
        const having = some.filter(({ statement }) =>
          list(statement.Action).some((verb) => asked.includes(verb)),
        );
        return [...new Set(having.map(({ role }) => role))].sort();
      };
      const long = on(`/long/${folder}/*`);
      const reading = ['GetItem', 'Query', 'Scan'].map((verb) => `dynamodb:${verb}`);
      expect(verbs(long, 's3:GetObject'), folder).toEqual(verbs(tables, ...reading));
      expect(verbs(long, 's3:PutObject'), folder).toEqual(verbs(tables, 'dynamodb:PutItem'));
      const dropping = ['ledger', 'audit'].includes(folder) ? [] : verbs(long, 's3:PutObject');
      expect(verbs(long, 's3:DeleteObject'), folder).toEqual(dropping);
    }
  });

  it('a long value that went is gone within a day, and one that passes soon after its item', () => {
    const [prefixes, days] = [new Map<string, Properties>(), 86_400];
    for (const [, { Properties }] of resources(stores, 'AWS::S3::Bucket')) {
      const rules = (Properties.LifecycleConfiguration as { Rules: Properties[] } | undefined)?.Rules ?? [];
      for (const rule of rules) prefixes.set(String(rule.Prefix), rule);
    }
    for (const folder of ['views', 'deadLetters', 'accounts']) {
      expect(prefixes.get(`long/${folder}/`)).toMatchObject({
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      });
      const passing = Number(prefixes.get(`long/${folder}/passing/`)?.ExpirationInDays);
      expect(passing * days).toBeGreaterThan((DRAFT_DAYS + 1) * days);
    }
    expect([...prefixes.keys()].filter((prefix) => /^long\/(ledger|audit)/.test(prefix))).toEqual([]);
  });

  it('what was sent to be imported goes after a day, and sooner by the pages and who imports it, and nothing else does', () => {
    const rules = resources(stores, 'AWS::S3::Bucket').flatMap(
      ([, { Properties }]) =>
        (Properties.LifecycleConfiguration as { Rules: Properties[] } | undefined)?.Rules ?? [],
    );
    expect(rules.filter(({ Prefix }) => Prefix === 'uploads/')).toMatchObject([
      { ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
    ]);
    const deleting = rights().filter(
      ({ statement }) => text(statement).includes('s3:DeleteObject') && text(statement).includes('uploads/'),
    );
    expect(deleting.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, ''))).toEqual([
      'DoorWeb',
      'JobsCarryJobs',
      'JobsCarrySigning',
      'JobsCarryCommands',
    ]);
    for (const { statement } of deleting)
      expect(list(statement.Action).toSorted()).toEqual([
        ...['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      ]);
  });

  it('what GuardDuty scans lies in a bucket of its own for a day, and only where it is asked for', () => {
    const [[, plan] = []] = resources(functions, 'AWS::GuardDuty::MalwareProtectionPlan');
    expect(plan?.Properties).toMatchObject({
      Actions: { Tagging: { Status: 'ENABLED' } },
      ProtectedResource: { S3Bucket: { ObjectPrefixes: ['scan/'] } },
    });
    const ofScanned = (type: string) => resources(functions, type).filter(([id]) => id.startsWith('Scanned'));
    const [[, bucket] = []] = ofScanned('AWS::S3::Bucket');
    expect(bucket).toMatchObject({ DeletionPolicy: 'Delete', Condition: expect.stringContaining('Asked') });
    expect(text(bucket?.Properties)).toContain('"ExpirationInDays":1');
    for (const type of ['AWS::GuardDuty::MalwareProtectionPlan', 'AWS::S3::BucketPolicy'])
      for (const [, one] of ofScanned(type)) expect(one).toHaveProperty('Condition');
    expect(functions.toJSON().Parameters.ScanAttachments).toMatchObject({ Default: 'no' });
    const bare = rights().filter(
      ({ role, statement }) => role.startsWith('DoorWeb') && text(statement.Resource).includes('/scan/*'),
    );
    expect(bare.flatMap(({ statement }) => list(statement.Action)).sort()).toEqual([
      ...['s3:DeleteObject', 's3:GetObjectTagging', 's3:PutObject'],
    ]);
  });

  it('what is too large for a request lies in a bucket without versions that forgets, and the pages alone reach it', () => {
    const [[, bucket] = []] = resources(functions, 'AWS::S3::Bucket').filter(([id]) => id.includes('Hatch'));
    expect(bucket).toMatchObject({ DeletionPolicy: 'Delete' });
    expect(bucket?.Properties).not.toHaveProperty('VersioningConfiguration');
    expect(text(bucket?.Properties)).toContain('"ExpirationInDays":1');
    expect(text(bucket?.Properties)).toContain('"BlockPublicPolicy":true');
    const reaching = rights().filter(({ statement }) => text(statement.Resource).includes('DoorHatchBucket'));
    expect(reaching.map(({ role }) => role.replace(/RoleDefaultPolicy.*/, ''))).toEqual(
      reaching.map(() => 'DoorWeb'),
    );
    const verbs = reaching.flatMap(({ statement }) => list(statement.Action));
    expect(new Set(verbs)).toEqual(
      new Set(['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject']),
    );
  });

  it('every right names its resource, and no action is a pattern', () => {
    for (const { statement } of rights()) {
      expect(statement.Effect).toBe('Allow');
      // traces are no resource
      if (!text(statement.Action).includes('xray:')) expect(list(statement.Resource)).not.toContain('*');
      expect(list(statement.Action).filter((action) => action.includes('*'))).toEqual([]);
    }
    // the one that gateways of an account write their logs by: it is told to be of this policy
    const managed = resources(functions, 'AWS::IAM::Role').filter(
      ([, one]) => one.Properties.ManagedPolicyArns,
    );
    expect(managed.map(([id]) => id)).toEqual([expect.stringMatching(/^DoorShieldWriter/)]);
    expect(text(managed)).toContain('AmazonAPIGatewayPushToCloudWatchLogs');
  });
});

describe('what runs', () => {
  it('the change feed is followed from its beginning, with halving, bounded tries and a place for what failed', () => {
    expect(() =>
      functions.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 8,
        MaximumRecordAgeInSeconds: 21_600,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
        FilterCriteria: Match.anyValue(),
      }),
    ).not.toThrow();
  });

  it('every consumer reports its failures one by one', () => {
    const sources = resources(functions, 'AWS::Lambda::EventSourceMapping');
    expect(sources).toHaveLength(9);
    for (const [, { Properties }] of sources)
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('every call by the clock is in Asia/Shanghai and says where it ends when it fails', () => {
    const schedules = resources(functions, 'AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(6);
    for (const [, { Properties }] of schedules) {
      expect(Properties.ScheduleExpressionTimezone).toBe('Asia/Shanghai');
      expect(Properties.Target).toMatchObject({ DeadLetterConfig: { Arn: expect.anything() } });
    }
  });

  it('a job in hand is not begun by a second function, and one job waits for no other', () => {
    const queues = resources(stores, 'AWS::SQS::Queue').filter(
      ([id]) => /Queues(?:Job|Signing|Commands)/.test(id) && !/Dead/.test(id),
    );
    const carriers = resources(functions, 'AWS::Lambda::Function').filter(([id]) => /^JobsCarry/.test(id));
    expect([queues.length, carriers.length]).toEqual([3, 3]);
    const longest = Math.max(...carriers.map(([, { Properties }]) => Number(Properties.Timeout)));
    for (const [, { Properties }] of queues)
      expect(Number(Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * longest);
    const alone = resources(functions, 'AWS::Lambda::EventSourceMapping').filter(([id]) => /^Jobs/.test(id));
    expect(alone.map(([, { Properties }]) => Properties.BatchSize)).toEqual([1, 1, 1]);
  });

  it('no function runs longer than the lease of the queues', () => {
    const leases = resources(stores, 'AWS::SQS::Queue').map(
      ([, { Properties }]) => Properties.VisibilityTimeout,
    );
    const lease = Math.min(...leases.filter((one) => one !== undefined).map(Number));
    for (const [, { Properties }] of resources(functions, 'AWS::Lambda::Function'))
      expect(Number(Properties.Timeout)).toBeLessThan(lease);
  });

  it('logs are kept for a year', () => {
    for (const [, { Properties }] of resources(functions, 'AWS::Logs::LogGroup'))
      expect(Properties.RetentionInDays).toBe(365);
  });

  it('office, domain and mail are parameters; without a domain none is made', () => {
    for (const name of ['OfficeId', 'OfficeName', 'DomainName', 'CertificateArn', 'AlarmMail'])
      functions.hasParameter(name, { Type: 'String' });
    expect(resources(functions, 'AWS::ApiGatewayV2::DomainName')[0]?.[1]).toHaveProperty('Condition');
  });

  it('a provider of identities is a parameter, told to the pages alone; its secret stands in no template', () => {
    for (const name of ['OidcIssuer', 'OidcClient', 'OidcShared', 'OidcClaim', 'OidcGroups', 'OidcRoles'])
      functions.hasParameter(name, { Type: 'String' });
    const told = resources(functions, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
      text(Properties).includes('OIDC_'),
    );
    expect(told.map(([name]) => name)).toEqual([expect.stringMatching(/^DoorWeb/)]);
    expect(text(told[0]?.[1].Properties.Environment)).toContain('{{resolve:secretsmanager:');
  });
});

describe('what cdk-nag finds', () => {
  it('ends the synthesis where nobody has answered for it', () => {
    const app = houseApp();
    const { stores: kept } = taizhang(app, { bundles });
    new Bucket(kept, 'Open');
    expect(() => app.synth()).toThrow(/does not require requests to use SSL/);
  });
});

describe('in China', () => {
  it('no name of another partition stands in the templates', () => {
    for (const template of inChina) expect(text(template.toJSON())).not.toMatch(/"arn:aws:/);
    expect(text(inChina.map((template) => template.toJSON()))).toContain('AWS::Partition');
  });
});

describe('the way in', () => {
  const one = (type: string) => resources(functions, type)[0]?.[1];

  it('closes the address of the service where there is a domain of the office', () => {
    const closed = { 'Fn::If': [expect.stringMatching(/Given/), true, false] };
    expect(one('AWS::ApiGatewayV2::Api')?.Properties.DisableExecuteApiEndpoint).toEqual(closed);
    expect(one('AWS::ApiGateway::RestApi')?.Properties.DisableExecuteApiEndpoint).toBe(true);
    expect(one('AWS::Route53::RecordSet')).toMatchObject({
      Condition: expect.stringMatching(/InZone/),
      Properties: { Type: 'A', AliasTarget: { DNSName: expect.anything() } },
    });
    const { Rules = {} } = functions.toJSON();
    expect(text(Rules)).toContain('DomainName and CertificateArn stand together');
  });

  it('has a firewall where it is asked for, under the domain and nowhere else', () => {
    const kinds = ['ApiGateway::RestApi', 'ApiGateway::Account', 'WAFv2::WebACL', 'WAFv2::WebACLAssociation'];
    for (const type of kinds.map((kind) => `AWS::${kind}`))
      expect(one(type)?.Condition, type).toMatch(/Shielded/);
    // one for the whole account: others may write by it
    expect(one('AWS::ApiGateway::Account')?.DeletionPolicy).toBe('Retain');
    const rules = one('AWS::WAFv2::WebACL')?.Properties.Rules as { Name: string; Statement: object }[];
    expect(rules.map(({ Name }) => Name)).toEqual([
      'TooMany',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    // what people write in a case is no attack
    expect(text(rules)).toContain('{"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_BODY"}');
    expect(one('AWS::ApiGatewayV2::ApiMapping')?.Properties.ApiId).toEqual({
      'Fn::If': [expect.stringMatching(/Shielded/), expect.anything(), expect.anything()],
    });
    const may = resources(functions, 'AWS::Lambda::Permission').filter(([id]) => id.includes('Shield'));
    expect(may.map(([, { Condition }]) => Condition)).toEqual([expect.stringMatching(/Shielded/)]);
  });

  it('is throttled, and keeps places for itself where it is told so', () => {
    for (const name of ['RequestsPerSecond', 'RequestsBurst', 'PagesAtOnce'])
      functions.hasParameter(name, { Type: 'Number', MinValue: 0 });
    const web = resources(functions, 'AWS::Lambda::Function').find(([id]) => id.startsWith('DoorWeb'))?.[1];
    expect(web?.Properties.ReservedConcurrentExecutions).toEqual({
      'Fn::If': [expect.stringMatching(/KeepsPlaces/), { Ref: 'PagesAtOnce' }, { Ref: 'AWS::NoValue' }],
    });
    expect(one('AWS::ApiGatewayV2::Stage')?.Properties.DefaultRouteSettings).toEqual({
      ...{
        ThrottlingRateLimit: { Ref: 'RequestsPerSecond' },
        ThrottlingBurstLimit: { Ref: 'RequestsBurst' },
      },
    });
  });

  it('is through Cognito by default: a second factor of all, nobody enters themselves, no secret anywhere', () => {
    const [[, pool] = []] = resources(stores, 'AWS::Cognito::UserPool');
    expect(pool).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        DeletionProtection: 'ACTIVE',
      },
    });
    expect(one('AWS::Cognito::UserPoolClient')).toMatchObject({
      Condition: expect.stringMatching(/ByPool/),
      Properties: { GenerateSecret: false, AllowedOAuthFlows: ['code'] },
    });
    expect(text(one('AWS::Cognito::UserPoolClient')?.Properties.CallbackURLs)).toContain(
      '/sign-in/provider/back',
    );
    const groups = resources(functions, 'AWS::Cognito::UserPoolGroup').map(
      ([, of]) => of.Properties.GroupName,
    );
    expect(groups).toContain('officer');
    expect(groups).not.toContain('admin');
    expect(functions.toJSON().Parameters.SignIn).toMatchObject({ Default: 'cognito' });
  });
});

describe('templates', () => {
  it('name no account and no region but those they are told', () => {
    const named = (template: Template): string[] =>
      [...text(template.toJSON()).matchAll(/\b(?:\d{12}|(?:us|eu|ap|cn|sa|ca|me|af)-[a-z]+-\d)\b/g)].map(
        ([name]) => name,
      );
    for (const template of [stores, functions]) expect(named(template)).toEqual([]);
    const told: readonly string[] = Object.values(IN_CHINA);
    for (const template of inChina) expect(named(template).filter((one) => !told.includes(one))).toEqual([]);
  });

  it('know no Cognito in China: CloudFormation would refuse the template', () => {
    for (const template of inChina) expect(text(template.toJSON())).not.toContain('Cognito');
  });
});

describe('the flags of the CDK', () => {
  it('are those it recommends, but for one', () => {
    const recommended: Record<string, unknown> = JSON.parse(
      readFileSync('node_modules/aws-cdk-lib/recommended-feature-flags.json', 'utf8'),
    );
    // what functions are given by name cannot be taken out of the stack of stores under them
    expect(flags()).toEqual({ ...recommended, '@aws-cdk/core:defaultCrossStackReferences': 'strong' });
  });
});
