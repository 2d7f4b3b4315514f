/**
 * What stands where the region's endpoints would: one address for every service. It knows the caller by its access key,
 * refuses what the caller's role may not do, in the services' words, meters the engine's units, and can be told to
 * behave as on a bad day. What passes goes to the emulators and stand-ins behind it.
 */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import {
  askedOf,
  type Call,
  functionAsked,
  json,
  type Leading,
  nameOfQueue,
  s3PlaceOf,
} from './asked-of-aws.ts';
import type { Rights } from './iam.ts';
import type { Outcome } from './lambda.ts';
import { type Answer, failing, type StandIns } from './stand-ins.ts';

export type { Answer } from './stand-ins.ts';
/**
 * Answers in the service's place; `hang`: nobody ever does; `late`: it is done, and nobody answers; `lost`: it is done,
 * and the connection ends before the answer; `instead`: the service's own answer, made of what was asked; `passing`: what
 * is asked and answered is another.
 */
export type Fault =
  | Answer
  | 'hang'
  | 'late'
  | 'lost'
  | { readonly instead: (body: Body) => object }
  | { readonly passing: (body: Body) => { readonly body: object; answer(given: Body): object } };
type Body = Readonly<Record<string, unknown>>;
export type Units = { readonly role: string; read: number; write: number };
export type Refused = {
  readonly role: string;
  readonly service: string;
  readonly operation: string;
  readonly said: string;
};

export type Front = {
  readonly endpoint: string;
  readonly refused: Refused[];
  readonly calls: Map<string, number>;
  readonly units: Map<string, Units>;
  /** Asked of every call that is allowed; null lets it through. */
  faults: ((call: Call) => Fault | null) | null;
  /** Told when something may wait to be fetched. */
  wake: (what: 'queue' | 'table') => void;
  stop(): Promise<void>;
};
type Behind = {
  readonly dynamodb: string;
  readonly desk: string;
  readonly standIns: StandIns;
  readonly rights: Rights;
  leading(): Leading;
  /** Functions that other functions ask. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** Pauses of queues are made this much shorter. */
  readonly haste: number;
  /** Of the suite's clock: the SDK takes another for a skew of its own, and tries again whatever failed. */
  now(): number;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export async function startFront(behind: Behind): Promise<Front> {
  const server = createServer({ keepAliveTimeout: 120_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const front: Front = {
    endpoint: `http://127.0.0.1:${port}`,
    ...{ refused: [], calls: new Map(), units: new Map(), faults: null, wake: () => {} },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (incoming, response) => {
    serve(behind, front, incoming)
      .then((answer) => {
        if (answer === 'hang') return;
        if (answer === 'lost') response.destroy();
        else send(response.setHeader('date', new Date(behind.now()).toUTCString()), incoming, answer);
      })
      .catch((error: unknown) => send(response, incoming, failing('InternalFailure', String(error), 500)));
  });
  return front;
}

async function serve(
  behind: Behind,
  front: Front,
  incoming: IncomingMessage,
): Promise<Answer | 'hang' | 'lost'> {
  const call = await callOf(incoming);
  const asked = askedOf(call, behind.leading());
  if (asked.some(({ resource }) => resource === '*'))
    return failing('UnknownService', `the suite has nothing that answers for ${call.service}`, 501);
  for (const one of asked) {
    const said = behind.rights.refusal(call.role, one);
    if (said === null) continue;
    const { role, service, operation } = call;
    front.refused.push({ role, service, operation, said });
    return refusing(call, said);
  }
  const named = `${call.role} ${call.service}:${call.operation}`;
  front.calls.set(named, (front.calls.get(named) ?? 0) + 1);
  return met(front.faults?.(call) ?? null, call, (one) => passed(behind, front, one));
}

async function met(
  fault: Fault | null,
  call: Call,
  pass: (call: Call) => Promise<Answer>,
): Promise<Answer | 'hang' | 'lost'> {
  if (fault === null) return pass(call);
  if (fault === 'hang') return 'hang';
  if (fault === 'late') return pass(call).then(() => 'hang');
  if (fault === 'lost') return pass(call).then(() => 'lost');
  if ('status' in fault) return fault;
  if ('instead' in fault) return { status: 200, headers: JSON_1_0, body: bytes(fault.instead(json(call))) };
  const { body, answer } = fault.passing(json(call));
  const given = await pass({ ...call, body: bytes(body) });
  return { ...given, body: bytes(answer(JSON.parse(given.body.toString()))) };
}
const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };
const bytes = (value: object): Buffer => Buffer.from(JSON.stringify(value));

async function callOf(incoming: IncomingMessage): Promise<Call> {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const body = await buffer(incoming);
  const path = incoming.url ?? '/';
  const signed =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ??
    /X-Amz-Credential=([^/%]+)(?:\/|%2F)\d+(?:\/|%2F)[^/%]+(?:\/|%2F)([^/%]+)/i.exec(path) ??
    /name="x-amz-credential"\r\n\r\n([^/]+)\/\d+\/[^/]+\/([^/]+)\//i.exec(body.toString('latin1'));
  const [, role = 'nobody', service = 's3'] = signed ?? [];
  const method = incoming.method ?? 'GET';
  const target = headers['x-amz-target']?.split('.')[1];
  const operation =
    target ??
    (service === 'ses'
      ? 'SendEmail'
      : `${method} ${[...s3PlaceOf(path).query.keys()].filter((one) => /^(?:tagging|retention|delete|list-type|uploads|versions)$/.test(one)).join()}`.trim());
  return { service, operation, role, method, path, headers, body };
}

/** Each service words and wraps its refusal in its own way. */
function refusing({ service }: Call, said: string): Answer {
  if (service === 's3') return s3Refusing(said);
  const name =
    service === 'dynamodb' ? 'com.amazon.coral.service#AccessDeniedException' : 'AccessDeniedException';
  return failing(name, said, service === 'sqs' || service === 'ses' ? 403 : 400);
}
const s3Refusing = (said: string): Answer => ({
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>${said}</Message></Error>`,
  ),
});

async function passed(behind: Behind, front: Front, call: Call): Promise<Answer> {
  const instead = await behind.standIns.answer(call);
  if (instead !== null) return instead;
  if (call.service === 'lambda') return invoked(behind, call);
  if (call.service === 'dynamodb') return metered(behind, front, call);
  if (call.service === 'sqs') {
    const answer = await forward(behind.desk, hastened(behind, call));
    if (call.operation.startsWith('SendMessage')) front.wake('queue');
    return answer;
  }
  const answer = await forward(behind.desk, call);
  return call.service === 's3' && answer.status === 404 ? hidden(behind, call, answer) : answer;
}

async function invoked({ invoke }: Behind, call: Call): Promise<Answer> {
  const outcome = await invoke(functionAsked(call), json(call));
  const payload = outcome.ok ? outcome.payload : outcome.error;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      ...(!outcome.ok && { 'x-amz-function-error': 'Unhandled' }),
    },
    body: Buffer.from(JSON.stringify(payload)),
  };
}

/** Who may not list a bucket is not told that an object is missing. */
function hidden({ rights }: Behind, call: Call, answer: Answer): Answer {
  const { bucket, key } = s3PlaceOf(call.path);
  if (key === '') return answer;
  const asked = {
    action: 's3:ListBucket',
    resource: `arn:aws-cn:s3:::${bucket}`,
    context: { 'aws:SecureTransport': ['true'], 's3:prefix': [key] },
  };
  const said = rights.refusal(call.role, asked);
  return said === null ? answer : s3Refusing(said);
}

/** The emulator's own address of the queue, and its pauses shortened. */
function hastened({ desk, haste }: Behind, call: Call): Call {
  const { QueueUrl, ...body } = json(call) as Record<string, unknown>;
  const url = `${desk}/000000000000/${nameOfQueue(String(QueueUrl))}`;
  const shorter =
    call.operation === 'ChangeMessageVisibility'
      ? { VisibilityTimeout: Math.floor(Number(body.VisibilityTimeout) / haste) }
      : {};
  return { ...call, body: Buffer.from(JSON.stringify({ ...body, ...shorter, QueueUrl: url })) };
}

const WRITES = /Put|Update|Delete|Write/;

async function metered({ dynamodb }: Behind, front: Front, call: Call): Promise<Answer> {
  const body = bytes({ ReturnConsumedCapacity: 'TOTAL', ...json(call) });
  const answer = await forward(dynamodb, { ...call, body });
  const given = JSON.parse(answer.body.toString()) as Record<string, unknown>;
  const consumed = [given.ConsumedCapacity ?? []].flat() as { CapacityUnits?: number }[];
  const sum = consumed.reduce((all, { CapacityUnits = 0 }) => all + CapacityUnits, 0);
  const units = front.units.get(call.role) ?? { role: call.role, read: 0, write: 0 };
  front.units.set(call.role, units);
  const isWrite = WRITES.test(call.operation);
  units[isWrite ? 'write' : 'read'] += sum;
  if (isWrite) front.wake('table');
  return answer;
}

export function forward(
  to: string,
  call: Pick<Call, 'method' | 'path' | 'headers' | 'body'>,
): Promise<Answer> {
  const {
    host: _,
    connection: _connection,
    'content-length': _length,
    'accept-encoding': _encoding,
    'transfer-encoding': _transfer,
    ...headers
  } = call.headers;
  return new Promise((resolve, reject) => {
    const onward = request(new URL(to + call.path), {
      agent,
      method: call.method,
      headers: { ...headers, 'content-length': call.body.length },
    });
    onward.once('error', (fault: Error & { readonly code?: string }) => {
      // an idle connection that the emulator closed this moment: nothing of it has arrived
      if (onward.reusedSocket && fault.code === 'ECONNRESET') forward(to, call).then(resolve, reject);
      else reject(fault);
    });
    onward.once('response', (response) => {
      buffer(response).then((body) => {
        const {
          connection: _closed,
          date: _date,
          'content-length': length,
          'transfer-encoding': _chunked,
          ...others
        } = response.headers;
        const told =
          call.method === 'HEAD' && length !== undefined ? { ...others, 'content-length': length } : others;
        resolve({ status: response.statusCode ?? 502, headers: told as Record<string, string>, body });
      }, reject);
    });
    onward.end(call.body);
  });
}

function send(
  response: ServerResponse,
  { method }: IncomingMessage,
  { status, headers, body }: Answer,
): void {
  response.writeHead(status, method === 'HEAD' ? headers : { ...headers, 'content-length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

/** The first put below a folder of a bucket; the SDK makes it again. */
export function oncePut(folder: string, fault: Fault): (call: Call) => Fault | null {
  let isOver = false;
  return ({ service, method, path }) => {
    if (isOver || service !== 's3' || method !== 'PUT' || !path.includes(folder)) return null;
    isOver = true;
    return fault;
  };
}
