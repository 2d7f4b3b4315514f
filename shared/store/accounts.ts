/** The port of people and programs that may enter: accounts, sessions, tokens, failed sign-ins. Only hashes are kept. */
import type { Instant } from '#shared/kernel/plain-date.ts';

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
};
export type AccountWithHash = Account & { readonly passwordHash: string };
/** A program's token; `id` is its public name, `user` the name its events carry. */
export type ApiToken = {
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  readonly office: string;
};
/** A list as a person left it: the address of its page, and the query with what it is narrowed and ordered by. */
export type SavedList = { readonly path: string; readonly name: string; readonly query: string };
export type Session = { readonly user: string; readonly expiresAt: Instant };

export interface Accounts {
  /** False when the name is taken. */
  add(account: AccountWithHash): Promise<boolean>;
  find(user: string): Promise<AccountWithHash | null>;
  /** By name. */
  list(): Promise<readonly Account[]>;
  /** False when there is no such account. Ends the account's sessions when it is disabled or its password changes. */
  change(
    user: string,
    to: { readonly role?: Role; readonly disabled?: boolean; readonly passwordHash?: string },
  ): Promise<boolean>;
  /** Sessions and tokens are kept under the hash of their secret. */
  addSession(hash: string, session: Session): Promise<void>;
  session(hash: string): Promise<Session | null>;
  endSession(hash: string): Promise<void>;
  addToken(hash: string, token: ApiToken): Promise<void>;
  token(hash: string): Promise<ApiToken | null>;
  tokens(): Promise<readonly ApiToken[]>;
  /** False when there is no such token. */
  endToken(id: string): Promise<boolean>;
  /** A person's own; a name stands once for a page, and the newest query under it. */
  saveList(user: string, list: SavedList): Promise<void>;
  /** Of one page, by name. */
  savedLists(user: string, path: string): Promise<readonly SavedList[]>;
  dropList(user: string, list: Pick<SavedList, 'path' | 'name'>): Promise<void>;
  /** Failed sign-ins are counted by what was tried from where; both ends included, so that none is counted of a time to come. */
  noteFailure(key: string, at: Instant): Promise<void>;
  failuresBetween(key: string, since: Instant, until: Instant): Promise<number>;
  clearFailures(key: string): Promise<void>;
  /** 32 random bytes as text, made at the first asking and the same ever after: cookies are signed with them. */
  signingSecret(): Promise<string>;
  close(): void;
}
