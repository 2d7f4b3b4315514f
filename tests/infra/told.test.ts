/** What the synthesis is told from outside: as the command line gives it, a text, and as `cdk.json` does, an object. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, it } from 'vitest';
import { told } from '#infra/aws/context.ts';
import { houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';
import { plainBundles } from '../support/plain-bundles.ts';

const STREAM =
  'arn:aws-cn:dynamodb:cn-north-1:111122223333:table/Ledger-restored/stream/2026-11-24T01:00:00.000';
const RESTORED = { ledger: 'Ledger-restored', keys: 'Keys-restored', ledgerStream: STREAM };
const bundles = plainBundles();
afterAll(() => rmSync(bundles.into, { recursive: true, force: true }));

const toldIn = (context: Record<string, unknown>, env = {}) => told(houseApp(context).node, env);

/** How often the functions' template names a table. */
function mentions(context: Record<string, unknown>): number {
  const app = houseApp(context);
  const { functions } = taizhang(app, { bundles, ...told(app.node, {}) });
  return JSON.stringify(Template.fromStack(functions).toJSON()).split('Ledger-restored').length - 1;
}

it('keys that sign checkpoints in the place of the stack’s, and beside it, are for the notary alone', () => {
  const arn = (name: string): string => `arn:aws-cn:kms:cn-north-1:111122223333:key/${name}`;
  const named = { signingKey: arn('a-1'), nextSigningKey: arn('b-2'), sm2SigningKey: arn('c-3') };
  const app = houseApp(named);
  const { functions } = taizhang(app, { bundles, ...told(app.node, {}) });
  const template = Template.fromStack(functions);
  for (const key of Object.values(named))
    expect(JSON.stringify(template.toJSON()).split(key)).toHaveLength(3);
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: {
        SIGNING_KEY_ARN: named.signingKey,
        NEXT_SIGNING_KEY_ARN: named.nextSigningKey,
        SM2_SIGNING_KEY_ARN: named.sm2SigningKey,
      },
    },
  });
  expect(() => taizhang(houseApp({ sm2SigningKey: 'c-3' }), { bundles })).toThrow('sm2SigningKey');
}, 60_000);

describe('a restored table', () => {
  it('is what every function is given, told by the command line or by cdk.json', () => {
    const byFile = mentions({ restored: RESTORED });
    expect(byFile).toBeGreaterThan(10);
    expect(mentions({ restored: JSON.stringify(RESTORED) })).toBe(byFile);
    // as docs/deployment.md writes it, over two lines
    expect(mentions({ restored: JSON.stringify(RESTORED, null, 2) })).toBe(byFile);
    expect(mentions({})).toBe(0);
  }, 120_000);

  it.each([
    ['no JSON', "{'ledger':'Ledger-restored'}", 'restored'],
    ['a name alone', 'Ledger-restored', 'restored'],
    ['a name within quotes', '"Ledger-restored"', 'restored'],
    ['a number', 5, 'restored'],
    ['a list', [RESTORED], 'restored'],
    ['nothing in it', {}, 'names nothing'],
    ['a table there is none of', { ...RESTORED, leger: 'x' }, 'leger'],
    ['a number for a name', { ...RESTORED, keys: 7 }, 'restored.keys'],
    ['an empty name', { ...RESTORED, keys: '' }, 'restored.keys'],
    ['a ledger without its stream', { ledger: 'Ledger-restored' }, 'ledgerStream stand together'],
    ['a stream without its ledger', { ledgerStream: STREAM }, 'ledgerStream stand together'],
    ['the stream of another table', { ...RESTORED, ledger: 'Ledger-2' }, 'another table'],
    ['no ARN', { ...RESTORED, ledgerStream: 'Ledger-restored' }, 'restored.ledgerStream'],
  ])('that is told of as %s is refused with a line that says why', (_, restored, why) => {
    expect(() => toldIn({ restored })).toThrow(why);
  });

  it('ends the synthesis with one line where it is not understood', () => {
    const script = join(import.meta.dirname, '../../infra/aws/app.ts');
    const context = JSON.stringify({ restored: '{"ledger":"Ledger-restored"}' });
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script],
      {
        encoding: 'utf8',
        env: { ...process.env, CDK_CONTEXT_JSON: context },
      },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^taizhang: the context is not as it should be.*ledgerStream stand together\n$/);
  }, 60_000);
});

describe('account and region', () => {
  it('are those of the context, else of the environment', () => {
    const env = { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'cn-north-1' };
    expect(toldIn({}, env)).toEqual({ account: '111122223333', region: 'cn-north-1' });
    expect(toldIn({ account: '444455556666' }, env).account).toBe('444455556666');
    expect(toldIn({})).toEqual({});
  });

  it.each([
    ['account', '1111'],
    ['account', 111_122_223_333],
    ['account', ''],
    ['region', 'Peking'],
  ])('are refused where they are none: %s %s', (name, value) => {
    expect(() => toldIn({ [name]: value })).toThrow(name);
  });
});
