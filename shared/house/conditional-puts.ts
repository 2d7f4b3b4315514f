/**
 * S3 refuses a put with `If-None-Match: *` where an object stands; the emulator does not know that header. This small
 * proxy before it does: a head first, one put of a name at a time, 412 where something stands.
 */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Emulator } from './start-dynoxide.ts';

export async function withConditionalPuts(behind: Emulator): Promise<Emulator> {
  const turns = new Map<string, Promise<void>>();
  const server = createServer((incoming, answer) => {
    if (incoming.method !== 'PUT' || incoming.headers['if-none-match'] !== '*') {
      void forward(behind.endpoint, incoming, answer);
      return;
    }
    const name = incoming.url ?? '/';
    // one that failed holds up none behind it
    const turn = (turns.get(name) ?? Promise.resolve())
      .then(() => putOnce(behind.endpoint, incoming, answer))
      .catch(() => void answer.destroy());
    turns.set(name, turn);
  });
  const endpoint = await listening(server);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await behind.stop();
  };
  return { endpoint, stop };
}

async function putOnce(endpoint: string, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', endpoint);
  const head = await fetch(new URL(pathname, endpoint), {
    method: 'HEAD',
    headers: { authorization: incoming.headers.authorization ?? '' },
  });
  if (!head.ok) return forward(endpoint, incoming, answer);
  incoming.resume();
  answer.writeHead(412, { 'content-type': 'application/xml' });
  answer.end('<Error><Code>PreconditionFailed</Code><Condition>If-None-Match</Condition></Error>');
}

function forward(endpoint: string, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const onward = request(new URL(incoming.url ?? '/', endpoint), {
      method: incoming.method,
      headers: incoming.headers,
    });
    const failed = (): void => void answer.writeHead(502).end();
    answer.once('close', resolve);
    onward.once('error', failed);
    onward.once('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    incoming.pipe(onward);
  });
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    });
  });
}
