/** The way of a review or a suit in five steps, as the office sees it. */
import type { AppealState } from '#shared/appeal/state.ts';
import { servedOn } from '#shared/service/service.ts';
import type { Stage } from '../cases/progress.tsx';

const HEARD = { first: '审理', second: '二审', retrial: '再审' } as const;

export function appealStages(state: AppealState): readonly Stage[] {
  if (state.voided) return [];
  const { openedOn, answeredOn, concludedOn, outcome, dispute, services } = state;
  const decided = outcome !== null;
  const served = dispute.decided === null ? null : servedOn(services, dispute.decided.id);
  return [
    { name: '受理', done: true, on: openedOn },
    { name: '答复、答辩', done: decided || answeredOn !== null, on: answeredOn },
    { name: HEARD[dispute.stage], done: decided },
    { name: '审结', done: decided, on: concludedOn },
    { name: '送达', done: decided && served !== null, on: decided ? served : null },
  ];
}
