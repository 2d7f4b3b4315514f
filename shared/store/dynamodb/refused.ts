/** What the engine says when a condition does not hold. */
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

/** A text of the item that stands where a conditional write wanted to, '' without one; null for another error. */
export function standingText(error: unknown, attribute: string): string | null {
  if (!(error instanceof ConditionalCheckFailedException)) return null;
  return error.Item?.[attribute]?.S ?? '';
}

/** Whether somebody else was quicker: a condition failed, or a transaction was met. */
export function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException || isTransactionConflict(error)) return true;
  const codes = codesOf(error).filter((code) => code !== 'None');
  return (
    codes.length > 0 &&
    codes.every((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')
  );
}

/** A single write that met a transaction on the same item. */
export const isTransactionConflict = (error: unknown): boolean =>
  error instanceof TransactionConflictException;

/** Whether the condition that stands first in a transaction failed. */
export const gateIsClosed = (error: unknown): boolean => codesOf(error)[0] === 'ConditionalCheckFailed';

function codesOf(error: unknown): readonly (string | undefined)[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code);
}
