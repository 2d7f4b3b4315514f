/**
 * What an update of a stack that is deployed would do to what is kept, held against what CloudFormation and DynamoDB allow
 * (ADR 73). Pure: two templates in, sentences out.
 */

type Resource = {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
};
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
};

/**
 * Properties whose change makes CloudFormation put a new, empty resource in the place of the old one ("Update requires:
 * Replacement" of its resource types), of the kinds of resources that keep something.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration'],
  'AWS::SecretsManager::Secret': ['Name'],
};
/** Of one table in one update. */
const INDEXES_AT_ONCE = 1;

/** Each a line that names the resource; none where everything kept stays, and the update will be taken. */
export function faultsOfUpdate(released: Template, next: Template): readonly string[] {
  const found: string[] = [];
  for (const [id, before] of Object.entries(released.Resources)) {
    const after = next.Resources[id];
    if (REPLACING[before.Type] === undefined) continue;
    if (after === undefined)
      found.push(`${id}: ${before.Type} is not in it any more, and would be left behind`);
    else if (after.Type !== before.Type) found.push(`${id}: ${before.Type} would become ${after.Type}`);
    else found.push(...faultsOf(id, before, after));
  }
  const outputs = Object.keys(released.Outputs ?? {}).filter((name) => !(name in (next.Outputs ?? {})));
  return [...found, ...outputs.map((name) => `${name}: an output that others may import would go`)];
}

function faultsOf(id: string, before: Resource, after: Resource): readonly string[] {
  const [was, is] = [before.Properties ?? {}, after.Properties ?? {}];
  const replaced = (REPLACING[before.Type] ?? []).filter((name) => differs(was[name], is[name]));
  const found = replaced.map(
    (name) => `${id}: another ${name} puts a new, empty ${before.Type} in its place`,
  );
  if (before.Type === 'AWS::DynamoDB::Table') found.push(...indexFaults(id, indexesOf(was), indexesOf(is)));
  return found;
}

type Indexes = ReadonlyMap<string, unknown>;

function indexesOf(properties: Readonly<Record<string, unknown>>): Indexes {
  const listed = properties.GlobalSecondaryIndexes;
  const indexes: readonly { readonly IndexName: string }[] = Array.isArray(listed) ? listed : [];
  return new Map(indexes.map((index) => [index.IndexName, index]));
}

function indexFaults(id: string, before: Indexes, after: Indexes): readonly string[] {
  const added = [...after.keys()].filter((name) => !before.has(name));
  const removed = [...before.keys()].filter((name) => !after.has(name));
  const changed = [...after].filter(([name, index]) => before.has(name) && differs(before.get(name), index));
  const found = changed.map(
    ([name]) => `${id}: the index ${name} cannot be changed, only added under another name`,
  );
  if (added.length + removed.length > INDEXES_AT_ONCE)
    found.push(
      `${id}: ${added.length} indexes more and ${removed.length} fewer in one update; DynamoDB takes one (${[...added, ...removed].join(', ')})`,
    );
  return found;
}

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
