/** Whether anybody is told: lines as they stand in the log, the filters and metrics made of them, alarms, and who may publish. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELP } from '#functions/cli/help.ts';
import { houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';
import { COUNTED, EVENTS, type EventName, MEASURED, NAMESPACE, SCHEDULES } from '#shared/telling/events.ts';
import { meets } from '../support/filter-pattern.ts';
import { plainBundles } from '../support/plain-bundles.ts';
import { allows, type PolicyStatement } from '../support/policy-evaluator.ts';

type Properties = Readonly<Record<string, unknown>>;
type Resource = { readonly Properties: Properties };

const { into, ...plain } = plainBundles();
afterAll(() => rmSync(into, { recursive: true, force: true }));
let template: Template;
beforeAll(() => {
  // what the functions hold is nothing to these questions
  template = Template.fromStack(taizhang(houseApp(), { bundles: plain }).functions);
}, 180_000);

const all = (type: string): [string, Properties][] =>
  Object.entries(template.findResources(type) as Record<string, Resource>).map(([id, { Properties }]) => [
    id,
    Properties,
  ]);
const text = (value: unknown): string => JSON.stringify(value);
/** Without the place in the tree and the hash that make it unique: as the table of docs/deployment.md has it. */
const bare = (id: string): string => id.replace(/^AlarmsBook/, '').replace(/[0-9A-F]{8}$/, '');
const alarms = () => [...all('AWS::CloudWatch::Alarm'), ...all('AWS::CloudWatch::CompositeAlarm')];

/** As a function writes them: every event once, with the fields that tell its lines apart. */
function linesWritten(events: readonly (readonly [EventName, object])[]): string[] {
  const script = `
    import { say, within } from '#shared/telling/say.ts';
    for (const [event, fields] of ${text(events)}) within({ request: 'r', invocation: 'i' }, () => say(event, fields));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, AWS_LAMBDA_FUNCTION_NAME: 'f', AWS_LAMBDA_LOG_FORMAT: 'JSON' },
  });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}
/** How Lambda writes what goes through `console.log` where the format is JSON: a text inside a text. */
const throughConsole = (line: string): string =>
  text({ timestamp: '2026-11-27T04:24:12.761Z', level: 'INFO', requestId: 'req-1', message: line });
const measuredFields = (event: EventName): object =>
  Object.fromEntries(Object.keys(MEASURED[event]?.units ?? {}).map((name) => [name, 1]));
const everyLine = () =>
  linesWritten(
    (Object.keys(EVENTS) as EventName[]).map((event) => [
      event,
      { ...measuredFields(event), ...(event === 'ran' && { schedule: 'EachNight' }), outcome: 'wrong' },
    ]),
  );

describe('a filter on the log of functions', () => {
  const filters = () => all('AWS::Logs::MetricFilter').filter(([id]) => !id.startsWith('DoorAccessLog'));

  it('finds the lines as they are written, those of its event and no other', () => {
    const lines = everyLine();
    for (const [name, { event }] of Object.entries(COUNTED)) {
      const own = filters().filter(([, one]) =>
        text(one.MetricTransformations).includes(`"MetricName":"${name}"`),
      );
      expect(own.length, name).toBeGreaterThan(8);
      for (const [, { FilterPattern }] of own) {
        const found = lines.filter((line) => meets(String(FilterPattern), line));
        expect(
          found.map((line) => JSON.parse(line).event),
          name,
        ).toEqual([event]);
        expect(lines.map(throughConsole).filter((line) => meets(String(FilterPattern), line))).toEqual([]);
      }
    }
  });

  it('counts who was refused, and nobody who came in', () => {
    const pattern = String(filters().find(([id]) => id.includes('SignInsRefused'))?.[1].FilterPattern);
    const [refused = '', entered = ''] = linesWritten([
      ['signIn', { outcome: 'wrong', user: null }],
      ['signIn', { outcome: 'in', user: 'li' }],
    ]);
    expect([meets(pattern, refused), meets(pattern, entered)]).toEqual([true, false]);
  });

  it('stands on the log of every function', () => {
    const logs = all('AWS::Lambda::Function').map(([, { LoggingConfig }]) =>
      text((LoggingConfig as Properties).LogGroup),
    );
    for (const name of Object.keys(COUNTED)) {
      const watched = filters()
        .filter(([, one]) => text(one).includes(`"MetricName":"${name}"`))
        .map(([, { LogGroupName }]) => text(LogGroupName));
      expect(new Set(watched), name).toEqual(new Set(logs));
    }
  });
});

it('every metric of ours that is watched is fed: by a filter, or by a line that brings it', () => {
  const fed = new Set(
    all('AWS::Logs::MetricFilter').flatMap(([, one]) => /"MetricName":"(\w+)"/.exec(text(one))?.[1] ?? []),
  );
  for (const line of everyLine()) {
    const { _aws } = JSON.parse(line);
    for (const { Namespace, Dimensions, Metrics } of _aws?.CloudWatchMetrics ?? []) {
      expect(Namespace).toBe(NAMESPACE);
      for (const { Name } of Metrics) {
        expect(typeof JSON.parse(line)[Name]).toBe('number');
        fed.add([Name, ...Dimensions.flat()].join(' '));
      }
      for (const name of Dimensions.flat()) expect(typeof JSON.parse(line)[name]).toBe('string');
    }
  }
  const watched = all('AWS::CloudWatch::Alarm').filter(([, { Namespace }]) => Namespace === NAMESPACE);
  const names = watched.map(([, { MetricName, Dimensions = [] }]) =>
    [MetricName, ...(Dimensions as { Name: string }[]).map(({ Name }) => Name)].join(' '),
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !fed.has(name))).toEqual([]);
});

describe('an alarm', () => {
  it('says how urgent it is, what is wrong, what to type first and where the rest stands', () => {
    for (const [id, { AlarmDescription }] of alarms()) {
      const said = text(AlarmDescription);
      expect(said, id).toMatch(/\[(?:now|today)\] [A-Z].* First: .* — then docs\/deployment\.md §8\./);
      const [, command] = /npm run -s taizhang -- ([\w-]+)/.exec(said) ?? [];
      if (command !== undefined) expect(HELP).toContain(`\n  ${command} `);
    }
  });

  it.each([
    ['deployment.md', '| alarm | look | then |'],
    ['deployment.zh-CN.md', '| 告警 | 看哪里 | 怎么办 |'],
  ])('stands in the table of %s, and every row of the table is one', (page, head) => {
    const guide = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
    const [, table = ''] = guide.split(head);
    const cells =
      table
        .split('\n\n')[0]
        ?.split('\n')
        .flatMap((row) => /^\| (.+?) \|/.exec(row)?.[1] ?? []) ?? [];
    const rows = cells
      .filter((cell) => cell !== '---')
      .flatMap((cell) => [...cell.matchAll(/`([\w…]+)`/g)].map(([, name = '']) => name));
    const names = alarms().map(([id]) => bare(id));
    const means = (row: string, name: string): boolean =>
      row.endsWith('…') ? name.startsWith(row.slice(0, -1)) : name === row;
    expect(names.filter((name) => !rows.some((row) => means(row, name)))).toEqual([]);
    expect(rows.filter((row) => !names.some((name) => means(row, name)))).toEqual([]);
  });

  it('watches what CloudWatch takes: ten metrics at most, a day at most, seven where the hour is its period', () => {
    for (const [id, { Metrics = [], Period, EvaluationPeriods }] of all('AWS::CloudWatch::Alarm')) {
      const used = (Metrics as { MetricStat?: { Period: number } }[]).flatMap(
        ({ MetricStat }) => MetricStat ?? [],
      );
      expect(used.length, id).toBeLessThanOrEqual(10);
      const period = Number(Period ?? used[0]?.Period);
      expect(period * Number(EvaluationPeriods), id).toBeLessThanOrEqual(period >= 3600 ? 604_800 : 86_400);
    }
  });

  it('goes off for a function that fails thrice in a quarter of an hour, however the periods fall', () => {
    const [[, { Period, Threshold }] = ['', {}]] = all('AWS::CloudWatch::Alarm').filter(
      ([id]) => bare(id) === 'ErrorsstartProof',
    );
    // as StartProof was tried: it ran for five minutes, and came again after one and after two
    for (let begin = 0; begin < 900; begin += 30) {
      const failures = [begin, begin + 360, begin + 780];
      const by = Map.groupBy(failures, (at) => Math.floor(at / Number(Period)));
      const most = Math.max(...[...by.values()].map(({ length }) => length));
      expect(most).toBeGreaterThanOrEqual(Number(Threshold));
    }
  });

  it('calls once for all that is urgent', () => {
    const urgent = all('AWS::CloudWatch::Alarm').filter(([, { AlarmDescription }]) =>
      text(AlarmDescription).includes('[now]'),
    );
    const [[, { AlarmRule }] = ['', {}]] = all('AWS::CloudWatch::CompositeAlarm');
    for (const [id] of urgent) expect(text(AlarmRule), id).toContain(id);
    expect(text(AlarmRule).match(/ALARM\(/g)).toHaveLength(urgent.length);
    expect(urgent.length).toBeLessThan(alarms().length / 2);
  });

  it('has a mail to publish to, and the topic lets alarms of this account publish, and nobody else', () => {
    const topics = all('AWS::SNS::Topic').map(([id]) => id);
    for (const [id, { AlarmActions }] of alarms())
      expect(
        (AlarmActions as { Ref: string }[]).filter(({ Ref }) => topics.includes(Ref)),
        id,
      ).toHaveLength(1);
    // a key of its own would have to let the service in as well
    for (const [, topic] of all('AWS::SNS::Topic')) expect(topic?.KmsMasterKeyId).toBeUndefined();
    const policies = all('AWS::SNS::TopicPolicy');
    expect(policies).toHaveLength(topics.length);
    for (const [, { PolicyDocument, Topics }] of policies) {
      const [{ Ref: topic }] = Topics as [{ Ref: string }];
      const { Statement } = resolved(PolicyDocument, topic) as { Statement: PolicyStatement[] };
      const asked = {
        principal: 'cloudwatch.amazonaws.com',
        action: 'sns:Publish',
        resource: topic,
        context: {
          'aws:SourceAccount': '111122223333',
          'aws:SourceArn': 'arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:Drifts',
          'aws:SecureTransport': 'true',
        },
      };
      const may = (other: object, context: object = {}): boolean =>
        allows(Statement, { ...asked, ...other, context: { ...asked.context, ...context } });
      expect(may({})).toBe(true);
      expect(may({}, { 'aws:SecureTransport': 'false' })).toBe(false);
      expect(may({}, { 'aws:SourceAccount': '444455556666' })).toBe(false);
      expect(may({}, { 'aws:SourceArn': 'arn:aws-cn:cloudwatch:cn-north-1:444455556666:alarm:x' })).toBe(
        false,
      );
      expect(may({ principal: 'events.amazonaws.com' })).toBe(false);
      expect(may({ action: 'sns:DeleteTopic' })).toBe(false);
    }
  });
});

/** References as an account would fill them in. */
function resolved(value: unknown, topic: string): unknown {
  const places: Readonly<Record<string, string>> = {
    'AWS::AccountId': '111122223333',
    'AWS::Region': 'cn-north-1',
    'AWS::Partition': 'aws-cn',
    [topic]: topic,
  };
  if (Array.isArray(value)) return value.map((one) => resolved(one, topic));
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return places[String(value.Ref)] ?? '';
  if ('Fn::Join' in value) {
    const [by, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map((one) => resolved(one, topic)).join(by);
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, topic)]));
}

describe('a call by the clock', () => {
  const schedules = () =>
    all('AWS::Scheduler::Schedule').map(([id, { Target }]) => ({
      id,
      ...(Target as { Arn: unknown; Input: string }),
    }));

  it('says which it is, and is missed where it does not come, within its own time and some more', () => {
    expect(
      schedules()
        .map(({ Input }) => JSON.parse(Input).schedule)
        .sort(),
    ).toEqual([...SCHEDULES].sort());
    const often = { EachMinute: 60, EachFiveMinutes: 300, EachHour: 3600 };
    const seconds = { ...often, EachMorning: 86_400, EachNight: 86_400 };
    for (const [schedule, own] of Object.entries(seconds)) {
      const [[, alarm] = ['', {}]] = all('AWS::CloudWatch::Alarm').filter(
        ([id]) => bare(id) === `Silent${schedule}`,
      );
      expect(alarm).toMatchObject({
        ...{ TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold', Threshold: 1 },
        Dimensions: [{ Name: 'schedule', Value: schedule }],
      });
      const waits = Number(alarm?.Period) * Number(alarm?.EvaluationPeriods);
      expect(waits).toBeGreaterThan(own);
      expect(waits).toBeLessThanOrEqual(Math.max(own * 2, 600));
    }
    // no alarm waits for a year; the same function runs that night by its other schedule, which is watched
    const missed = SCHEDULES.filter((one) => !(one in seconds));
    expect(missed).toEqual(['EachNewYear']);
    const functionOf = (name: string) => text(schedules().find(({ Input }) => Input.includes(name))?.Arn);
    expect(functionOf('EachNewYear')).toBe(functionOf('EachNight'));
  });

  it('that fails as often as it is tried ends in a queue, which the function may send to', () => {
    const configs = all('AWS::Lambda::EventInvokeConfig');
    const called = new Set(
      schedules().map(({ Arn }) => (Arn as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]),
    );
    expect(new Set(configs.map(([, { FunctionName }]) => (FunctionName as { Ref: string }).Ref))).toEqual(
      called,
    );
    for (const [id, config] of configs) {
      expect(config, id).toMatchObject({
        MaximumRetryAttempts: expect.any(Number),
        MaximumEventAgeInSeconds: expect.any(Number),
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      const lambda = (config.FunctionName as { Ref: string }).Ref;
      const role = text(all('AWS::Lambda::Function').find(([one]) => one === lambda)?.[1].Role);
      const queue = text(
        (config.DestinationConfig as { OnFailure: { Destination: unknown } }).OnFailure.Destination,
      );
      const policies = all('AWS::IAM::Policy').filter(([, { Roles }]) =>
        role.includes(text((Roles as { Ref: string }[])[0]?.Ref)),
      );
      const sending = policies.flatMap(([, { PolicyDocument }]) =>
        (PolicyDocument as { Statement: PolicyStatement[] }).Statement.filter(
          ({ Action, Effect }) => Effect === 'Allow' && [Action].flat().includes('sqs:SendMessage'),
        ),
      );
      expect(text(sending), id).toContain(queue);
    }
  });
});

describe('a function', () => {
  it('writes JSON, from its own level on, is traced, and may tell of traces and no more of it', () => {
    for (const [id, one] of all('AWS::Lambda::Function')) {
      expect(one.LoggingConfig, id).toMatchObject({
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'WARN',
      });
      expect(one.TracingConfig, id).toEqual({ Mode: 'Active' });
    }
    const wide = all('AWS::IAM::Policy').flatMap(([, { PolicyDocument }]) =>
      (PolicyDocument as { Statement: PolicyStatement[] }).Statement.filter(
        ({ Resource }) => Resource === '*',
      ),
    );
    expect(new Set(wide.flatMap(({ Action }) => Action))).toEqual(
      new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
    );
  });
});

describe('the access log', () => {
  it('is the same of the gateway with the firewall, with what the rules answered, under one name for every alarm', () => {
    const [plain, shielded] = ['AWS::ApiGatewayV2::Stage', 'AWS::ApiGateway::Stage'].map((type) => {
      const { AccessLogSettings, AccessLogSetting = AccessLogSettings } = all(type)[0]?.[1] ?? {};
      return AccessLogSetting as { Format: string; DestinationArn: object };
    });
    expect(shielded?.DestinationArn).toEqual(plain?.DestinationArn);
    const [line, other] = [JSON.parse(plain?.Format ?? ''), JSON.parse(shielded?.Format ?? '')];
    expect(other).toEqual({
      ...line,
      routeKey: '$context.httpMethod $context.resourcePath',
      rules: '$context.wafResponseCode',
    });
  });

  it('names route, status, times, error and request, and nobody and nothing that was typed', () => {
    const [[, stage] = ['', {}]] = all('AWS::ApiGatewayV2::Stage');
    const { Format } = (stage?.AccessLogSettings ?? {}) as { Format?: string };
    const line = JSON.parse(Format ?? '');
    expect(Object.values(line)).toEqual(
      expect.arrayContaining([
        ...['$context.requestId', '$context.routeKey', '$context.status', '$context.responseLatency'],
        ...['$context.integrationLatency', '$context.integrationErrorMessage', '$context.error.message'],
      ]),
    );
    expect(text(line)).not.toMatch(/path|query|sourceIp|identity|userAgent|header|authorizer/i);
    const [[, filter] = ['', {}]] = all('AWS::Logs::MetricFilter').filter(([id]) =>
      id.startsWith('DoorAccessLog'),
    );
    const written = (error: string): string => text({ ...line, integrationError: error, status: '503' });
    expect(meets(String(filter?.FilterPattern), written('Lambda function timed out'))).toBe(true);
    expect(meets(String(filter?.FilterPattern), written('-'))).toBe(false);
  });
});

describe('the dashboard', () => {
  it('shows every alarm, and the metrics of door, functions, tables and queues', () => {
    const [[, board] = ['', {}]] = all('AWS::CloudWatch::Dashboard');
    const body = text(board?.DashboardBody);
    for (const [id] of all('AWS::CloudWatch::Alarm')) expect(body).toContain(id);
    for (const part of [
      'AWS/ApiGateway',
      'AWS/Lambda',
      'AWS/DynamoDB',
      'AWS/SQS',
      NAMESPACE,
      'IteratorAge',
      'UnfoldedAge',
    ])
      expect(body).toContain(part);
  });
});
