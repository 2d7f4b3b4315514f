/** What the engine says when a condition does not hold. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** A text of the item that stands where a conditional write wanted to, '' without one; null for another error. */
export function standingText(error: unknown, attribute: string): string | null {
  if (!(error instanceof ConditionalCheckFailedException)) return null;
  return error.Item?.[attribute]?.S ?? '';
}

/** Whether somebody else was quicker: a condition failed, or two transactions met. */
export function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code).filter((code) => code !== 'None');
  return (
    codes.length > 0 &&
    codes.every((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')
  );
}
