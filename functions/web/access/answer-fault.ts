/** What becomes of a request that failed, by whose fault it is. */
import { TooMuchWork } from '#shared/house/asked-process.ts';
import { AuditUnwritable } from '#shared/store/audit-log.ts';
import { unavailableFor } from '#shared/store/faults.ts';
import { UnknownPlace } from '#shared/store/list-place.ts';
import { placeOf } from '#shared/telling/say.ts';
import { routeOf } from '../frame/request-log.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { brokenDown, tooMuchWork, unknownPlace } from './turned-away.tsx';
import { notRecorded, unavailable } from './unavailable.tsx';

export function answerFault(c: Ctx, web: Web, fault: Error): Response | Promise<Response> {
  if (fault instanceof UnknownPlace) return unknownPlace(c);
  if (fault instanceof TooMuchWork) return tooMuchWork(c, fault.why);
  if (fault instanceof AuditUnwritable) return notRecorded(c, web, fault);
  const why = unavailableFor(fault);
  if (why !== null) return unavailable(c, web, why);
  const { name } = fault;
  web.log({ event: 'fault', request: c.var.request, route: routeOf(c), name, where: placeOf(fault) });
  return brokenDown(c, c.var.request);
}
