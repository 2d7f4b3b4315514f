/** Random bytes for sealing: asked of the system by the page, as one call of it costs as much as a hundred bytes. */
import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4096;
const pool = Buffer.alloc(POOL_BYTES);
let given = POOL_BYTES;

/** Given to nobody else, and left nowhere here. `count` is at most some hundred. */
export function fromPool(count: number): Buffer {
  if (given + count > POOL_BYTES) {
    randomFillSync(pool);
    given = 0;
  }
  const own = Buffer.from(pool.subarray(given, given + count));
  pool.fill(0, given, given + count);
  given += count;
  return own;
}
