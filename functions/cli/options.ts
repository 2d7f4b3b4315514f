/** The options every command shares, read wherever they stand. */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Actor } from '#shared/kernel/event.ts';
import { dateOfInstant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import type { House } from '#shared/store/house.ts';

export type Arguments = {
  readonly command: string;
  readonly rest: readonly string[];
  readonly folder: string;
  readonly office: string;
  readonly actor: Actor;
  /** The user of the operating system. */
  readonly operator: string;
  option(name: string): string | undefined;
  /** All values of an option that may stand several times. */
  values(name: string): readonly string[];
  flag(name: string): boolean;
};

/** Wrong usage: exit 2 with this one line. */
export class UsageError extends Error {}

const text = { type: 'string' } as const;
const OPTIONS = {
  data: text,
  office: text,
  engine: text,
  endpoint: text,
  as: text,
  who: text,
  what: text,
  map: text,
  dates: text,
  zone: text,
  format: text,
  out: text,
  'as-of': text,
  since: text,
  version: text,
  scope: text,
  from: text,
  to: text,
  on: text,
  previous: text,
  port: text,
  host: text,
  email: text,
  webhook: text,
  state: text,
  kind: text,
  cases: text,
  year: text,
  role: text,
  owner: text,
  idle: text,
  'factor-for': text,
  'own-password': text,
  passwords: text,
  expires: text,
  scopes: text,
  'password-file': text,
  'must-change': { type: 'boolean' },
  'oidc-issuer': text,
  'oidc-client': text,
  'oidc-secret': text,
  'oidc-claim': text,
  'oidc-groups': text,
  'oidc-roles': text,
  'public-url': text,
  group: text,
  days: text,
  hours: text,
  name: text,
  'short-name': text,
  superior: text,
  brand: text,
  person: text,
  department: text,
  parent: text,
  into: text,
  reason: text,
  paper: text,
  note: text,
  about: text,
  cause: text,
  facts: text,
  dated: text,
  lang: text,
  'approved-by': text,
  anchor: { type: 'string', multiple: true },
  confirm: { type: 'string', multiple: true },
  full: { type: 'boolean' },
  'previous-form': { type: 'boolean' },
  'without-closing-line': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  'clock-ahead': { type: 'boolean' },
  'begin-anew': { type: 'boolean' },
  sm2: { type: 'boolean' },
  'from-now': { type: 'boolean' },
  proxied: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Under the names of OPTIONS, and any other for none. */
type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] };

/** Throws UsageError on an unknown option or a missing value. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals }: Parsed = parse(argv);
  const option = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const operator = userOfMachine();
  return {
    command: positionals[0] ?? '',
    rest: positionals.slice(1),
    folder: resolve(option('data') ?? '.data'),
    office: option('office') ?? 'default',
    actor: operatorAs(option('as'), operator),
    operator,
    option,
    values: (name) => {
      const all = values[name];
      return Array.isArray(all) ? all.map(String) : [];
    },
    flag: (name) => values[name] === true,
  };
}

/** Those of the options that were given, by their names. */
export function given<Name extends string>(
  { option }: Arguments,
  ...names: readonly Name[]
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = option(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

export function needed({ option }: Arguments, name: string): string {
  const value = option(name)?.trim();
  if (!value) throw new UsageError(`--${name} is needed`);
  return value;
}

/** `--on`, today without it. */
export function dayAsked({ clock }: Pick<House, 'clock'>, { option }: Arguments): PlainDate {
  const written = option('on');
  return written === undefined ? dateOfInstant(clock.now()) : dateIn(written);
}

export function dateIn(written: string): PlainDate {
  const date = parsePlainDate(written);
  if (date === null) throw new UsageError(`no such date: ${written}`);
  return date;
}

export function yearIn(written: string | undefined): number {
  if (written === undefined || !/^\d{4}$/.test(written)) throw new UsageError('which year? four digits');
  return Number(written);
}

/** Whoever works under another name is recorded beside it. */
function operatorAs(name: string | undefined, machine: string): Actor {
  const operator = { role: 'operator', via: 'cli' } as const;
  return name === undefined || name === machine
    ? { user: machine, ...operator }
    : { user: name, ...operator, machine };
}

/** A user of a container may have no name on the machine. */
function userOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
