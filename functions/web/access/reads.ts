/**
 * What opening a route is, for the audit stream (ADR 62): declared where the route is registered, and recorded before
 * anything is shown. A route that shows nothing of a person says so.
 */
import { accountNamed } from '#shared/accounts/account-facts.ts';
import type { AuditWhat } from '#shared/glossary/audit.ts';
import type { AuditEntry } from '#shared/store/audit-log.ts';
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';

type Reading = Pick<AuditEntry, 'what' | 'on' | 'details' | 'texts'>;
type Told = Reading | null | Promise<Reading | null>;
export type Reads = {
  /** Null for a route that shows nothing of a person. */
  readonly what: AuditWhat | null;
  /** Of one request; null where this one shows nothing after all. `fields` are a form's. */
  of(c: Ctx, fields: FormFields): Told;
};

/** Words of the product, settings, what a person typed of themselves, or a form that is still empty. */
export const NOTHING_PERSONAL: Reads = { what: null, of: () => null };

/** By the address of the page. What narrows it may name a person, and is sealed. */
export function pageRead(what: AuditWhat): Reads {
  return { what, of: (c) => ({ what, ...addressOf(c) }) };
}

const TAKEN_AS: ReadonlyMap<string | undefined, AuditWhat> = new Map([
  ['print', 'printed'],
  ['xlsx', 'exported'],
  ['csv', 'exported'],
]);

/** A list of cases, or the same as a file or on paper. */
export const LIST_READ: Reads = {
  what: 'caseListed',
  of: (c) => ({ what: TAKEN_AS.get(c.req.query('as')) ?? 'caseListed', ...addressOf(c) }),
};

function addressOf(c: Ctx): Pick<Reading, 'details' | 'texts'> {
  const { pathname, search } = new URL(c.req.url);
  return {
    details: { page: plain(pathname) },
    ...(search !== '' && { texts: { words: plain(search.slice(1).replaceAll('+', ' ')) } }),
  };
}

/** As a person reads it; an address that nobody can decode stays as it was sent. */
function plain(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

type Asker = { readonly web: Web; readonly who: Principal };

/** Throws AuditUnwritable: what was asked for is then not shown. */
export async function recordRead(c: Ctx, { web, who }: Asker, reading: Reading): Promise<void> {
  await web.house.audit.append({ ...askedBy(c, web), ...asActor(who), office: who.office, ...reading });
}

/** Before somebody has come in nobody is known. */
export function asActor(who: Principal | null): Pick<AuditEntry, 'who' | 'role' | 'via'> {
  return who === null ? { who: '', role: '', via: 'form' } : { who: who.user, role: who.role, via: who.via };
}

/** From where, and in which session. */
export function askedBy(c: Ctx, { config }: Web): Pick<AuditEntry, 'from' | 'session'> {
  return { from: config.addressOf(c), session: c.var.session ?? undefined };
}

export type Opened = Asker & { readonly reads: Reads };

/** As the route declares it. */
export async function noteRead(c: Ctx, { reads, ...asker }: Opened, fields: FormFields): Promise<void> {
  const reading = await reads.of(c, fields);
  if (reading !== null) await recordRead(c, asker, reading);
}

/**
 * Recorded while the answer is made, and not given out before the entry stands. What is taken away is recorded when it
 * is made, with how much it is.
 */
export async function answerRecorded<T>(c: Ctx, opened: Opened, answer: () => T | Promise<T>): Promise<T> {
  const { reads, ...asker } = opened;
  const reading = await reads.of(c, {});
  if (reading === null) return answer();
  if (!COUNTED.includes(reading.what)) {
    const [answered] = await Promise.all([answer(), recordRead(c, asker, reading)]);
    return answered;
  }
  const answered = await answer();
  const rows = c.var.taken;
  const details = { ...reading.details, ...(rows !== undefined && { rows }) };
  await recordRead(c, asker, { ...reading, details });
  return answered;
}

const COUNTED: readonly AuditWhat[] = ['exported', 'printed'];

/** Who asked for what is not for that role. */
export function refused(c: Ctx): Reading {
  return { what: 'accessRefused', details: { page: c.req.path } };
}

type Refusal = { readonly name: string; readonly why: string };

/** Who was not let in. A name that nobody has may be a password typed into the wrong field: it is sealed. */
export async function recordRefusal(c: Ctx, web: Web, { name, why }: Refusal): Promise<void> {
  const account = name === '' ? null : await web.accounts.find(name);
  const office = account?.office ?? web.config.office;
  await web.house.audit.append({
    ...{ ...asActor(null), ...askedBy(c, web), office, what: 'signInRefused', details: { why } },
    ...(account === null ? { texts: { name } } : { on: accountNamed(account.user) }),
  });
}
