/**
 * SM2 with SM3 (GB/T 32918.2, the user of GM/T 0009) as an algorithm of signature lines. C2SP gave it no number: behind
 * 0xff stands its name, then the point of the key. A signature is the DER sequence of r and s (GM/T 0009 §7.3), as seals
 * and OpenSSL (`-sigopt distid:1234567812345678`) have it.
 */

const NAME = Buffer.from('sm2-sm3\n');
const POINT_BYTES = 65;

/** What stands behind the algorithm's byte. `point`: 0x04 ‖ x ‖ y. */
export const sm2KeyBytes = (point: Uint8Array): Buffer => Buffer.concat([NAME, point]);

/** The point of a key, with the algorithm's byte in front; null where it is no key of SM2. */
export function sm2PointIn(key: Buffer): Buffer | null {
  const point = key.subarray(1 + NAME.length);
  const isNamed = key.subarray(1, 1 + NAME.length).equals(NAME);
  return isNamed && point.length === POINT_BYTES && point[0] === 4 ? point : null;
}

/** Loaded by those ledgers alone that use it. */
const library = async () => (await import('sm-crypto-v2')).sm2;
const WITH_USER = { hash: true, der: true, userId: '1234567812345678' };

export async function isSm2Signature(text: string, sig: Buffer, point: Buffer): Promise<boolean> {
  const { doVerifySignature } = await library();
  try {
    return doVerifySignature(Buffer.from(text), sig.toString('hex'), point.toString('hex'), WITH_USER);
  } catch {
    // what is no signature at all is none of this key
    return false;
  }
}

/** `secret`: the 32 bytes of the scalar. */
export async function sm2Signature(message: Buffer, secret: Buffer, point: Buffer): Promise<Buffer> {
  const { doSignature } = await library();
  const own = { ...WITH_USER, publicKey: point.toString('hex') };
  return Buffer.from(doSignature(message, secret.toString('hex'), own), 'hex');
}
