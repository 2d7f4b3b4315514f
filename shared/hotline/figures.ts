/** What a hotline case adds on the local day it was received: to `events` always, to `hotline` when it came by 12345. */

import {
  type Contributions,
  type DayContribution,
  labelledCell,
  NO_CONTRIBUTIONS,
  OPEN,
  stock,
  type YearContribution,
} from '#shared/kernel/contribution.ts';
import { dateOfInstant, yearOf } from '#shared/kernel/plain-date.ts';
import { TYPE_LABELS } from './first-lists.ts';
import { hourDue } from './past-due.ts';
import type { HotlineState } from './state.ts';

/** Open cases by who has them in hand, '' before any dispatch; and those under supervision. Whatever year they came in. */
export const PENDING = 'events.pending';
export const UNDER_SUPERVISION = 'events.underSupervision';

export function hotlineContributions(state: HotlineState): Contributions {
  if (state.voided) return NO_CONTRIBUTIONS;
  const on = dateOfInstant(state.receivedAt);
  const blocks = state.group === '12345' ? ['hotline', 'events'] : ['events'];
  const names = [...receivedNames(state), ...handledNames(state), ...openDue(state)];
  const days = blocks.flatMap((block) =>
    names.map((name): DayContribution => ({ cell: inBlock(block, name), on, weight: 1 })),
  );
  return { years: [...standing(state), ...linked(state)], days };
}

/** Stocks that end with the case: nothing is left of them in a year that is over. */
function standing(state: HotlineState): YearContribution[] {
  if (isEnded(state)) return [];
  const from = yearOf(dateOfInstant(state.receivedAt));
  return [entry(PENDING, state.department ?? ''), ...(state.supervised ? [UNDER_SUPERVISION] : [])].flatMap(
    (cell) => stock(cell, from, OPEN),
  );
}

/** By which the page of an application finds its calls. */
export function linkedTo(application: string): string {
  return entry('events.linkedTo', application);
}

function linked({ application, receivedAt }: HotlineState): YearContribution[] {
  return application === null ? [] : stock(linkedTo(application), yearOf(dateOfInstant(receivedAt)), OPEN);
}

export function isEnded({ closedAt, rejected, mergedInto, redirected }: HotlineState): boolean {
  return closedAt !== null || rejected || mergedInto !== null || redirected;
}

function receivedNames(state: HotlineState): string[] {
  const { source, type, topic, department } = state;
  return [
    'received',
    entry('bySource', source),
    ...(type === null ? [] : [entry('byType', TYPE_LABELS[type] ?? type)]),
    ...(topic === null ? [] : [entry('byTopic', topic)]),
    ...(department === null ? [] : [entry('byDepartment', department)]),
  ];
}

export function entry(map: string, label: string): string {
  return known(map, label, () => labelledCell(map, label));
}

function inBlock(block: string, name: string): string {
  return known(block, name, () => `${block}.${name}`);
}

/** Hundreds of thousands of cases stand in the same few cells: each name is put together once. */
const names = new Map<string, Map<string, string>>();
const MOST_NAMES = 20_000;

function known(group: string, part: string, make: () => string): string {
  let ofGroup = names.get(group);
  if (ofGroup === undefined || ofGroup.size >= MOST_NAMES) {
    ofGroup = new Map();
    names.set(group, ofGroup);
  }
  const before = ofGroup.get(part);
  if (before !== undefined) return before;
  const name = make();
  ofGroup.set(part, name);
  return name;
}

/** By what the passing of time alone makes of an open case. */
function openDue(state: HotlineState): string[] {
  const { closedAt, dueAt } = state;
  return isHandled(state) && closedAt === null && dueAt !== null ? [entry('openDue', hourDue(dueAt))] : [];
}

const isHandled = ({ mergedInto, rejected }: HotlineState): boolean => mergedInto === null && !rejected;

/** Merged and rejected cases are not handled here: they stay out of every rate. */
export function handledNames(state: HotlineState): string[] {
  if (!isHandled(state)) return [];
  const { closedAt, dueAt, satisfaction } = state;
  const isJudged = closedAt !== null && dueAt !== null;
  const satisfied = satisfaction === 'satisfied' || satisfaction === 'fairlySatisfied';
  return [
    'accepted',
    ...(closedAt === null ? [] : ['closed']),
    ...(isJudged && closedAt <= dueAt ? ['closedOnTime'] : []),
    ...(isJudged ? ['dueKnown'] : []),
    ...(dueAt === null ? ['withoutDueDate'] : []),
    ...(satisfied || satisfaction === 'dissatisfied' ? ['rated'] : []),
    ...(satisfied ? ['satisfied'] : []),
    // policy hotlineSatisfied, fullyOnly
    ...(satisfaction === 'satisfied' ? ['fullySatisfied'] : []),
    ...courseNames(state),
  ];
}

/** How the handling went: for the office's own indicators, not for the report. Cases, not events. */
function courseNames(state: HotlineState): string[] {
  const { dispatches, returned, reassigned, extended, redone, supervised, closedAt, satisfaction } = state;
  return [
    ...(dispatches > 0 ? [returned || reassigned ? 'misdispatched' : 'rightlyDispatched'] : []),
    ...(returned ? ['returned'] : []),
    ...(extended ? ['extended'] : []),
    ...(redone ? ['redone'] : []),
    ...(redone && closedAt === null ? ['reopened'] : []),
    ...(supervised ? ['supervised'] : []),
    ...(satisfaction === null ? [] : ['followedUp']),
  ];
}
