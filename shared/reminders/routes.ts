/** Which things go out which way, by what each recipient has asked to be told. */
import { isFrom, type Thing, thingId } from './occasions.ts';
import { EVERYTHING, type Selection, sameSelection, type Targets } from './targets.ts';

export const WAYS = ['email', 'webhook', 'keep'] as const;
export type Way = (typeof WAYS)[number];
export type Route = {
  /** Part of the message's id. */
  readonly name: string;
  readonly way: Way;
  /** Of mail: those who asked for the same get the same message. */
  readonly selection: Selection;
  readonly things: readonly Thing[];
};

/** What nobody has asked for is kept in the house. */
export function routesOf(targets: Targets, things: readonly Thing[]): readonly Route[] {
  const routes = [...mails(targets, things)];
  if (targets.webhook !== null)
    routes.push({ name: 'webhook', way: 'webhook', selection: EVERYTHING, things });
  const told = new Set(routes.flatMap((route) => route.things.map(thingId)));
  const left = things.filter((thing) => !told.has(thingId(thing)));
  if (left.length > 0) routes.push({ name: 'keep', way: 'keep', selection: EVERYTHING, things: left });
  return routes;
}

/** Every way there is, with nothing to say. */
export function trialRoutes(targets: Targets): readonly Route[] {
  const some = targets.recipients.map(
    ({ selection }): Route => ({ name: nameOf(selection), way: 'email', selection, things: [] }),
  );
  const routes = [...new Map(some.map((route) => [route.name, route])).values()];
  const fixed = (way: Way): Route => ({ name: way, way, selection: EVERYTHING, things: [] });
  if (targets.webhook !== null) routes.push(fixed('webhook'));
  return routes.length > 0 ? routes : [fixed('keep')];
}

function* mails({ recipients }: Targets, things: readonly Thing[]): Generator<Route> {
  for (const [index, { selection }] of recipients.entries()) {
    if (recipients.findIndex((one) => sameSelection(one.selection, selection)) < index) continue;
    const wanted = things.filter((thing) => wants(selection, thing));
    if (wanted.length > 0) yield { name: nameOf(selection), way: 'email', selection, things: wanted };
  }
}

const wants = ({ kind, from }: Selection, thing: Thing): boolean =>
  (kind === null || kind === thing.kind) && isFrom(thing.occasion, from);

function nameOf(selection: Selection): string {
  return sameSelection(selection, EVERYTHING)
    ? 'email'
    : `email-${selection.kind ?? 'all'}-${selection.from}`;
}
