/** The OpenAPI 3.1 document, made from the schemas that validate. */
import * as z from 'zod';
import { commandSchemas } from './commands.ts';
import type { Endpoint } from './endpoint.ts';
import { isSigned } from './example.ts';
import { problemShape } from './shapes.ts';

type Json = Readonly<Record<string, unknown>>;

export function openapiOf(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const one of endpoints) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one) };
  return {
    openapi: '3.1.0',
    info: {
      title: '台账',
      version: '1',
      description:
        '政府信息公开申请、热线工单、复议诉讼与年度报告统计。日期为 Asia/Shanghai 的日历日。令牌可以限定最后一天和用途（x-scope：read 读取，import 登记整份文件，asNamed 按命令名称）；超出用途的答 403 outOfScope，过期的答 401。',
    },
    security: TOKEN,
    paths,
    components: {
      securitySchemes: SCHEMES,
      schemas: { Problem: schemaOf(problemShape, 'output'), Command: commandSchema() },
    },
  };
}

function operationOf(one: Endpoint): Json {
  const scope = one.method === 'get' ? 'read' : one.scope;
  const write = one.method === 'post' && one.identify === undefined;
  return {
    operationId: `${one.method} ${one.path}`.replaceAll(/(?<!\W)\W+(\w)/g, (_all, letter: string) =>
      letter.toUpperCase(),
    ),
    summary: one.summary,
    'x-roles': one.roles,
    ...(scope !== undefined && { 'x-scope': scope }),
    ...(one.identify !== undefined && {
      security: one.method === 'get' ? [...SIGNED, ...TOKEN] : isSigned(one) ? SIGNED : TOKEN,
    }),
    parameters: [...parametersOf(one), ...(write ? [KEY] : one.method === 'get' ? [MIN_POSITION] : [])],
    ...(one.body !== undefined && { requestBody: bodyOf(one) }),
    responses: {
      ...Object.fromEntries(Object.entries(one.answers).map(([status, shape]) => [status, answerOf(shape)])),
      ...(one.media && { 200: fileOf(one.media) }),
      503: UNAVAILABLE,
      default: {
        description: '问题说明（RFC 9457），code 固定不变',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const TOKEN: readonly Json[] = [{ token: [] }];
const SIGNED: readonly Json[] = [{ signature: [], timestamp: [] }];
const SCHEMES: Json = {
  token: { type: 'http', scheme: 'bearer' },
  signature: {
    ...{ type: 'apiKey', in: 'header', name: 'X-Signature' },
    description:
      'sha256= 加上十六进制的 HMAC-SHA256：密钥是推送来源的密钥，内容是 X-Timestamp、一个英文句点和请求正文。X-Feed 是推送来源的名称，中文要按 UTF-8 百分号编码。',
  },
  timestamp: {
    ...{ type: 'apiKey', in: 'header', name: 'X-Timestamp' },
    description: '发送的时刻，RFC 3339 或者 1970 年以来的秒数，与现在相差不超过五分钟',
  },
};

const KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: '同一个键、同样的内容再发一次，不会重复登记',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
};

const MIN_POSITION: Json = {
  name: 'minPosition',
  in: 'query',
  required: false,
  description:
    '登记时答复的 position（也在响应头 Taizhang-Position）：最多等 8 秒，等到列表和数据包含那次登记再答；等不到答 503 positionNotReached',
  schema: { type: 'string' },
};

const UNAVAILABLE: Json = {
  description:
    '这时办不了（code unavailable，原因在 facts.why），过 Retry-After 秒用同一个 Idempotency-Key 再发，不会重复',
  headers: { 'Retry-After': { schema: { type: 'integer' }, description: '秒' } },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: z.core.JSONSchema.BaseSchema;
  readonly example?: string;
};

export function parametersOf({ path, parameters, example }: Endpoint): readonly Parameter[] {
  if (parameters === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(parameters, 'input');
  return Object.entries(properties).map(([name, schema]) => {
    const inPath = path.includes(`{${name}}`);
    const shown = example.parameters?.[name];
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || required.includes(name),
      schema: typeof schema === 'boolean' ? {} : schema,
      ...(shown !== undefined && { example: shown }),
    };
  });
}

function bodyOf({ body, bodyShape, path, example }: Endpoint): Json {
  const shown = { example: example.body };
  if (!(body instanceof z.ZodType)) {
    const types = (body ?? []).map((type) => {
      const told = bodyShape !== undefined && type === 'application/json';
      const schema = told ? schemaOf(bodyShape, 'input') : { type: 'string' };
      return [type, type === body?.[0] ? { schema, ...shown } : { schema }];
    });
    return { required: true, content: Object.fromEntries(types) };
  }
  const schema = path.endsWith('/commands')
    ? { $ref: '#/components/schemas/Command' }
    : schemaOf(body, 'input');
  return { required: true, content: { 'application/json': { schema, ...shown } } };
}

function fileOf(media: readonly string[]): Json {
  const content = media.map((type) => [type, { schema: { type: 'string', format: 'binary' } }] as const);
  return { description: 'The file', content: Object.fromEntries(content) };
}

function answerOf(shape: z.ZodType): Json {
  return { description: '成功', content: { 'application/json': { schema: schemaOf(shape, 'output') } } };
}

function commandSchema(): Json {
  const all = [...commandSchemas().values()].flat().map((schema) => schemaOf(schema, 'input'));
  return { anyOf: all };
}

/** Numbers in addresses arrive as text; the document describes them as numbers, in and out. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = jsonSchema(schema, io);
  return json;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}
