/**
 * The calls of the AWS CLI that the restore of docs/deployment.md makes, sent as the CLI would send them. What the CLI
 * takes, tests/infra/guide.test.ts judges by its own models of the services.
 */
import { readFileSync } from 'node:fs';

const [service, operation = '', ...words] = process.argv.slice(2);
if (service !== 'dynamodb') throw new Error(`the suite's aws knows no ${service}`);
const pascal = (text) => text.replace(/(?:^|-)(\w)/g, (_, first) => first.toUpperCase());
const plain = (text) => (/^(?:true|false|\d+)$/.test(text) ? JSON.parse(text) : text);
const SHORTHAND = /^\w+=[^,]+(?:,\w+=[^,]+)*$/;

function givenAs(name, text) {
  if (name === 'restore-date-time') return Date.parse(text) / 1000;
  if (text.startsWith('file://')) return readFileSync(text.slice('file://'.length), 'utf8');
  if (!SHORTHAND.test(text)) return text;
  return Object.fromEntries(
    text
      .split(',')
      .map((pair) => pair.split('='))
      .map(([key, value]) => [key, plain(value)]),
  );
}

const input = {};
const asked = { query: null, output: 'json' };
for (let at = 0; at < words.length; at += 1) {
  const name = words[at].replace(/^--/, '');
  const text = words[at + 1]?.startsWith('--') === false ? words[++at] : null;
  if (name in asked) asked[name] = text;
  else if (text === null) input[pascal(name.replace(/^no-/, ''))] = !name.startsWith('no-');
  else input[pascal(name)] = givenAs(name, text);
}
const { AWS_ENDPOINT_URL = '', AWS_REGION, AWS_ACCESS_KEY_ID } = process.env;
const answer = await fetch(AWS_ENDPOINT_URL, {
  method: 'POST',
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${pascal(operation)}`,
    authorization: `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/20260101/${AWS_REGION}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  },
  body: JSON.stringify(input),
});
const body = await answer.json();
if (!answer.ok) throw new Error(`${body.__type}: ${body.message}`);
process.stdout.write(`${asked.query === null ? JSON.stringify(body) : body[asked.query]}\n`);
