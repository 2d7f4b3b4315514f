/** Metrics from what functions say in their logs; which lines there are is one list, of the program itself. */
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { COUNTED, MEASURED, NAMESPACE, type Schedule } from '#shared/telling/events.ts';

export type CountedName = keyof typeof COUNTED;
const NAMES = Object.keys(COUNTED) as readonly CountedName[];

/** Each kind of line is one metric, whichever function wrote it: an alarm for each, and not for each function. */
export function countLines(log: LogGroup): void {
  for (const name of NAMES)
    log.addMetricFilter(name, {
      filterPattern: patternOf(name),
      metricNamespace: NAMESPACE,
      metricName: name,
    });
}

/** A line of ours reaches the log as it was written, not inside a `message`: it is JSON of its own on standard output. */
function patternOf(name: CountedName) {
  const { event, ...more }: { readonly event: string; readonly unless?: Readonly<Record<string, string>> } =
    COUNTED[name];
  const others = Object.entries(more.unless ?? {}).map(([field, value]) =>
    FilterPattern.stringValue(`$.${field}`, '!=', value),
  );
  const own = FilterPattern.stringValue('$.event', '=', event);
  return others.length === 0 ? own : FilterPattern.all(own, ...others);
}

export const linesOf = (metricName: CountedName, options: MetricOptions): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, statistic: Stats.SUM, ...options });

/** What a line brings with it. */
export const measured = (event: keyof typeof UNITS, options: MetricOptions): Metric =>
  new Metric({ namespace: NAMESPACE, metricName: nameOf(event), statistic: Stats.MAXIMUM, ...options });

const UNITS = { folded: 'UnfoldedAge', projected: 'ProjectionDelay', ran: 'Ran' } as const;

function nameOf(event: keyof typeof UNITS): string {
  const name = UNITS[event];
  if (MEASURED[event]?.units[name] === undefined) throw new Error(`no line ${event} brings ${name}`);
  return name;
}

export const runsOf = (schedule: Schedule, options: MetricOptions): Metric =>
  measured('ran', { dimensionsMap: { schedule }, statistic: Stats.SUM, ...options });
