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

/** Another version of the program has taken what this one fills: only a start of the newer one goes on. */
export class OtherVersion extends Error {
  constructor(what: string) {
    super(`${what} is another version’s: start this program again`);
  }
}

/** Why the store cannot do something now, for whoever waits for it. */
export type Unavailable =
  | 'busy'
  | 'unreachable'
  | 'full'
  | 'readOnly'
  | 'damaged'
  | 'device'
  | 'otherVersion';

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

/** By the primary result code of SQLite. */
const OF_SQLITE: Readonly<Record<number, Unavailable>> = {
  ...{ 5: 'busy', 6: 'busy', 8: 'readOnly', 10: 'device', 11: 'damaged', 13: 'full', 14: 'unreachable' },
  26: 'damaged',
};
/** No room for the shared memory beside a file (SQLITE_IOERR_SHMSIZE): the device is sound. */
const NO_ROOM_FOR_SHM = 4874;
const OF_THE_SYSTEM: Readonly<Record<string, Unavailable>> = {
  ...{ ENOSPC: 'full', EDQUOT: 'full', EFBIG: 'full', EROFS: 'readOnly', EACCES: 'readOnly' },
  ...{ EPERM: 'readOnly', EIO: 'device', EMFILE: 'busy', ENFILE: 'busy', EAGAIN: 'busy' },
};

export function faultOf(error: unknown): FaultOf {
  if (!(error instanceof Error)) return 'data';
  if (error instanceof StoreBusy || OF_THE_NETWORK.has(error.name)) return 'store';
  const said = [error.name, ...reasonsIn(error)];
  if (said.some((name) => OF_THE_DEPLOYMENT.has(name))) return 'deployment';
  if (said.some((name) => OF_THE_DATA.has(name))) return 'data';
  // the SDK marks what was answered and what was not; the system names the call that failed, SQLite its result
  return '$metadata' in error || 'syscall' in error || ofSqlite(error) !== null ? 'store' : 'data';
}

/** Null where it is no fault of the store's. What an error was thrown for says it, where the error itself does not. */
export function unavailableFor(error: unknown): Unavailable | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof OtherVersion) return 'otherVersion';
  const said = ofSqlite(error) ?? ofTheSystem(error);
  if (said !== null) return said;
  if (faultOf(error) !== 'store') return unavailableFor(error.cause);
  return OF_THE_NETWORK.has(error.name) || 'syscall' in error ? 'unreachable' : 'busy';
}

/** The primary result code of an error of SQLite's; null for another error. */
export function sqliteCodeOf(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : null;
}

function ofSqlite(error: Error): Unavailable | null {
  if ('errcode' in error && error.errcode === NO_ROOM_FOR_SHM) return 'full';
  const code = sqliteCodeOf(error);
  return code === null ? null : (OF_SQLITE[code] ?? null);
}

function ofTheSystem(error: Error): Unavailable | null {
  return 'code' in error && typeof error.code === 'string' ? (OF_THE_SYSTEM[error.code] ?? null) : null;
}

/** Why a transaction was given up, item by item. */
function reasonsIn(error: Error): readonly string[] {
  const reasons: unknown = 'CancellationReasons' in error ? error.CancellationReasons : [];
  if (!Array.isArray(reasons)) return [];
  return reasons.flatMap((reason: { readonly Code?: unknown }) =>
    typeof reason?.Code === 'string' ? [reason.Code] : [],
  );
}
