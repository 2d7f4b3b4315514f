/** What the log says of a nightly result that is not equal, in either home: an alarm listens for these lines. */
import { unknownEventLine } from '#shared/ledger/unknown-events.ts';
import { treeFaultLine } from '#shared/store/notary.ts';
import { say } from '#shared/telling/say.ts';
import { type Aggregation, figure } from './aggregation.ts';

export function sayDrift(aggregation: Aggregation): void {
  const { office, drifts, brokenChains = [], unknownEvents = [], notAsSealed = [] } = aggregation;
  for (const fault of notAsSealed) say('drift', { office, what: treeFaultLine(fault) });
  for (const broken of brokenChains) say('drift', { office, ...broken });
  for (const unknown of unknownEvents) say('drift', { office, what: unknownEventLine(unknown) });
  for (const { year, cell, before, after, cases } of drifts)
    say('drift', { office, year, cell, before: figure(before), after: figure(after), cases });
}
