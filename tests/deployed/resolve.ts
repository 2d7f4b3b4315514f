/** The intrinsic functions of CloudFormation that our templates use; one that is not known here ends the suite. */
import { ACCOUNT, REGION } from './synthesised.ts';

export type Scope = {
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Parameters and physical names by logical id. */
  ref(id: string): string;
  attribute(id: string, name: string): string;
  imported(name: string): string;
  /** `{{resolve:secretsmanager:NAME}}` */
  secret(name: string): string;
};

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws-cn',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::URLSuffix': 'amazonaws.com.cn',
};
const NOTHING = Symbol('AWS::NoValue');
type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, scope) => (id === 'AWS::NoValue' ? NOTHING : (PSEUDO[String(id)] ?? scope.ref(String(id)))),
  'Fn::GetAtt': (at, scope) => {
    const [id = '', ...path] = Array.isArray(at) ? at.map(String) : String(at).split('.');
    return scope.attribute(id, path.join('.'));
  },
  'Fn::ImportValue': (name, scope) => scope.imported(String(resolved(name, scope))),
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = resolved(argument, scope) as [string, unknown[]];
    return parts.join(separator);
  },
  'Fn::Select': (argument, scope) => {
    const [index, parts] = resolved(argument, scope) as [string, unknown[]];
    return parts[Number(index)];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = resolved(argument, scope) as [string, string];
    return text.split(separator);
  },
  'Fn::Sub': (argument, scope) => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, object];
    const values = resolved(own, scope) as Record<string, string>;
    return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      const [id = '', ...path] = name.split('.');
      if (name in values) return values[name] ?? '';
      if (path.length > 0) return scope.attribute(id, path.join('.'));
      return PSEUDO[name] ?? scope.ref(name);
    });
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as [string, unknown, unknown];
    return resolved(holds(condition, scope) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [one, other] = resolved(argument, scope) as [unknown, unknown];
    // values of parameters are texts, also of numbers
    return String(one) === String(other);
  },
  'Fn::Not': (argument, scope) => !(resolved(argument, scope) as [unknown])[0],
  'Fn::And': (argument, scope) => (resolved(argument, scope) as unknown[]).every(Boolean),
  'Fn::Or': (argument, scope) => (resolved(argument, scope) as unknown[]).some(Boolean),
  Condition: (name, scope) => holds(String(name), scope),
};

export function holds(condition: string, scope: Scope): boolean {
  if (!(condition in scope.conditions)) throw new Error(`the template knows no condition ${condition}`);
  return Boolean(resolved(scope.conditions[condition], scope));
}

export function resolved(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\{\{resolve:secretsmanager:([^}]+)\}\}/g, (_, name: string) =>
      scope.secret(name),
    );
  if (Array.isArray(value)) return value.map((one) => resolved(one, scope)).filter((one) => one !== NOTHING);
  if (typeof value !== 'object' || value === null) return value;
  const [only, ...others] = Object.entries(value);
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    const intrinsic = INTRINSICS[name];
    // a policy has an element of this name, too
    if (intrinsic !== undefined && (name !== 'Condition' || typeof argument === 'string')) {
      const result = intrinsic(argument, scope);
      return typeof result === 'string' && result.includes('{{resolve') ? resolved(result, scope) : result;
    }
    if (name.startsWith('Fn::')) throw new Error(`the suite does not know ${name}`);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const inner = resolved(one, scope);
      return inner === NOTHING ? [] : [[name, inner]];
    }),
  );
}
