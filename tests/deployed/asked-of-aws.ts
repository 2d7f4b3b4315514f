/** What a call of the SDK asks of the account: the actions and resources that its right is judged by. */
import type { Asked } from './iam.ts';
import { ACCOUNT, REGION } from './synthesised.ts';

export type Call = {
  readonly service: string;
  readonly operation: string;
  readonly role: string;
  readonly method: string;
  /** As sent, percent-encoded, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
/** The attribute that leads each table and index. */
export type Leading = ReadonlyMap<
  string,
  { readonly table: string; readonly indexes: ReadonlyMap<string, string> }
>;

const arn = (service: string, rest: string): string => `arn:aws-cn:${service}:${REGION}:${ACCOUNT}:${rest}`;
export const tableArn = (name: string): string => arn('dynamodb', `table/${name}`);
export const queueArn = (name: string): string => arn('sqs', name);
export const nameOfQueue = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

export function askedOf(call: Call, leading: Leading): readonly Asked[] {
  if (call.service === 'dynamodb') return ofDynamo(call, leading);
  if (call.service === 's3') return ofS3(call);
  if (call.service === 'sqs') {
    const { QueueUrl = '' } = json(call);
    const action = `sqs:${call.operation.replace(/Batch$/, '')}`;
    return [{ action, resource: queueArn(nameOfQueue(String(QueueUrl))), context: SECURE }];
  }
  if (call.service === 'kms') return ofKms(call);
  if (call.service === 'ses') return ofSes(call);
  if (call.service === 'lambda')
    return [{ action: 'lambda:InvokeFunction', resource: arn('lambda', `function:${functionAsked(call)}`) }];
  if (call.service === 'secretsmanager')
    return [{ action: `secretsmanager:${call.operation}`, resource: String(json(call).SecretId) }];
  return [{ action: `${call.service}:${call.operation}`, resource: '*' }];
}

/** `/2015-03-31/functions/NAME/invocations` */
export const functionAsked = ({ path }: Call): string =>
  decodeURIComponent(path.split('/')[3] ?? '').replace(/^.*function:/, '');

const SECURE = { 'aws:SecureTransport': ['true'] };
type Json = Readonly<Record<string, unknown>>;
export const json = ({ body }: Call): Json => (body.length === 0 ? {} : JSON.parse(body.toString()));

type Item = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Single = {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
};

function ofDynamo(call: Call, leading: Leading): readonly Asked[] {
  const body = json(call);
  const { operation } = call;
  const on = (verb: string, one: Single): Asked => {
    const table = one.TableName.replace(/^.*table\//, '');
    const resource = tableArn(table) + (one.IndexName === undefined ? '' : `/index/${one.IndexName}`);
    const known = leading.get(table);
    const attribute = one.IndexName === undefined ? known?.table : known?.indexes.get(one.IndexName);
    const keys = attribute === undefined ? [] : leadingKeys(one, attribute);
    return { action: `dynamodb:${verb}`, resource, context: { 'dynamodb:LeadingKeys': keys } };
  };
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems')
    return (body.TransactItems as Record<string, Single>[]).flatMap((item) =>
      Object.entries(item).map(([kind, one]) => on(VERBS[kind] ?? `${kind}Item`, one)),
    );
  if (operation === 'BatchWriteItem' || operation === 'BatchGetItem')
    return Object.entries(body.RequestItems as Record<string, unknown>).flatMap(([TableName, wanted]) => {
      const keys = operation === 'BatchGetItem' ? (wanted as { Keys: Item[] }).Keys : [];
      const items = keys.length > 0 ? keys : (wanted as Record<string, Single>[]).flatMap(itemsIn);
      return items.map((Key) => on(operation, { TableName, Key }));
    });
  const TableName = String(body.TableName ?? body.SourceTableName ?? body.ResourceArn);
  return [on(operation, { ...body, TableName })];
}
const VERBS: Readonly<Record<string, string>> = { ConditionCheck: 'ConditionCheckItem' };
const itemsIn = (request: Record<string, Single>): Item[] =>
  Object.values(request).flatMap(({ Item, Key }) => (Item ?? Key) as Item);

function leadingKeys(one: Single, attribute: string): readonly string[] {
  const direct = (one.Key ?? one.Item)?.[attribute];
  if (direct !== undefined) return Object.values(direct);
  const expression = one.KeyConditionExpression ?? '';
  return [...expression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)].flatMap(([, name = '', value = '']) =>
    (one.ExpressionAttributeNames?.[name] ?? name) === attribute
      ? Object.values(one.ExpressionAttributeValues?.[value] ?? {})
      : [],
  );
}

export type S3Place = { readonly bucket: string; readonly key: string; readonly query: URLSearchParams };
export function s3PlaceOf(path: string): S3Place {
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const [bucket = '', ...key] = pathname.slice(1).split('/');
  return { bucket, key: decodeURIComponent(key.join('/')), query: searchParams };
}

function ofS3(call: Call): readonly Asked[] {
  const { bucket, key, query } = s3PlaceOf(call.path);
  const at = `arn:aws-cn:s3:::${bucket}`;
  const on = (verb: string, name = key): Asked => ({
    action: `s3:${verb}`,
    resource: name === '' ? at : `${at}/${name}`,
    context: { ...SECURE, ...(query.has('prefix') && { 's3:prefix': [query.get('prefix') ?? ''] }) },
  });
  const versioned = query.has('versionId') ? 'Version' : '';
  if (key === '' && call.method === 'POST' && !query.has('delete')) {
    const form = /name="key"\r\n\r\n([^\r]*)/.exec(call.body.toString('latin1'))?.[1] ?? '';
    return [on('PutObject', form)];
  }
  if (key === '' && query.has('delete'))
    return [...call.body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = '']) =>
      on('DeleteObject', name),
    );
  if (key === '') return [on(query.has('versions') ? 'ListBucketVersions' : 'ListBucket')];
  if (query.has('tagging')) return [on(call.method === 'GET' ? 'GetObjectTagging' : 'PutObjectTagging')];
  if (query.has('retention'))
    return [on(call.method === 'GET' ? 'GetObjectRetention' : 'PutObjectRetention')];
  if (call.method === 'DELETE')
    return [on(query.has('uploadId') ? 'AbortMultipartUpload' : `DeleteObject${versioned}`)];
  if (call.method === 'GET' || call.method === 'HEAD') return [on(`GetObject${versioned}`)];
  const source = call.headers['x-amz-copy-source'];
  return [
    on('PutObject'),
    ...('x-amz-object-lock-mode' in call.headers ? [on('PutObjectRetention')] : []),
    ...('x-amz-tagging' in call.headers ? [on('PutObjectTagging')] : []),
    ...(source === undefined
      ? []
      : [
          {
            action: 's3:GetObject',
            resource: `arn:aws-cn:s3:::${decodeURIComponent(source).replace(/^\//, '')}`,
            context: SECURE,
          },
        ]),
  ];
}

function ofKms(call: Call): readonly Asked[] {
  const { KeyId = '', EncryptionContext = {} } = json(call);
  const context = Object.entries(EncryptionContext as Record<string, string>).map(
    ([name, value]) => [`kms:EncryptionContext:${name}`, [value]] as const,
  );
  return [{ action: `kms:${call.operation}`, resource: String(KeyId), context: Object.fromEntries(context) }];
}

function ofSes(call: Call): readonly Asked[] {
  const from = String(json(call).FromEmailAddress ?? '');
  const domain = /@([^>]+)>?$/.exec(from)?.[1] ?? from;
  return [{ action: 'ses:SendEmail', resource: arn('ses', `identity/${domain}`) }];
}
