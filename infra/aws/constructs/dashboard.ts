/** What an operator looks at in the morning, from top to bottom: is anything wrong, do people get answers, is it behind. */
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { TOPICS } from '#shared/store/queue.ts';
import { SCHEDULES } from '#shared/telling/events.ts';
import { type Places, TABLE_ROLES } from '../places.ts';
import type { Door } from './door.ts';
import { gateway } from './door-alarms.ts';
import type { HouseFunction } from './house-function.ts';
import { linesOf, measured, runsOf } from './lines.ts';

type Shown = {
  readonly places: Places;
  readonly functions: Readonly<Record<string, HouseFunction>>;
  readonly projector: HouseFunction;
  readonly door: Door;
  readonly alarms: readonly Alarm[];
};

const period = Duration.minutes(5);
const HALF = 12;
const half = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): IWidget =>
  new GraphWidget({ title, width: HALF, left: [...left], right: [...right] });

export function boardOf(scope: Construct, shown: Shown): Dashboard {
  const { functions, alarms } = shown;
  const all = Object.values(functions);
  const errors = new LogQueryWidget({
    title: 'What was said of faults',
    width: 24,
    logGroupNames: all.map(({ log }) => log.logGroupName),
    queryLines: [
      'fields @timestamp, event, service, operation, name, where, topic, office, request',
      'filter level in ["ERROR", "WARN"]',
      'sort @timestamp desc',
      'limit 50',
    ],
  });
  const board = new Dashboard(scope, 'Morning', {
    defaultInterval: Duration.days(1),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...alarms] })],
      pages(shown),
      behind(shown),
      work(shown),
      [...stores(shown)],
      [errors],
    ],
  });
  return board;
}

function pages({ door }: Shown): IWidget[] {
  return [
    half(
      'Answers',
      [gateway(door, 'Count', Stats.SUM)],
      [gateway(door, '4xx', Stats.SUM), gateway(door, '5xx', Stats.SUM)],
    ),
    half(
      'Time to an answer, ms',
      [gateway(door, 'Latency', Stats.p(50)), gateway(door, 'Latency', Stats.p(99))],
      [linesOf('SignInsRefused', { period }), linesOf('PageFaults', { period })],
    ),
  ];
}

function behind({ places, projector }: Shown): IWidget[] {
  const ages = TOPICS.map((topic) =>
    places.queues[topic].metricApproximateAgeOfOldestMessage({ period, label: topic }),
  );
  return [
    half('How far figures are behind, ms', [
      projector.lambda.metric('IteratorAge', { period, statistic: Stats.MAXIMUM }),
      measured('projected', { period }),
      measured('folded', { period }),
    ]),
    half('Age of the oldest message, s', ages, [
      linesOf('DeadLetters', { period }),
      linesOf('Drifts', { period }),
    ]),
  ];
}

function work({ functions }: Shown): IWidget[] {
  const all = Object.entries(functions);
  const runs = SCHEDULES.map((schedule) => runsOf(schedule, { period: Duration.hours(1), label: schedule }));
  return [
    half(
      'Functions that failed, and that waited',
      all.map(([label, { lambda }]) => lambda.metricErrors({ period, label })),
      all.map(([label, { lambda }]) => lambda.metricThrottles({ period, label: `${label} throttled` })),
    ),
    half('Runs by the clock, an hour', runs),
  ];
}

function stores({ places }: Shown): IWidget[] {
  const of = (metricName: string): Metric[] =>
    TABLE_ROLES.map(
      (role) =>
        new Metric({
          ...{ namespace: 'AWS/DynamoDB', metricName, statistic: Stats.SUM, period, label: role },
          dimensionsMap: { TableName: places[role].name },
        }),
    );
  return [
    half('Units written and read', of('ConsumedWriteCapacityUnits'), of('ConsumedReadCapacityUnits')),
    half('Refused by tables', of('WriteThrottleEvents'), [
      ...of('ReadThrottleEvents'),
      linesOf('StoreFaults', { period }),
    ]),
  ];
}
