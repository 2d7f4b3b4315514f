/** The port of people and programs that may enter: accounts, sessions, factors, tokens, tries. Only hashes are kept. */
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import type { TryRule } from './tries.ts';

/**
 * What an account or a token may be given: `intake` 登记 · `officer` 承办 · `approver` 审批: decides steps that others
 * proposed · `reporter` 年报 · `auditor` 审计: reads everything, changes nothing · `security` 安全管理 · `admin` 管理
 */
export const ROLES = ['intake', 'officer', 'approver', 'reporter', 'auditor', 'security', 'admin'] as const;
/** `accounts` is given to nobody: it is what an admin is in an office that keeps the three powers apart (三员分立). */
export type Role = (typeof ROLES)[number] | 'accounts';

/** A person. An account belongs to one office and sees that office alone. */
export type Account = {
  readonly user: string;
  readonly role: Role;
  readonly office: string;
  readonly disabled: boolean;
  /** Since when the password is one that somebody else made and knows; absent once it is the person's own. */
  readonly givenAt?: Instant;
  /** The department of the office that the person works in, as cases name it; absent where none is named. */
  readonly department?: string;
  /** Who the person is at the provider of identities (issuer, blank, subject), from the first sign-in through it. */
  readonly subject?: string;
};
/** `passwordHash` is '' where the person comes in through a provider alone. */
export type AccountWithHash = Account & { readonly passwordHash: string };

/** A password given with `givenAt` is to be replaced by its owner; one without is the person's own. */
type AccountChange = {
  readonly role?: Role;
  /** '' takes it away. */
  readonly department?: string;
  readonly disabled?: boolean;
  readonly passwordHash?: string;
  readonly givenAt?: Instant;
  readonly subject?: string;
};

/** A program's token; `id` is its public name, `user` the name its events carry. */
export type ApiToken = {
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  readonly office: string;
  /** Whose program it is, by account: what it proposes they do not approve. Absent of tokens of before. */
  readonly owner?: string;
  /** The last day on which it opens; absent: until it is ended. */
  readonly expiresOn?: PlainDate;
  /** `read` and names of commands; absent: all that its role may. */
  readonly scope?: readonly string[];
  /** The last day on which it was used. */
  readonly usedOn?: PlainDate;
};
/** A list as a person left it: the address of its page, and the query with what it is narrowed and ordered by. */
export type SavedList = { readonly path: string; readonly name: string; readonly query: string };

/** By a password alone, by it and a second factor, by a passkey, or through a provider of identities. */
export const SIGN_IN_WAYS = ['password', 'twoFactors', 'passkey', 'provider'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

export type Session = {
  readonly user: string;
  readonly startedAt: Instant;
  /** Of the last request, to the minute. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  readonly how: SignInWay;
  /** The address it was begun from, and the browser in words. */
  readonly from: string;
  readonly device: string;
};
export type KeptSession = Session & { readonly hash: string };

/**
 * `totp`: `secret` is sealed under the master key, `mark` the last time step that was taken. `passkey`: `id` is that of
 * the credential, `secret` its public key with what belongs to it as JSON, `mark` its counter. `recovery`: `id` is the
 * hash of a code that opens once.
 */
export type Factor = {
  readonly user: string;
  readonly id: string;
  readonly kind: 'totp' | 'passkey' | 'recovery';
  readonly name: string;
  readonly addedAt: Instant;
  readonly secret: string;
  readonly mark: number;
};

export interface Accounts {
  /** False when the name is taken. */
  add(account: AccountWithHash): Promise<boolean>;
  find(user: string): Promise<AccountWithHash | null>;
  /** By name. */
  list(): Promise<readonly Account[]>;
  /** False when there is no such account. Ends the account's sessions when it is disabled or its password changes. */
  change(user: string, to: AccountChange): Promise<boolean>;
  /** The same password at another cost: no session ends. Nothing where the hash is another by now. */
  rehash(user: string, hash: { readonly from: string; readonly to: string }): Promise<void>;
  /** Sessions and tokens are kept under the hash of their secret. Those that are over by then go on the way. */
  addSession(hash: string, session: Session): Promise<void>;
  session(hash: string): Promise<Session | null>;
  /** Of a person, the newest first; some may be over. */
  sessions(user: string): Promise<readonly KeptSession[]>;
  /** Nothing where it was ended meanwhile. */
  touchSession(hash: string, seenAt: Instant): Promise<void>;
  endSession(hash: string): Promise<void>;
  addFactor(factor: Factor): Promise<void>;
  factors(user: string): Promise<readonly Factor[]>;
  /** Whose passkey it is; null for another kind. */
  passkey(id: string): Promise<Factor | null>;
  /** False, and nothing written, where the mark is not above the one that stands: a step or an answer is taken once. */
  markFactor(factor: Pick<Factor, 'user' | 'id'>, mark: number): Promise<boolean>;
  /** False where it was gone: of two who use a recovery code at once, one comes in. */
  removeFactor(factor: Pick<Factor, 'user' | 'id'>): Promise<boolean>;
  addToken(hash: string, token: ApiToken): Promise<void>;
  token(hash: string): Promise<ApiToken | null>;
  tokens(): Promise<readonly ApiToken[]>;
  /** Under which hash a token is kept; null when there is none. */
  tokenHash(id: string): Promise<string | null>;
  /** Nothing where it was ended meanwhile. */
  noteTokenUse(hash: string, on: PlainDate): Promise<void>;
  /** False when there is no such token. */
  endToken(id: string): Promise<boolean>;
  /** A person's own; a name stands once for a page, and the newest query under it. */
  saveList(user: string, list: SavedList): Promise<void>;
  /** Of one page, by name. */
  savedLists(user: string, path: string): Promise<readonly SavedList[]>;
  dropList(user: string, list: Pick<SavedList, 'path' | 'name'>): Promise<void>;
  /**
   * Counts a try before it is looked at, so that of many at once no more are looked at than the rule allows. Null: go on;
   * else until when the door stays closed. Atomic on every engine.
   */
  reserveTry(key: string, rule: TryRule, now: Instant): Promise<Instant | null>;
  /** It was right: as if it had not been counted. */
  returnTry(key: string): Promise<void>;
  forgetTries(key: string): Promise<void>;
  /** 32 random bytes as text, made at the first asking and the same ever after: cookies are signed with them. */
  signingSecret(): Promise<string>;
  close(): void;
}
