/** The grounds of arts. 14–16 and 36 that a reply named, and whether it could. */
import type { ReplyArticle } from '#shared/glossary/choices.ts';
import { articleOf, GROUND_TERMS, type Ground, groundOf, groundsOf } from '#shared/glossary/grounds.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Application } from './application.ts';
import type { StepEvent } from './events.ts';
import { openRow } from './reply-row.ts';
import { isGivenAgain } from './standing.ts';

type Said = {
  readonly grounds?: readonly Ground[] | undefined;
  readonly article?: ReplyArticle | undefined;
};

/** Whether each ground can be that of a reply under these rows, and is of the case of art. 36 that was named beside it. */
export function canRestOn(rows: readonly Outcome[], { grounds = [], article }: Said): boolean {
  const possible = groundsOf(...rows);
  const other = article !== undefined && (articleOf(grounds) ?? article) !== article;
  return !other && grounds.every((ground) => possible.includes(ground));
}

/** The case of art. 36 of a row that stands for two, named by itself or by a ground of its own. */
export function articleNamed(outcome: Outcome, { grounds = [], article }: Said): ReplyArticle | undefined {
  return openRow(outcome) === null ? article : (article ?? articleOf(grounds));
}

/** As said, or as follows from the case of art. 36. */
export function groundsSaid({ grounds, article }: Said): readonly Ground[] {
  return grounds ?? groundOf(article);
}

/** As the last reply that counts named them, with those of further rows it refuses under; none where its outcome was corrected to a row they do not fit. */
export function groundsNamed({ steps, conclusion }: Application): readonly Ground[] {
  if (conclusion === null) return [];
  const given = steps.findLast(
    ({ event }) => event.type === 'ApplicationReplied' || takesPlace(event),
  )?.event;
  if (given === undefined || !(given.type === 'ApplicationReplied' || isGivenAgain(given))) return [];
  const grounds = groundsSaid(given.data);
  const others = given.type === 'ApplicationReplied' ? (given.data.otherGrounds ?? []) : [];
  const unsaid = others.filter((row) => !groundsOf(row).some((ground) => grounds.includes(ground)));
  return canRestOn([conclusion.outcome, ...others], { grounds }) ? [...grounds, ...withheldBy(unsaid)] : [];
}

/** A row that refuses does so on whichever of its grounds: that the reply withholds is known though none was named. */
function withheldBy(rows: readonly Outcome[]): readonly Ground[] {
  const refused = rows.filter((row) => row !== 'partiallyDisclosed');
  return groundsOf(...refused).filter((ground) => GROUND_TERMS[ground].is === 'withholds');
}

/** A reply that was given again stands in the place of the first only where the office counts it so. */
function takesPlace(event: StepEvent): boolean {
  return isGivenAgain(event) && event.data.counts === 'replaces';
}
