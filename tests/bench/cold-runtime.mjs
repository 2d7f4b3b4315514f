// A loop as Lambda's: ask for an event, hand it over, give back the answer. `node cold-runtime.mjs HANDLER`, AWS_LAMBDA_RUNTIME_API.
import { request } from 'node:http';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host, port, method, path: `/2018-06-01/runtime/invocation/${path}` },
      (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ text, id: answer.headers['lambda-runtime-aws-request-id'] }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

const [file, name = 'handler'] = process.argv.slice(2);
const { [name]: handler } = await import(file);
for (;;) {
  const { text, id } = await call('GET', 'next');
  const value = await handler(JSON.parse(text), { awsRequestId: id });
  await call('POST', `${id}/response`, JSON.stringify(value ?? null));
}
