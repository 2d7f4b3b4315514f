/** The grounds of arts. 14–16 and 36 that a reply named, and whether it could. */
import { type Ground, groundsOf } from '#shared/glossary/grounds.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Application } from './application.ts';
import type { StepEvent } from './events.ts';

/** Whether each ground can be that of a reply under these rows. */
export function canRestOn(rows: readonly Outcome[], grounds: readonly Ground[]): boolean {
  const possible = groundsOf(...rows);
  return grounds.every((ground) => possible.includes(ground));
}

/** As the last reply that counts named them; none where its outcome was corrected to a row they do not fit. */
export function groundsNamed({ steps, conclusion }: Application): readonly Ground[] {
  if (conclusion === null) return [];
  const given = steps.findLast(({ event }) => answers(event))?.event;
  if (given?.type !== 'ApplicationReplied' && given?.type !== 'ReplyRedone') return [];
  const { grounds = [] } = given.data;
  const others = given.type === 'ApplicationReplied' ? (given.data.otherGrounds ?? []) : [];
  return canRestOn([conclusion.outcome, ...others], grounds) ? grounds : [];
}

/** A redone reply stands in the place of the first only where the office counts it so. */
function answers(event: StepEvent): boolean {
  return (
    event.type === 'ApplicationReplied' || (event.type === 'ReplyRedone' && event.data.counts === 'replaces')
  );
}
