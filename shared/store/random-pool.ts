/** Random bytes for sealing: asked of the system by the page, as one call of it costs as much as a hundred bytes. */
import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let given = POOL_BYTES;

/** Given to nobody else, and left nowhere here. `count` is at most some hundred. */
export function fromPool(count: number): Buffer {
  return taken(count, (from, to) => Buffer.from(pool.subarray(from, to)));
}

/** The same in hexadecimal digits. */
export function hexFromPool(count: number): string {
  return taken(count, (from, to) => pool.toString('hex', from, to));
}

function taken<T>(count: number, copied: (from: number, to: number) => T): T {
  if (given + count > POOL_BYTES) {
    randomFillSync(pool);
    given = 0;
  }
  const from = given;
  given += count;
  const own = copied(from, given);
  pool.fill(0, from, given);
  return own;
}
