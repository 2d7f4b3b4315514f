/**
 * Verification by SM2 with SM3 (GB/T 32918.2-2016 §7, the curve of GB/T 32918.5, the user of GM/T 0009). Node gives SM3;
 * the curve is computed here: nothing is signed and nothing is secret, so time may tell what it wants.
 */
import { createHash } from 'node:crypto';

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G: Point = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
  1n,
];
const USER = '1234567812345678';

/** (x/z², y/z³); z = 0 is the point at infinity. */
type Point = readonly [x: bigint, y: bigint, z: bigint];
const INFINITY: Point = [1n, 1n, 0n];

const mod = (a: bigint, m = P): bigint => ((a % m) + m) % m;

function doubled([x, y, z]: Point): Point {
  const [yy, zz] = [mod(y * y), mod(z * z)];
  const s = mod(4n * x * yy);
  const m = mod(3n * x * x + A * zz * zz);
  const x3 = mod(m * m - 2n * s);
  return [x3, mod(m * (s - x3) - 8n * yy * yy), mod(2n * y * z)];
}

function sum(one: Point, other: Point): Point {
  const [[x1, y1, z1], [x2, y2, z2]] = [one, other];
  if (z1 === 0n) return other;
  if (z2 === 0n) return one;
  const [zz1, zz2] = [mod(z1 * z1), mod(z2 * z2)];
  const [u1, u2] = [mod(x1 * zz2), mod(x2 * zz1)];
  const [s1, s2] = [mod(y1 * zz2 * z2), mod(y2 * zz1 * z1)];
  if (u1 === u2) return s1 === s2 ? doubled(one) : INFINITY;
  const [h, r] = [mod(u2 - u1), mod(s2 - s1)];
  const [hh, v] = [mod(h * h), mod(u1 * h * h)];
  const x3 = mod(r * r - hh * h - 2n * v);
  return [x3, mod(r * (v - x3) - s1 * hh * h), mod(h * z1 * z2)];
}

/** s·G + t·K, both in one pass over the bits. */
function combined(s: bigint, t: bigint, key: Point): Point {
  const both = sum(G, key);
  let point = INFINITY;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    point = doubled(point);
    const [ofS, ofT] = [(s >> bit) & 1n, (t >> bit) & 1n];
    if (ofS + ofT > 0n) point = sum(point, ofS === 0n ? key : ofT === 0n ? G : both);
  }
  return point;
}

function inverse(a: bigint): bigint {
  let [power, result, rest] = [mod(a), 1n, P - 2n];
  for (; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * power);
    power = mod(power * power);
  }
  return result;
}

const numberIn = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
const bytesOf = (n: bigint): Buffer => Buffer.from(n.toString(16).padStart(64, '0'), 'hex');
const sm3 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sm3').update(Buffer.concat(parts)).digest();

/** The digest of the user, the curve and the key, which stands before what is signed (§5.5). */
function userDigest(point: Buffer): Buffer {
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(USER.length * 8);
  return sm3(bits, Buffer.from(USER), ...[A, B, G[0], G[1]].map(bytesOf), point.subarray(1));
}

/** r and s of the DER sequence of two numbers; null for any other bytes. */
function pairIn(sig: Buffer): readonly [bigint, bigint] | null {
  const first = sig[3] ?? 0;
  const second = sig[5 + first] ?? 0;
  const isPair = sig[0] === 0x30 && sig[1] === sig.length - 2 && sig[2] === 2 && sig[4 + first] === 2;
  if (!isPair || 6 + first + second !== sig.length) return null;
  return [numberIn(sig.subarray(4, 4 + first)), numberIn(sig.subarray(6 + first))];
}

/** `point`: 0x04 ‖ x ‖ y. False also of what is no point or no signature. */
export function isSm2Signature(message: Buffer, sig: Buffer, point: Buffer): boolean {
  const [x, y] = [numberIn(point.subarray(1, 33)), numberIn(point.subarray(33))];
  const [r, s] = pairIn(sig) ?? [0n, 0n];
  const isOnCurve = point.length === 65 && point[0] === 4 && mod(y * y - x * x * x - A * x - B) === 0n;
  const t = mod(r + s, N);
  if (!isOnCurve || x >= P || y >= P || r < 1n || r >= N || s < 1n || s >= N || t === 0n) return false;
  const e = numberIn(sm3(userDigest(point), message));
  const [x1, , z1] = combined(s, t, [x, y, 1n]);
  const affine = mod(x1 * inverse(mod(z1 * z1)));
  return z1 !== 0n && mod(e + affine, N) === r;
}
