/** What is watched of the way in: answers that are faults, answers that are slow, and what never reached the pages. */
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { NAMESPACE } from '#shared/telling/events.ts';
import { type AlarmBook, LOG_OF, READY } from './alarm-book.ts';
import type { Door } from './door.ts';

const period = Duration.minutes(5);
/** Of 29 seconds that a page may take. */
const SLOW_MS = 10_000;
const MANY_REFUSED = 600;
const SOME_FAULTS = 5;

/** Of the gateway: `5xx`, `4xx`, `Count`, `Latency`, `IntegrationLatency`. */
export const gateway = ({ apiId }: Pick<Door, 'apiId'>, metricName: string, statistic: string): Metric =>
  new Metric({ namespace: 'AWS/ApiGateway', metricName, statistic, period, dimensionsMap: { ApiId: apiId } });

export function tellOfTheDoor(book: AlarmBook, door: Door): void {
  book.tell('Pages5xx', {
    ...{ metric: gateway(door, '5xx', Stats.SUM), threshold: SOME_FAULTS, when: 'now', first: READY },
    what: 'Pages and API answer with faults.',
  });
  book.tell('PagesSlow', {
    ...{
      metric: gateway(door, 'Latency', Stats.p(99)),
      threshold: SLOW_MS,
      evaluationPeriods: 3,
      when: 'today',
    },
    what: 'One answer in a hundred takes ten seconds.',
    first: READY,
  });
  book.tell('Pages4xx', {
    ...{ metric: gateway(door, '4xx', Stats.SUM), threshold: MANY_REFUSED, when: 'today' },
    what: 'Unusually much is refused at the door: somebody tries addresses or passwords, or a program is set up wrongly.',
    first: `${LOG_OF} ${door.accessLog.logGroupName} --filter-pattern '{ $.status = "4*" }'`,
  });
  const unreached = door.accessLog.addMetricFilter('Unreached', {
    filterPattern: FilterPattern.stringValue('$.integrationError', '!=', '-'),
    metricNamespace: NAMESPACE,
    metricName: 'Unreached',
  });
  book.tell('Unreached', {
    ...{ metric: unreached.metric({ period, statistic: Stats.SUM }), threshold: SOME_FAULTS, when: 'now' },
    what: 'Requests did not reach the pages, or were not answered in time.',
    first: `${LOG_OF} ${door.accessLog.logGroupName} --filter-pattern '{ $.integrationError != "-" }'`,
  });
}
