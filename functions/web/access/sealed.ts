/** What a browser carries for us between two steps of signing in, so that nothing is kept for strangers. */
import { createHash, randomUUID } from 'node:crypto';
import { epochOf, type Instant } from '#shared/kernel/plain-date.ts';
import { decrypt, encrypt } from '#shared/store/seal.ts';
import type { TryRule } from '#shared/store/tries.ts';
import type { Web } from '../frame/web.ts';

/** `purpose` keeps what was sealed for one step from another. */
type For = { readonly purpose: string; readonly minutes: number };
type Carried<Data> = { readonly data: Data; readonly at: Instant; readonly once: string };

const keyOf = (secret: string, { purpose }: For): Buffer =>
  createHash('sha256').update(`carried for ${purpose} ${secret}`).digest();

export async function seal(web: Web, what: For, data: object): Promise<string> {
  const carried = { data, at: web.house.clock.now(), once: randomUUID() } satisfies Carried<object>;
  return encrypt(keyOf(await web.accounts.signingSecret(), what), Buffer.from(JSON.stringify(carried)));
}

/** Null for what we have not sealed for this, or too long ago. `Data` is what was sealed for this purpose. */
export async function opened<Data>(web: Web, what: For, sealed: string): Promise<Carried<Data> | null> {
  const bytes = decrypt(keyOf(await web.accounts.signingSecret(), what), sealed);
  if (bytes === null) return null;
  const carried: Carried<Data> = JSON.parse(bytes.toString('utf8'));
  const age = epochOf(web.house.clock.now()) - epochOf(carried.at);
  return age < 0 || age > what.minutes * 60_000 ? null : carried;
}

const DAY_MS = 86_400_000;
const ONCE: TryRule = { limit: 1, firstMs: DAY_MS, longestMs: DAY_MS, forgetMs: DAY_MS };

/** As `opened`, and never a second time. */
export async function openedOnce<Data>(web: Web, what: For, sealed: string): Promise<Data | null> {
  const carried = await opened<Data>(web, what, sealed);
  if (carried === null) return null;
  const used = await web.accounts.reserveTry(`once ${carried.once}`, ONCE, web.house.clock.now());
  return used === null ? carried.data : null;
}
