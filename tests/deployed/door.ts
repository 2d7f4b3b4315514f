/** The HTTP API before the pages: its routes, its permission to call, and events of payload version 2.0. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Account } from './account.ts';
import { alike } from './iam.ts';
import type { Lambda } from './lambda.ts';
import { ACCOUNT, REGION } from './synthesised.ts';

export type Door = { readonly address: string; stop(): Promise<void> };
type Route = { readonly method: string; readonly path: string; readonly lambda: string };

/** No integration of an HTTP API may take longer. */
const LIMIT_MS = 30_000;
const TEXTS = /^(?:text\/|application\/(?:json|javascript|xml|.*\+json|.*\+xml))/;

export async function startDoor(
  account: Account,
  lambdaOf: (id: string) => Lambda,
  aheadMs: () => number,
): Promise<Door> {
  const routes = routesOf(account);
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => answer(response, 500, String(error)));
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { pathname } = new URL(request.url ?? '/', 'http://api');
    const route = routes.find(({ method, path }) => method === request.method && fits(path, pathname));
    if (route === undefined) return answer(response, 404, '{"message":"Not Found"}');
    if (body.length > 10 * 1024 * 1024)
      return answer(response, 413, '{"message":"Request Entity Too Large"}');
    if (!mayCall(account, route)) return answer(response, 500, '{"message":"Internal Server Error"}');
    const event = eventOf(request, body, {
      route: `${route.method} ${route.path}`,
      at: Date.now() + aheadMs(),
    });
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LIMIT_MS).unref());
    const outcome = await Promise.race([lambdaOf(route.lambda).invoke(event), late]);
    if (outcome === null) return answer(response, 503, '{"message":"Service Unavailable"}');
    if (!outcome.ok) return answer(response, 500, '{"message":"Internal Server Error"}');
    write(response, request, outcome.payload);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function routesOf(account: Account): readonly Route[] {
  const functions = new Map(
    account.of('AWS::ApiGatewayV2::Integration').map(({ id, Properties }) => {
      if (Properties.PayloadFormatVersion !== '2.0') throw new Error(`${id} has another payload than 2.0`);
      return [
        `integrations/${id}`,
        String(Properties.IntegrationUri)
          .replace(/^.*function:/, '')
          .replace(/\/.*$/, ''),
      ];
    }),
  );
  return account.of('AWS::ApiGatewayV2::Route').map(({ Properties }) => {
    const [method = '', path = ''] = String(Properties.RouteKey).split(' ');
    return { method, path, lambda: functions.get(String(Properties.Target)) ?? '' };
  });
}

const fits = (path: string, asked: string): boolean =>
  path.endsWith('/{path+}') ? asked.length > path.length - '{path+}'.length : path === asked;

/** The function's own policy lets this API's route call it. */
function mayCall(account: Account, { method, path, lambda }: Route): boolean {
  return account.of('AWS::Lambda::Permission').some(({ Properties }) => {
    const { FunctionName, Principal, SourceArn } = Properties as Record<string, string>;
    const [api] = account.of('AWS::ApiGatewayV2::Api');
    const asked = `arn:aws-cn:execute-api:${REGION}:${ACCOUNT}:${api?.id}/$default/${method}${path}`;
    return (
      Principal === 'apigateway.amazonaws.com' &&
      String(FunctionName).endsWith(lambda) &&
      (SourceArn === undefined ||
        alike(SourceArn, asked) ||
        alike(SourceArn, asked.replace(`/${method}/`, '/')))
    );
  });
}

/** As the service makes it: the path decoded, several headers of a name as one, cookies apart, bytes in base64. */
function eventOf(request: IncomingMessage, body: Buffer, { route, at }: { route: string; at: number }) {
  const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://api');
  const { cookie, connection: _, ...headers } = request.headers;
  const method = request.method ?? 'GET';
  const path = decodeURIComponent(pathname);
  const isText = TEXTS.test(String(headers['content-type'] ?? 'application/octet-stream'));
  const query: Record<string, string> = {};
  for (const [name, value] of searchParams) query[name] = name in query ? `${query[name]},${value}` : value;
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(search.length > 1 && { queryStringParameters: query }),
    requestContext: {
      ...{
        accountId: ACCOUNT,
        apiId: 'suite',
        domainName: headers.host,
        domainPrefix: 'suite',
        requestId: randomUUID(),
      },
      ...{ routeKey: route, stage: '$default', time: new Date(at).toISOString(), timeEpoch: at },
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.7',
        userAgent: headers['user-agent'] ?? '',
      },
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

type Payload = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

function write(response: ServerResponse, { method }: IncomingMessage, payload: unknown): void {
  // an answer without a status is taken for the body of one
  const isWhole = typeof payload === 'object' && payload !== null && 'statusCode' in payload;
  const {
    statusCode = 200,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded,
  } = (
    isWhole ? payload : { body: JSON.stringify(payload), headers: { 'content-type': 'application/json' } }
  ) as Payload;
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8');
  const { 'content-length': _, ...others } = headers;
  response.writeHead(statusCode, { ...others, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body);
}
