/** What somebody is told of by the lines of the log: those that come, and those that do not. */
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { Schedule } from '#shared/telling/events.ts';
import { type AlarmBook, IN_CLOUD, LOG_OF, READY, TAIZHANG, type Told } from './alarm-book.ts';
import { type CountedName, linesOf, runsOf } from './lines.ts';

const FIVE_MINUTES = Duration.minutes(5);

const LINES: Readonly<Record<CountedName, Pick<Told, 'when' | 'what' | 'first' | 'threshold'>>> = {
  DeadLetters: {
    ...{ when: 'today', first: `${TAIZHANG} dead-letters list ${IN_CLOUD}` },
    what: 'Something could not be carried out and waits for a person.',
  },
  Drifts: {
    ...{ when: 'now', first: `${TAIZHANG} rebuild ${IN_CLOUD}` },
    what: 'Live figures differ from the ledger; the log of Prove names cells and cases.',
  },
  AnchorFaults: {
    ...{ when: 'today', first: `${TAIZHANG} checkpoint ${IN_CLOUD}` },
    what: 'An anchor cannot be reached, or holds other checkpoints than ours: the log of Notarise names it.',
  },
  Unprotected: {
    ...{
      when: 'now',
      first: 'aws dynamodb describe-continuous-backups --table-name <the table the line names>',
    },
    what: 'A table that cannot be made again is not recoverable to a point in time.',
  },
  AuditUnwritable: {
    ...{ when: 'now', first: READY },
    what: 'Reading cannot be noted, so that nothing is shown.',
  },
  PageFaults: {
    ...{
      when: 'today',
      threshold: 3,
      first: `${LOG_OF} <log of Web> --filter-pattern '{ $.event = "fault" }'`,
    },
    what: 'Pages answer that the system is out of order: a fault of the program.',
  },
  StoreFaults: {
    ...{ when: 'now', threshold: 5, first: READY },
    what: 'Calls to a table, the key, the bucket or a queue end in faults; the lines name service and operation.',
  },
  SignInsRefused: {
    ...{ when: 'today', threshold: 100, first: `${TAIZHANG} audit list ${IN_CLOUD}` },
    what: 'Somebody tries passwords, or a provider of identities is out of order.',
  },
};

export function tellOfLines(book: AlarmBook): void {
  for (const [name, told] of Object.entries(LINES))
    book.tell(name, { ...told, metric: linesOf(name as CountedName, { period: FIVE_MINUTES }) });
}

/** How long nothing may be heard: its own time, and slack. A day is watched by the hour. */
const SILENCE: Readonly<
  Partial<Record<Schedule, readonly [period: Duration, periods: number, what: string]>>
> = {
  EachMinute: [
    FIVE_MINUTES,
    2,
    'The tail of the figures is not folded: pages become slower with every change.',
  ],
  EachFiveMinutes: [
    FIVE_MINUTES,
    2,
    'Nobody looks for long work that lost its message; the log of CarryJobs says why.',
  ],
  EachHour: [Duration.hours(1), 2, 'No checkpoint was signed for two hours; the log of Notarise says why.'],
  EachMorning: [Duration.hours(1), 26, 'No reminders were gathered for a day.'],
  // and the night of New Year, ten minutes after whose own call it runs
  EachNight: [Duration.hours(1), 26, 'Nobody has asked for the comparison of figures and ledger for a day.'],
};

/** Where nothing comes at all there is nothing to count: no data is the alarm. */
export function tellOfSilence(book: AlarmBook): void {
  for (const [schedule, [period, evaluationPeriods, what]] of Object.entries(SILENCE))
    book.tell(`Silent${schedule}`, {
      metric: runsOf(schedule as Schedule, { period }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      ...{ evaluationPeriods, what, when: 'today' },
      first: 'aws scheduler list-schedules',
    });
}
