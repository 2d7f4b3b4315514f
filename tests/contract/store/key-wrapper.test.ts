import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyWrapper, keyFileWrapper, OtherMasterKey } from '#shared/store/key-wrapper.ts';
import { kmsKeyWrapper } from '#shared/store/kms/key-wrapper.ts';
import { startFakeKms } from './fake-kms.ts';

let kms: Awaited<ReturnType<typeof startFakeKms>>;
let client: KMSClient;
beforeAll(async () => {
  kms = await startFakeKms();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new KMSClient({ endpoint: kms.endpoint, region: 'cn-north-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await kms.stop();
});

const homes: readonly (readonly [string, () => KeyWrapper])[] = [
  ['a key file', () => keyFileWrapper(randomBytes(32))],
  ['KMS', () => kmsKeyWrapper(client, 'alias/taizhang')],
];

describe.each(homes)('a master key in %s', (_home, open) => {
  it('opens what it has wrapped, and every key is another', async () => {
    const wrapper = open();
    const [first, second] = [await wrapper.newKey('o1#application#s1'), await wrapper.newKey('o1#x#s2')];
    expect(first.plain).toHaveLength(32);
    expect(first.plain.equals(second.plain)).toBe(false);
    expect(first.wrapped).not.toContain(first.plain.toString('base64'));
    expect((await wrapper.unwrap(first.wrapped, 'o1#application#s1')).equals(first.plain)).toBe(true);
  });

  it('opens no key under another case', async () => {
    const wrapper = open();
    const { wrapped } = await wrapper.newKey('o1#application#s1');
    await expect(wrapper.unwrap(wrapped, 'o1#application#s2')).rejects.toThrow(OtherMasterKey);
  });
});
