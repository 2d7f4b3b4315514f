/**
 * Whose fault it is that something failed. What the store could not do now, and what its rights or names forbid, is
 * tried again; what lies in the data fails each time, and is for a person.
 */
type FaultOf =
  /** Throttled, timed out, out of reach, in a race: a later try may succeed. */
  | 'store'
  /** Rights, names or credentials: nothing succeeds until somebody has mended the deployment. */
  | 'deployment'
  | 'data';

/** The store took part of the work and no more of it, as often as it was asked. */
export class StoreBusy extends Error {}

const OF_THE_DEPLOYMENT: ReadonlySet<string> = new Set([
  ...['AccessDeniedException', 'AccessDenied', 'ResourceNotFoundException', 'UnrecognizedClientException'],
  ...['ExpiredTokenException', 'ExpiredToken', 'InvalidClientTokenId', 'InvalidSignatureException'],
  ...['MissingAuthenticationTokenException', 'IncompleteSignatureException', 'CredentialsProviderError'],
  ...[
    'NotAuthorized',
    'AuthFailure',
    'QueueDoesNotExist',
    'NoSuchBucket',
    'KMSAccessDeniedException',
    'DisabledException',
  ],
]);
/** What the engine says of an item that it will never take. */
const OF_THE_DATA: ReadonlySet<string> = new Set([
  ...['ValidationException', 'ValidationError', 'ItemCollectionSizeLimitExceededException'],
  ...['ItemCollectionSizeLimitExceeded', 'TransactionTooLargeException'],
]);
const OF_THE_NETWORK: ReadonlySet<string> = new Set(['TimeoutError', 'AbortError', 'RequestTimeout']);

export function faultOf(error: unknown): FaultOf {
  if (!(error instanceof Error)) return 'data';
  if (error instanceof StoreBusy || OF_THE_NETWORK.has(error.name)) return 'store';
  const said = [error.name, ...reasonsIn(error)];
  if (said.some((name) => OF_THE_DEPLOYMENT.has(name))) return 'deployment';
  if (said.some((name) => OF_THE_DATA.has(name))) return 'data';
  // the SDK marks what was answered and what was not; the system names the call that failed
  return '$metadata' in error || 'syscall' in error ? 'store' : 'data';
}

/** Why a transaction was given up, item by item. */
function reasonsIn(error: Error): readonly string[] {
  const reasons: unknown = 'CancellationReasons' in error ? error.CancellationReasons : [];
  if (!Array.isArray(reasons)) return [];
  return reasons.flatMap((reason: { readonly Code?: unknown }) =>
    typeof reason?.Code === 'string' ? [reason.Code] : [],
  );
}
