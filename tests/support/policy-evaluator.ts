/**
 * Whether the statements of a resource's policy allow a call: our own reading of IAM's rules, as far as ours go. A denial
 * stands above everything; without an allowance there is none.
 */
export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};
type Asked = {
  /** A service, by its name. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
};

export function allows(statements: readonly PolicyStatement[], asked: Asked): boolean {
  const applying = statements.filter((one) => applies(one, asked));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') && applying.every(({ Effect }) => Effect !== 'Deny')
  );
}

function applies({ Action, Resource, Principal, Condition = {} }: PolicyStatement, asked: Asked): boolean {
  const holds = Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const is = asked.context[key];
      const like = OPERATORS[operator];
      if (like === undefined) throw new Error(`no such operator is known here: ${operator}`);
      return is !== undefined && [wanted].flat().some((one) => like(is, one));
    }),
  );
  return (
    holds &&
    [Action].flat().some((one) => isLike(asked.action, one)) &&
    [Resource ?? '*'].flat().some((one) => isLike(asked.resource, String(one))) &&
    isFor(Principal, asked.principal)
  );
}

function isFor(principal: unknown, who: string): boolean {
  if (
    principal === '*' ||
    (typeof principal === 'object' && principal !== null && Reflect.get(principal, 'AWS') === '*')
  )
    return true;
  const services: unknown =
    typeof principal === 'object' && principal !== null ? Reflect.get(principal, 'Service') : [];
  return [services].flat().includes(who);
}

const isLike = (is: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`).test(is);

const OPERATORS: Readonly<Record<string, (is: string, wanted: string) => boolean>> = {
  StringEquals: (is, wanted) => is === wanted,
  ArnLike: isLike,
  ArnEquals: isLike,
  Bool: (is, wanted) => is === wanted,
};

function escaped(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
}
