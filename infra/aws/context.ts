/** What is told to the synthesis from outside: the context (`cdk.json`, `-c`) and the environment, read in one place. */
import type { Node } from 'constructs';
import * as z from 'zod';
import type { Restored } from './places.ts';

type Told = { readonly account?: string; readonly region?: string; readonly restored?: Restored };

/** Names as the engine takes them. */
const tableName = z.string().regex(/^[\w.-]{3,255}$/, 'is no name of a table');
const RESTORED = z
  .strictObject({
    ledger: tableName.optional(),
    keys: tableName.optional(),
    views: tableName.optional(),
    deadLetters: tableName.optional(),
    accounts: tableName.optional(),
    ledgerStream: z
      .string()
      .regex(/^arn:aws[\w-]*:dynamodb:[\w-]+:\d{12}:table\/[\w.-]+\/stream\/.+$/, 'is no ARN of a stream')
      .optional(),
  })
  .refine(({ ledgerStream, ...tables }) => ledgerStream !== undefined || Object.keys(tables).length > 0, {
    error: 'names nothing',
  })
  .refine(({ ledger, ledgerStream }) => (ledger === undefined) === (ledgerStream === undefined), {
    error: 'a restored ledger has a stream of its own: ledger and ledgerStream stand together',
  })
  .refine(
    ({ ledger, ledgerStream }) => ledgerStream === undefined || ledgerStream.includes(`:table/${ledger}/`),
    { error: 'ledgerStream is the stream of another table than ledger' },
  );
const ACCOUNT = z.string().regex(/^\d{12}$/, 'is no account: twelve digits, as a text');
const REGION = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is no region');

const KEY_ARN = z
  .string()
  .regex(/^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'is no ARN of a key of KMS');

export type SigningKeys = { readonly now?: string; readonly next?: string; readonly sm2?: string };

/** Keys that sign checkpoints besides the one of the stack, or in its place. */
export function signingKeysTold(node: Node): SigningKeys {
  const [now, next, sm2] = ['signingKey', 'nextSigningKey', 'sm2SigningKey'].map((name) =>
    read(KEY_ARN, name, node.tryGetContext(name)),
  );
  return { ...(now && { now }), ...(next && { next }), ...(sm2 && { sm2 }) };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws with one line that names what is wrong, where any of it is not as docs/deployment.md says. */
export function told(node: Node, env: Environment): Told {
  const restored = read(RESTORED, 'restored', objectOf(node.tryGetContext('restored')));
  const account = read(ACCOUNT, 'account', node.tryGetContext('account') ?? env.CDK_DEFAULT_ACCOUNT);
  const region = read(REGION, 'region', node.tryGetContext('region') ?? env.CDK_DEFAULT_REGION);
  return { ...(account && { account }), ...(region && { region }), ...(restored && { restored }) };
}

/** `-c` gives a text where `cdk.json` gives an object. */
function objectOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function read<T>(schema: z.ZodType<T>, name: string, value: unknown): T | null {
  if (value === undefined || value === null) return null;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    [name, ...path].join('.').concat(`: ${message}`),
  );
  throw new Error(`the context is not as it should be (docs/deployment.md): ${faults.join('; ')}`);
}
