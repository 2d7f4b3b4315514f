/**
 * Whether a role may do something, by the statements of the templates and the policies of what it is done to; and which
 * of these rights were ever used. Operators and keys of conditions that are not known here end the suite.
 */
export type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};
export type Asked = {
  readonly action: string;
  readonly resource: string;
  /** Condition keys with what the call carries of them. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
};
/** One action on one resource, as a statement of a role grants it. */
export type Right = { readonly role: string; readonly action: string; readonly resource: string };
export type Rights = {
  /** Null: it may; else what the service would say. */
  refusal(role: string, asked: Asked): string | null;
  /** Whether it may, without that being a use. */
  may(role: string, asked: Asked): boolean;
  unused(): readonly Right[];
  /** A right taken away for one test. */
  without<T>(taken: (right: Right) => boolean, work: () => Promise<T>): Promise<T>;
};

type Granted = Right & { readonly statement: Statement; used: boolean };

/** Whoever deploys and types commands; bound by the policies of the resources alone. */
export const ADMINISTRATOR = 'administrator';

type Known = {
  readonly roles: ReadonlyMap<string, readonly Statement[]>;
  /** By the beginning of the ARNs it guards. */
  readonly guarded: ReadonlyMap<string, readonly Statement[]>;
};

export function rightsBy({ roles, guarded }: Known): Rights {
  const granted: Granted[] = [...roles].flatMap(([role, statements]) =>
    statements.flatMap((statement) =>
      list(statement.Action).flatMap((action) =>
        list(statement.Resource ?? []).map((resource) => ({
          role,
          action,
          resource,
          statement,
          used: false,
        })),
      ),
    ),
  );
  let taken: (right: Right) => boolean = () => false;
  const forbidden = (asked: Asked): boolean =>
    [...guarded].some(
      ([arn, statements]) =>
        (asked.resource === arn || asked.resource.startsWith(`${arn}/`)) &&
        statements.some(
          (one) =>
            one.Effect === 'Deny' &&
            list(one.Action).some((action) => alike(action, asked.action)) &&
            isMet(one.Condition, asked.context),
        ),
    );
  const granting = (role: string, asked: Asked): Granted[] =>
    granted.filter(
      (one) =>
        one.role === role &&
        alike(one.action, asked.action) &&
        alike(one.resource, asked.resource) &&
        isMet(one.statement.Condition, asked.context) &&
        !taken(one),
    );
  const judged = (role: string, asked: Asked): readonly Granted[] | string => {
    if (forbidden(asked)) return `with an explicit deny in a resource-based policy`;
    if (role === ADMINISTRATOR) return [];
    const by = granting(role, asked);
    return by.length > 0 ? by : `because no identity-based policy allows the ${asked.action} action`;
  };
  return {
    refusal: (role, asked) => {
      const by = judged(role, asked);
      if (typeof by === 'string') return saying(role, asked, by);
      for (const one of by) one.used = true;
      return null;
    },
    may: (role, asked) => typeof judged(role, asked) !== 'string',
    unused: () =>
      granted
        .filter(({ used, statement }) => !used && statement.Effect === 'Allow')
        .map(({ role, action, resource }) => ({ role, action, resource })),
    without: async (meant, work) => {
      taken = meant;
      try {
        return await work();
      } finally {
        taken = () => false;
      }
    },
  };
}

const saying = (role: string, { action, resource }: Asked, why: string): string =>
  `User: arn:aws-cn:sts::111122223333:assumed-role/${role}/${role} is not authorized to perform: ${action} on resource: ${resource} ${why}`;

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** `*` and `?` as in policies. */
export function alike(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

type Compare = (wanted: string, value: string) => boolean;
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: alike,
  ArnLike: alike,
  ArnEquals: alike,
  Bool: (wanted, value) => wanted === value,
};
const KEYS =
  /^(?:dynamodb:LeadingKeys|kms:EncryptionContext:\w+|kms:ViaService|s3:prefix|aws:SecureTransport|aws:SourceAccount|aws:SourceArn|events:ManagedBy)$/;

function isMet(condition: Statement['Condition'], context: Asked['context'] = {}): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      if (!KEYS.test(key)) throw new Error(`the suite does not know the condition key ${key}`);
      return isOneMet(operator, list(wanted), context[key]);
    }),
  );
}

function isOneMet(
  operator: string,
  wanted: readonly string[],
  values: readonly string[] | undefined,
): boolean {
  const [, quantifier, name = ''] = /^(?:(ForAllValues|ForAnyValue):)?(\w+)$/.exec(operator) ?? [];
  const compare = OPERATORS[name];
  if (compare === undefined) throw new Error(`the suite does not know the operator ${operator}`);
  const meets = (value: string): boolean => wanted.some((one) => compare(String(one), value));
  // as the service does: all of nothing is met, any of nothing is not
  if (quantifier === 'ForAllValues') return (values ?? []).every(meets);
  return (values ?? []).some(meets);
}
