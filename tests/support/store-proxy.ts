/** Between a program and its DynamoDB: calls can be held on their way, or answered as the engine would on a bad day. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** `operation`: `TransactWriteItems` …; `body`: what was asked, as JSON. */
export type Call = { readonly operation: string; readonly body: string };
export type Answer = { readonly status: number; readonly body: unknown };

export type Held = {
  readonly arrived: Promise<void>;
  /** Whoever made the call is told this instead, and waits for it no longer. */
  giveUp(answer: Answer): void;
  /** It arrives at the engine, whether somebody still waits or not. */
  letGo(): Promise<Answer>;
};

export type StoreProxy = {
  readonly endpoint: string;
  /** Of every call, in order. */
  readonly calls: Call[];
  /** The next call of the kind is kept back on its way until it is let go. */
  hold(isMeant: (call: Call) => boolean): Held;
  /**
   * Answers instead of the engine; `lost`: the engine carries it out, and nobody hears of it; `hung`: the same, and the
   * caller waits until it gives up; null: let it through.
   */
  answering(answer: ((call: Call) => Answer | 'lost' | 'hung' | null) | null): void;
  stop(): Promise<void>;
};

export const fault = (name: string, more: object = {}, status = 400): Answer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
});

const lost = (_: Answer): Answer => fault('InternalServerError', {}, 500);

type Holding = {
  isMeant(call: Call): boolean;
  readonly arrival: PromiseWithResolvers<void>;
  readonly release: PromiseWithResolvers<void>;
  readonly told: PromiseWithResolvers<Answer>;
  readonly engine: PromiseWithResolvers<Answer>;
};

export async function startStoreProxy(behind: string): Promise<StoreProxy> {
  const calls: Call[] = [];
  const holdings: Holding[] = [];
  let answer: Parameters<StoreProxy['answering']>[0] = null;
  const pass = async (body: string, headers: readonly [string, string][]): Promise<Answer> => {
    const passed = await fetch(behind, { method: 'POST', headers: [...headers], body });
    return { status: passed.status, body: await passed.json() };
  };
  const answered = async (call: Call, headers: readonly [string, string][]): Promise<Answer> => {
    const instead = answer?.(call) ?? null;
    if (instead === 'lost') return lost(await pass(call.body, headers));
    if (instead === 'hung') {
      await pass(call.body, headers);
      return new Promise(() => {});
    }
    if (instead !== null) return instead;
    const at = holdings.findIndex(({ isMeant }) => isMeant(call));
    const [holding] = at < 0 ? [] : holdings.splice(at, 1);
    if (holding === undefined) return pass(call.body, headers);
    holding.arrival.resolve();
    void holding.release.promise
      .then(() => pass(call.body, headers))
      .then((one) => {
        holding.engine.resolve(one);
        holding.told.resolve(one);
      });
    return holding.told.promise;
  };
  const server = createServer(async (request, response) => {
    const call = {
      operation: String(request.headers['x-amz-target']).split('.')[1] ?? '',
      body: await text(request),
    };
    calls.push(call);
    send(response, await answered(call, headersOf(request)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    hold: (isMeant) => {
      const holding: Holding = {
        isMeant,
        arrival: Promise.withResolvers(),
        release: Promise.withResolvers(),
        told: Promise.withResolvers(),
        engine: Promise.withResolvers(),
      };
      holdings.push(holding);
      return {
        arrived: holding.arrival.promise,
        giveUp: (instead) => holding.told.resolve(instead),
        letGo: () => {
          holding.release.resolve();
          return holding.engine.promise;
        },
      };
    },
    answering: (next) => {
      answer = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !['host', 'content-length', 'connection'].includes(name)
      ? [[name, value]]
      : [],
  );
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
