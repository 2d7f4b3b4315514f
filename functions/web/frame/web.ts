/** What the web app is a function of, and what every handler is handed. */
import type { Context } from 'hono';
import type { AuditedAccounts } from '#shared/accounts/audited.ts';
import type { PasswordCost } from '#shared/accounts/passwords.ts';
import { DECIDERS } from '#shared/accounts/permissions.ts';
import type { Provider } from '#shared/accounts/provider.ts';
import type { SignInRules } from '#shared/accounts/sign-in-rules.ts';
import type { Standing } from '#shared/accounts/standing.ts';
import type { HeavyWork } from '#shared/house/heavy-work.ts';
import type { Carrier } from '#shared/jobs/ask-job.ts';
import type { Warning } from '#shared/kernel/decision.ts';
import type { Actor } from '#shared/kernel/event.ts';
import type { Instant } from '#shared/kernel/plain-date.ts';
import type { Office, OfficeProfile } from '#shared/ledger/office-name.ts';
import type { Accounts, Role, SignInWay } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import type { EventName } from '#shared/telling/events.ts';

/** One line of the log, as `say` takes it. No personal data: names of accounts and numbers of cases, never texts or queries. */
export type LogLine = {
  readonly event: EventName;
  readonly request: string;
  readonly [field: string]: string | number | boolean | null;
};

/** A file that was sent before the form it belongs to. */
export type HandedIn = {
  readonly field: string;
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
};

type WebConfig = {
  /** The office of those who come without an account of their own office: the one whose name the sign-in page shows. */
  readonly office: string;
  /** Cookies only over https; off where the product answers on plain http on one machine. */
  readonly secureCookies: boolean;
  /** How long a look at a part may take, and how long its answer is good; as on one machine where nothing is said. */
  readonly readiness?: { readonly withinMs: number; readonly keptMs: number };
  /** The name that what stands before us has given the request; absent where nothing does. */
  readonly requestOf?: (c: Context) => string | undefined;
  /** The address a request came from, for throttling sign-ins. */
  readonly addressOf: (c: Context) => string;
  /** Whether a proxy that is believed passed this request on; absent where there is none. */
  readonly isProxied?: (c: Context) => boolean;
  /** The most that may be attached at once, in MB; `LARGEST_FILE_MB` where nothing is said. */
  readonly largestFileMb?: number;
  /** No server is set that mail could go out by. */
  readonly mailUnset?: boolean;
  /** Has long work carried out elsewhere; absent where nobody does. */
  readonly carrier?: Carrier;
  /** How long an answer may wait for it; without end where nothing before us gives up. */
  readonly longestWaitMs?: number;
  /** What must have been done before the first request is answered; asked for by each. */
  readonly begin?: () => Promise<void>;
  /** The provider of identities through whom people come in; absent where there is none. */
  readonly provider?: Provider;
  /** What holds where an office has not settled it; and what a hash of a password costs. Given by tests alone. */
  readonly signInRules?: SignInRules;
  readonly passwordCost?: PasswordCost;
  /** Milliseconds after which nothing that fails for want of the store is tried again. Given by tests alone. */
  readonly patience?: number;
  /** Where heavy work is done; in place where nothing is said. */
  readonly heavy?: HeavyWork;
  /** Fills an empty folder with the sample office; absent where that is not offered. */
  readonly fillWithSample?: (actor: Actor) => Promise<void>;
};

export type Web = {
  readonly house: House;
  readonly accounts: AuditedAccounts;
  readonly config: WebConfig;
  readonly log: (line: LogLine) => void;
  /** Who carries long work out before the answer, where nobody does elsewhere. */
  readonly carriesHere?: Carrier;
};

/** Who asks. `via` is how: by form behind a session, or by a program with its token. */
export type Principal = {
  readonly user: string;
  readonly role: Role;
  readonly office: string;
  readonly via: 'form' | 'api';
  /** What a token is good for; absent: all that its role may. */
  readonly scope?: readonly string[];
  /** Whose token it is. */
  readonly owner?: string;
  /** In which department of the office a person works. */
  readonly department?: string;
};

/** A session that is open. `id` names it on pages; `standing`: what its owner still has to do. */
export type Present = {
  readonly id: string;
  readonly how: SignInWay;
  readonly startedAt: Instant;
  readonly standing: Standing;
};

export type Variables = {
  request: string;
  principal: Principal | null;
  /** The public name of the session, not its secret; null where there is none. */
  session: string | null;
  proxied: boolean;
  /** Cookies travel over https alone. */
  secure: boolean;
  /** The same with what it is of; and whether a browser came with a session that is over. */
  present: Present | null;
  isOver: boolean;
  office: OfficeProfile;
  /** Where a form of this page posts to beside this site; and what was sent there for it. Absent where there is no hatch. */
  formsTo?: string;
  handedIn?: readonly HandedIn[];
  /** When the request came. */
  now: Instant;
  /** What commands of this request have warned of, and what those of the one before did. */
  warnings: readonly Warning[];
  /** A policy of its own for what is shown as it was attached. */
  policy?: string;
  /** How many rows of a list were put into a file or on paper. */
  taken?: number;
  /** What was looked for, to stand in the box again. */
  looked?: string;
  /** The draft with which the form of this page was opened: since when it waits, and the version of the case it saw. */
  draft: { readonly keptAt: Instant; readonly version?: string | undefined } | null;
  /** The anti-forgery token of this visitor's forms. */
  csrf: string;
};
export type Env = { Variables: Variables };
export type Ctx = Context<Env>;

/** The office whose pages these are, as its reports name it. */
export function officeHere(c: Ctx): Office {
  const { id, name } = c.var.office;
  return { id, name };
}

/** The ledger, with the accounts that a case may be given to. */
export function ledgerOf({
  house,
  accounts,
}: Pick<Web, 'house' | 'accounts'>): House & { readonly people: Accounts } {
  return { ...house, people: accounts };
}

/** The accounts of the office that may be given something to do. */
export async function colleaguesOf({ accounts }: Web, { office }: Principal): Promise<readonly string[]> {
  const all = await accounts.list();
  return all
    .filter((one) => one.office === office && !one.disabled && DECIDERS.includes(one.role))
    .map(({ user }) => user);
}

export function actorOf({ user, role, via, owner }: Principal): Actor {
  return { user, role, via, ...(owner !== undefined && { owner }) };
}
