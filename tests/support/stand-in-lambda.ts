/** `Invoke` over the protocol of Lambda, of one handler that runs in this process. There is no emulator of it here. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

type Handler = (event: never) => Promise<unknown>;

/** `asked` keeps which functions were called. A handler that throws is answered as Lambda answers. */
export async function startLambda(handler: Handler) {
  const asked: string[] = [];
  const server = createServer(async (request, answer) => {
    asked.push(decodeURIComponent(request.url ?? ''));
    const event = JSON.parse(await text(request)) as never;
    const outcome = await handler(event).then(
      (value) => ({ value, fault: null }),
      (fault: Error) => ({ value: { errorMessage: fault.message }, fault }),
    );
    const faults: Record<string, string> =
      outcome.fault === null ? {} : { 'x-amz-function-error': 'Unhandled' };
    answer.writeHead(200, { 'content-type': 'application/json', ...faults });
    answer.end(JSON.stringify(outcome.value));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: `http://127.0.0.1:${port}`, asked, stop };
}
