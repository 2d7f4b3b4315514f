import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { token } from '#functions/cli/accounts.ts';
import { readArguments } from '#functions/cli/options.ts';
import { verify } from '#functions/cli/verify.ts';
import { type Seeded, seeded } from '#functions/demo/seeded.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { started, untilLeft } from '../bench/beside.ts';
import { seedOf } from '../support/seed.ts';

/** More in a command of its own: `npm run faults:kill`. */
const KILLS = Number(process.env.KILLS ?? 1);
const CLIENTS = 16;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taizhang-posts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Post = { readonly key: string; readonly body: Readonly<Record<string, string>> };
type Told = { readonly status: number; readonly case: string; readonly version: number };

const registering = (number: string): Post['body'] => ({
  ...{ command: 'RegisterHotlineCase', case: number, at: '2026-11-20T09:00:00+08:00' },
  ...{ source: '12345热线', type: 'consultation' },
});

/** What programs post, and what each post was told; one without an answer may have been recorded or not. */
class Programs {
  readonly told = new Map<string, { readonly post: Post; readonly told: Told }>();
  readonly sent = new Set<string>();
  readonly #chance: Seeded;

  constructor(chance: Seeded) {
    this.#chance = chance;
  }

  /** New calls, what is refused beside them, and what was sent before once more. */
  #next(): Post {
    const known = [...this.told.values()];
    const key = `k${this.sent.size}`;
    const kind = known.length < 5 ? 0 : this.#chance.int(0, 9);
    if (kind === 7) return this.#chance.pick(known).post;
    this.sent.add(key);
    // a refusal is answered anew, and stands only as long as there is no such case
    const entered = known.filter(({ post: { body } }) => body.command === 'RegisterHotlineCase');
    if (kind === 8) return { key, body: registering(this.#chance.pick(entered).post.body.case ?? '') };
    if (kind === 9)
      return { key, body: { command: 'AcceptHotlineCase', case: 'none', at: '2026-11-20T10:00:00+08:00' } };
    return { key, body: registering(`RX-${key}`) };
  }

  /** Until the server is gone; what is told a second time is what was told the first. */
  async post(base: string, authorization: string): Promise<void> {
    for (;;) {
      const post = this.#next();
      const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': post.key };
      const asked = { method: 'POST', headers, body: JSON.stringify(post.body) };
      const answer = await fetch(`${base}/api/v1/commands`, asked).catch(() => null);
      const body = await answer?.json().catch(() => null);
      if (!answer || body === null) return;
      const told = { status: answer.status, case: body.case, version: body.version };
      const before = this.told.get(post.key)?.told;
      if (before === undefined) this.told.set(post.key, { post, told });
      else expect({ ...told, status: before.status }).toEqual(before);
    }
  }
}

it(`posts of ${CLIENTS} programs, killed ${KILLS} times: nothing that was acknowledged is lost, nothing is there twice`, async () => {
  const data = join(folder, 'data');
  const made = await token(
    readArguments(['token', 'create', '--role', 'intake', '--name', 'p', '--data', data]),
  );
  const authorization = `Bearer ${JSON.parse(made.stdout).token}`;
  const chance = seeded(seedOf('kills beside posts'));
  const programs = new Programs(chance);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, base } = await started(data);
    const gone = once(child, 'exit');
    const until = programs.told.size + chance.int(40, 120);
    const posting = Promise.all(Array.from({ length: CLIENTS }, () => programs.post(base, authorization)));
    while (programs.told.size < until) await new Promise((resolve) => setTimeout(resolve, chance.int(1, 8)));
    child.kill('SIGKILL');
    await Promise.all([gone, posting]);
    // another version of the program, which these sources are, is kept off while it still works
    await untilLeft(data);
    await heldAgainst(data, programs);
  }
});

async function heldAgainst(data: string, { told, sent }: Programs): Promise<void> {
  const house = await openLocalHouse(data);
  const { exit, stdout } = await verify(house);
  expect(exit, stdout).toBe(0);
  let recorded = 0;
  for (const [key, { post, told: answer }] of told) {
    const stands = await house.log.commitOfKey('default', `api p ${key}`);
    expect({ key, number: stands?.number, version: stands?.version }).toEqual(
      answer.status === 201 ? { key, number: post.body.case, version: answer.version } : { key },
    );
    if (answer.status === 201) recorded += 1;
  }
  let cases = 0;
  for await (const page of house.log.scan(undefined, { kinds: new Set(['hotline']) })) cases += page.length;
  house.close();
  expect(cases).toBeGreaterThanOrEqual(recorded);
  expect(cases).toBeLessThanOrEqual(recorded + sent.size - told.size);
}
