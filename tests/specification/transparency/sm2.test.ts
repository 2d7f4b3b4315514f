/** SM2 with SM3: the example of the standard, and the library that signs against the arithmetic of the verifier. */
import { createHash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { isSm2Signature as byVerifier } from '#functions/verifier/sm2.ts';
import {
  isSignedBy,
  keyLine,
  kindOfKey,
  readKeyLine,
  readNote,
  signatureLine,
  sm2Key,
} from '#shared/transparency/signed-note.ts';
import { isSm2Signature, sm2KeyBytes, sm2PointIn, sm2Signature } from '#shared/transparency/sm2.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** GB/T 32918.5-2017, annex A.2 (GM/T 0003.5): key, message digest, user 1234567812345678, signature. */
const SECRET = hex('3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8');
const POINT = hex(
  '04 09F9DF31 1E5421A1 50DD7D16 1E4BC5C6 72179FAD 1833FC07 6BB08FF3 56F35020' +
    'CCEA490C E26775A5 2DC6EA71 8CC1AA60 0AED05FB F35E084A 6632F607 2DA9AD13',
);
const R = hex('F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3');
const S = hex('B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA');
const SIGNATURE = Buffer.concat([hex('3046 0221 00'), R, hex('0221 00'), S]);
const MESSAGE = Buffer.from('message digest');

describe('the example of the standard', () => {
  it('is right by both programs', async () => {
    expect(await isSm2Signature('message digest', SIGNATURE, POINT)).toBe(true);
    expect(byVerifier(MESSAGE, SIGNATURE, POINT)).toBe(true);
  });

  it.each([
    ['another message', Buffer.from('message digesT'), SIGNATURE, POINT],
    ['another signature', MESSAGE, Buffer.concat([SIGNATURE.subarray(0, -1), hex('ab')]), POINT],
    ['a signature cut off', MESSAGE, SIGNATURE.subarray(0, 60), POINT],
    ['none', MESSAGE, Buffer.alloc(0), POINT],
    ['r and s exchanged', MESSAGE, Buffer.concat([hex('3046 0221 00'), S, hex('0221 00'), R]), POINT],
    ['zeros', MESSAGE, hex('3006 0201 00 0201 00'), POINT],
    ['a key beside the curve', MESSAGE, SIGNATURE, Buffer.concat([POINT.subarray(0, -1), hex('14')])],
  ])('is wrong with %s', async (_, message, signature, point) => {
    expect(byVerifier(message, signature, point)).toBe(false);
    expect(await isSm2Signature(message.toString(), signature, point)).toBe(false);
  });
});

it('what the recorder signs, the verifier takes, and nothing that differs in a bit', async () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const secret = createHash('sha256').update(`key ${seed}`).digest();
    const point = Buffer.from(sm2.getPublicKeyFromPrivateKey(secret.toString('hex')), 'hex');
    const message = Buffer.from(`检查点 ${'.'.repeat(seed * 17)}\n`);
    const signature = await sm2Signature(message, secret, point);
    expect(byVerifier(message, signature, point)).toBe(true);
    const at = 6 + ((seed * 5) % (signature.length - 6));
    const flipped = Buffer.from(signature);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(byVerifier(message, flipped, point)).toBe(false);
  }
});

it('a signature line of SM2 is read as the line of its key says', async () => {
  const key = sm2Key('taizhang/0123456789abcdef', POINT);
  expect(kindOfKey(key)).toBe('sm2');
  expect(readKeyLine(keyLine(key))).toEqual(key);
  expect(sm2PointIn(Buffer.concat([Buffer.of(0xff), sm2KeyBytes(POINT)]))).toEqual(POINT);
  expect(
    kindOfKey({ ...key, key: Buffer.concat([Buffer.of(0xff), Buffer.from('other'), POINT]) }),
  ).toBeNull();
  const sig = await sm2Signature(Buffer.from('甲\n'), SECRET, POINT);
  const note = readNote(`甲\n\n${signatureLine({ ...key, sig })}`);
  expect(note && (await isSignedBy(note, key))).toBe(true);
  expect(note && (await isSignedBy({ ...note, text: '乙\n' }, key))).toBe(false);
});
