/** Whether anybody would hear of it, whether what nobody may stays forbidden, and whether the tail is folded in time. */
import { expect } from 'vitest';
import { COUNTED } from '#shared/telling/events.ts';
import { meets } from '../../support/filter-pattern.ts';
import { allows, type PolicyStatement } from '../../support/policy-evaluator.ts';
import type { Made } from '../account.ts';
import { THROTTLED } from '../bad-day.ts';
import type { Chapter, Office } from '../chapter.ts';
import type { Deployment } from '../deployment.ts';
import { ADMINISTRATOR } from '../iam.ts';

const queueOf = ({ house }: Office, topic: string): string =>
  house.account.of('AWS::SQS::Queue').find(({ id }) => new RegExp(`^Queues${topic}(?!Dead)`).test(id))?.id ??
  '';

/** Metrics of which the log holds no line that the filter on that very log counts, with the log. */
function unheard({ account, lines }: Pick<Deployment, 'account' | 'lines'>): readonly string[] {
  const filters = account.of('AWS::Logs::MetricFilter').map(({ Properties }) => Properties);
  return Object.entries(COUNTED).flatMap(([metric, counted]) => {
    const own = filters.filter((one) => JSON.stringify(one).includes(`"MetricName":"${metric}"`));
    const missed = lines.filter(
      ({ group, text }) =>
        text.includes(`"event":"${counted.event}"`) &&
        !('unless' in counted && text.includes(`"outcome":"${counted.unless.outcome}"`)) &&
        !own.some((one) => one.LogGroupName === group && meets(String(one.FilterPattern), text)),
    );
    return missed.map(({ group }) => `${metric} in ${group}`);
  });
}

/** Alarms that nobody is told of. */
function mute({ account }: Pick<Deployment, 'account'>): readonly string[] {
  const policies = account.of('AWS::SNS::TopicPolicy');
  const mayPublish = (alarm: Made, topic: unknown): boolean =>
    policies.some(
      ({ Properties: { Topics, PolicyDocument } }) =>
        (Topics as readonly string[]).includes(String(topic)) &&
        allows((PolicyDocument as { Statement: PolicyStatement[] }).Statement, {
          ...{ principal: 'cloudwatch.amazonaws.com', action: 'sns:Publish', resource: String(topic) },
          context: {
            ...{ 'aws:SourceAccount': '111122223333', 'aws:SecureTransport': 'true' },
            'aws:SourceArn': `arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:${alarm.id}`,
          },
        }),
    );
  return [...account.of('AWS::CloudWatch::Alarm'), ...account.of('AWS::CloudWatch::CompositeAlarm')]
    .filter((alarm) => {
      const actions = (alarm.Properties.AlarmActions ?? []) as readonly unknown[];
      return actions.length === 0 || !actions.every((topic) => mayPublish(alarm, topic));
    })
    .map(({ id }) => id);
}

export const heard: Chapter = {
  title:
    'a wrong password, nonsense in a queue and a throttled store are heard by the alarms that listen for them',
  happens: async (office) => {
    const { house } = office;
    await office.browser().signIn('li', '不是这个密码');
    await house.send(queueOf(office, 'Feed'), '{"nonsense":true}');
    await house.settle();
    let isOver = false;
    house.front.faults = ({ role, service }) => {
      if (isOver || !role.startsWith('WorkFold') || service !== 'dynamodb') return null;
      isOver = house.lines.some(({ text }) => text.includes('"event":"storeFault"'));
      return isOver ? null : THROTTLED;
    };
    await house.clock('EachMinute').catch(() => undefined);
    house.front.faults = null;
    house.problems.length = 0;
    const said = house.lines.map(({ text }) => text).join('\n');
    for (const event of ['deadLetter', 'storeFault', 'signIn']) expect(said).toContain(`"event":"${event}"`);
    expect(unheard(house)).toEqual([]);
    expect(mute(house)).toEqual([]);
    const letter = /href="(\/dead-letters\/[^"?]+)"/.exec(
      (await office.as('li').get('/dead-letters')).text,
    )?.[1];
    await office.as('li').fillIn(letter ?? '', { do: 'aside', why: '试验' }, letter ?? '');
  },
};

const KEYS = 'arn:aws-cn:kms:cn-north-1:111122223333:key/';
const TABLES = 'arn:aws-cn:dynamodb:cn-north-1:111122223333:table/';

export const forbidden: Chapter = {
  title: 'nobody may change the ledger, and whoever counts, reminds or seals opens no case',
  happens: async ({ house: { account, rights } }) => {
    const named = (type: string, beginning: string): string =>
      account.of(type).find(({ id }) => id.startsWith(beginning))?.id ?? '';
    const roles = [...account.roles.keys()];
    const allowed: string[] = [];
    const tried = (
      role: string,
      action: string,
      asked: { resource: string; context?: Record<string, string[]> },
    ) => {
      if (rights.may(role, { action, ...asked })) allowed.push(`${role} ${action} ${asked.resource}`);
    };
    for (const table of ['TablesLedger', 'TablesAudit'])
      for (const verb of ['UpdateItem', 'DeleteItem', 'BatchWriteItem'])
        for (const role of [ADMINISTRATOR, ...roles])
          tried(role, `dynamodb:${verb}`, { resource: TABLES + named('AWS::DynamoDB::Table', table) });
    const closed = roles.filter((role) =>
      /^Work(?:Prove|Fold|StartProof|Remind|SendReminders|SealingNotarise)Role/.test(role),
    );
    expect(closed).toHaveLength(6);
    const aCase = { 'kms:EncryptionContext:case': ['default#application#1'] };
    for (const role of closed) {
      tried(role, 'kms:Decrypt', { resource: KEYS + named('AWS::KMS::Key', 'MasterKey'), context: aCase });
      const resource = TABLES + named('AWS::DynamoDB::Table', 'TablesKeys');
      const context = { 'dynamodb:LeadingKeys': ['default#application#1'] };
      tried(role, 'dynamodb:UpdateItem', { resource, context });
    }
    for (const role of roles.filter((one) => !one.startsWith('WorkSealingNotarise')))
      tried(role, 'kms:Sign', { resource: KEYS + named('AWS::KMS::Key', 'SigningKey') });
    expect(allowed).toEqual([]);
  },
};

/** Of the tail: what is older than this is folded, and forgotten a day later. */
const LATE_MS = 5 * 60_000;
type Row = {
  readonly pk: { readonly S: string };
  readonly sk: { readonly S: string };
  readonly expires?: object;
};

export const folded: Chapter = {
  title: 'what was recorded five minutes ago is folded into the figures',
  happens: async ({ house, api }) => {
    await house.settle();
    await house.travel(new Date(house.now() + 2 * LATE_MS).toISOString());
    const views = house.account.of('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('TablesViews'));
    const { Items } = (await house.dynamo('Scan', { TableName: views?.id })) as unknown as {
      Items: readonly Row[];
    };
    const tail = Items.filter(({ pk }) => /(?:^|\/)delta#/.test(pk.S));
    expect(tail.length).toBeGreaterThan(0);
    const late = tail.filter(
      ({ sk, expires }) => expires === undefined && Number.parseInt(sk.S, 10) < house.now() - LATE_MS,
    );
    expect(late.map(({ pk, sk }) => `${pk.S} ${sk.S}`)).toEqual([]);
    const { json } = await api('GET', '/cases/application');
    expect(json.items).toMatchObject([{ case: 'SQ2026-0000001' }]);
  },
};
