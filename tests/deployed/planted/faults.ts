/** Twenty-two faults, each one that could be made by a change nobody looked at twice, and the chapters that should find it. */
import type { Chapter } from '../chapter.ts';
import { refused } from '../chapters/bad-day.ts';
import { colleagues, founding } from '../chapters/founding.ts';
import { handedBack } from '../chapters/handed-back.ts';
import { allKinds, firstApplication } from '../chapters/intake.ts';
import { mornings } from '../chapters/mornings.ts';
import { givenUp } from '../chapters/spoiled.ts';
import { folded, forbidden, heard } from '../chapters/told.ts';
import { missed } from '../chapters/troubles.ts';
import { inBundle, inStatement, inTemplate, type Planting, setting, withoutResource } from './planting.ts';

export type PlantedFault = {
  readonly name: string;
  readonly plant: Planting;
  readonly lives: readonly Chapter[];
  /** What the suite says where it finds this, and not something else. */
  readonly says: RegExp;
};

const BEGUN = [founding, firstApplication];
/** With cases that are due. */
const REMINDED = [...BEGUN, allKinds, mornings];
const FED = [founding, colleagues, handedBack];
const lambda = (id: string) => ({ type: 'AWS::Lambda::Function', id });
const feed = { type: 'AWS::Lambda::EventSourceMapping', id: 'WorkChangeFeed' };

export const FAULTS: readonly PlantedFault[] = [
  {
    name: 'a missing right: the projector may not write in batches',
    plant: inStatement('WorkProjectRoleDefaultPolicy', 'dynamodb:BatchWriteItem', (one) => {
      one.Action = [one.Action].flat().filter((action) => action !== 'dynamodb:BatchWriteItem');
    }),
    lives: BEGUN,
    says: /WorkProjectRole.*not authorized to perform: dynamodb:BatchWriteItem/,
  },
  {
    name: 'a metric filter that matches nothing: dead letters of the recorder',
    plant: setting(
      { type: 'AWS::Logs::MetricFilter', id: 'WorkRecordFeedLogDeadLetters' },
      'FilterPattern',
      '{ $.event = "deadletter" }',
    ),
    lives: [founding, heard],
    says: /DeadLetters in WorkRecordFeedLog/,
  },
  {
    name: 'a topic that does not let alarms publish',
    plant: inTemplate({ type: 'AWS::SNS::TopicPolicy', id: 'AlarmsBookMailPolicy' }, ({ PolicyDocument }) => {
      const { Statement } = PolicyDocument as { Statement: { Effect: string; Principal: unknown }[] };
      const allowing = Statement.filter(({ Effect }) => Effect === 'Allow');
      for (const one of allowing) one.Principal = { Service: 'events.amazonaws.com' };
      return allowing.length > 0;
    }),
    lives: [founding, heard],
    says: /AlarmsBookDeadLetters/,
  },
  {
    name: 'a schedule that never fires: each morning of the 30th of February',
    plant: setting(
      { type: 'AWS::Scheduler::Schedule', id: 'WorkEachMorning' },
      'ScheduleExpression',
      'cron(30 8 30 2 ? *)',
    ),
    lives: REMINDED,
    says: /mailed in the morning/,
  },
  {
    name: 'a late fold by the clock: once a day',
    plant: setting(
      { type: 'AWS::Scheduler::Schedule', id: 'WorkEachMinute' },
      'ScheduleExpression',
      'rate(1 day)',
    ),
    lives: [...BEGUN, folded],
    says: /delta#/,
  },
  {
    name: 'a late fold by the code: what is younger than a day is left',
    plant: inBundle({
      of: 'WorkFold',
      text: /=6e4,(?=\w+=\w+\(async\(\)=>\{let \w+=await \w+\.views\.compact)/,
      instead: '=864e5,',
    }),
    lives: [...BEGUN, folded],
    says: /delta#/,
  },
  {
    name: 'the dead-letter path of the feed is cut',
    plant: setting(feed, 'DestinationConfig', undefined),
    lives: [...BEGUN, colleagues, givenUp],
    says: /given up, is laid aside|a stretch of the feed/,
  },
  {
    name: 'a missed call is laid in another queue than the one that is watched',
    plant: inTemplate({ type: 'AWS::Scheduler::Schedule', id: 'WorkEachNight' }, ({ Target }, { stores }) => {
      const { DeadLetterConfig } = Target as { DeadLetterConfig: { Arn: unknown } };
      const other = Object.keys(stores.Resources).find((id) => id.startsWith('QueuesProofDead'));
      DeadLetterConfig.Arn = `arn:aws-cn:sqs:cn-north-1:111122223333:${other}`;
      return other !== undefined;
    }),
    lives: [missed],
    says: /not authorized to perform: sqs:SendMessage on resource: \S+ProofDead/,
  },
  {
    name: 'a wrong queue: the pages put records of feeds among the proofs',
    plant: inTemplate(lambda('DoorWeb'), ({ Environment }) => {
      const { Variables } = Environment as { Variables: Record<string, unknown> };
      const is = Variables.PROOF_QUEUE;
      if (is === undefined || Variables.FEED_QUEUE === undefined) return false;
      Variables.FEED_QUEUE = is;
      return true;
    }),
    lives: FED,
    says: /what batches and queues hand back/,
  },
  {
    name: 'a queue that nobody reads: reminders',
    plant: withoutResource({ type: 'AWS::Lambda::EventSourceMapping', id: 'Workreminder' }),
    lives: REMINDED,
    says: /mailed in the morning/,
  },
  {
    name: 'a missing environment variable: the domain of mails',
    plant: setting(lambda('WorkSendReminders'), 'Environment.Variables.MAIL_DOMAIN', undefined),
    lives: REMINDED,
    says: /mailed in the morning/,
  },
  {
    name: 'a filter of the feed that lets nothing through',
    plant: setting(feed, 'FilterCriteria.Filters', [
      { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"w"}]}}}}' },
    ]),
    lives: FED,
    says: /what batches and queues hand back/,
  },
  {
    name: 'a condition dropped: whoever reminds may open every case',
    plant: inStatement('WorkRemindRoleDefaultPolicy', 'kms:Decrypt', (one) => {
      delete one.Condition;
    }),
    lives: [forbidden],
    says: /WorkRemindRole\w+ kms:Decrypt/,
  },
  {
    name: 'a policy dropped: the ledger no longer refuses to be changed',
    plant: setting(
      { in: 'stores', type: 'AWS::DynamoDB::Table', id: 'TablesLedger' },
      'ResourcePolicy',
      undefined,
    ),
    lives: [forbidden],
    says: /dynamodb:UpdateItem .*TablesLedger/,
  },
  {
    name: 'a part of a batch that failed is not reported',
    plant: setting({ type: feed.type, id: 'Workfeed' }, 'FunctionResponseTypes', undefined),
    lives: FED,
    says: /what batches and queues hand back/,
  },
  {
    name: 'a lease shorter than the function that works under it',
    plant: setting(
      { in: 'stores', type: 'AWS::SQS::Queue', id: /^QueuesFeed(?!Dead)/ },
      'VisibilityTimeout',
      30,
    ),
    lives: [],
    says: /Queue visibility timeout/,
  },
  {
    name: 'a handler missing from a bundle: whoever folds',
    plant: inBundle({ of: 'WorkFold', text: /(\w+) as fold,/, instead: '' }),
    lives: BEGUN,
    says: /index\.fold is undefined or not exported/,
  },
  {
    name: 'acknowledged before it is written',
    plant: inBundle({
      of: 'DoorWeb',
      text: /return await (\w+\.client\.send\(new \w+\(\{TransactItems:\w+\}\)\)),!0\}catch/,
      instead: 'return $1.catch(()=>{}),!0}catch',
    }),
    lives: [founding, refused],
    says: /for as long as anybody waits/,
  },
  {
    name: 'a rejection swallowed: the projector reports nothing as failed',
    plant: inBundle({
      of: 'WorkProjectFunction',
      text: /return\{batchItemFailures:\w+\.filter\(.{0,120}?itemIdentifier:\w+\}\)\)\}/,
      instead: 'return{batchItemFailures:[]}',
    }),
    lives: FED,
    says: /what batches and queues hand back/,
  },
  {
    name: 'a retry that doubles: the key of a request is another each time',
    plant: inBundle({
      of: 'DoorWeb',
      text: /`api \$\{(\w+)\.user\} \$\{(\w+)\}`/,
      instead: '`api `+$1.user+` `+$2+Math.random()',
    }),
    lives: [founding, refused],
    says: /answered once it is recorded/,
  },
  {
    name: 'a deadline longer than the function has',
    plant: inBundle({ of: 'DoorWeb', text: /(\.notFound\(.{0,60}var \w+)=2e4;/, instead: '$1=6e4;' }),
    lives: [founding, refused],
    says: /for as long as anybody waits/,
  },
  {
    name: 'a time to live that takes rows before their time',
    plant: setting(
      { in: 'stores', type: 'AWS::DynamoDB::Table', id: 'TablesViews' },
      'TimeToLiveSpecification.AttributeName',
      'version',
    ),
    lives: [...BEGUN, folded],
    says: /folded into the figures/,
  },
];
