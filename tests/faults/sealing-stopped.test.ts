/** The notary stopped at each of its steps, and two of them at once: it goes on, and no size ever has two roots. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorsHere } from '#shared/house/anchors-here.ts';
import { localNotary } from '#shared/house/local-notary.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import type { Notary } from '#shared/store/notary.ts';
import { readCheckpoint } from '#shared/transparency/checkpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'taizhang-stopped-'));
const device = join(folder, 'device');
let house: LocalHouse;

beforeAll(async () => {
  mkdirSync(device);
  house = await openLocalHouse(folder);
});
afterAll(() => {
  house.close();
  rmSync(folder, { recursive: true });
});

/** Everything the notary would write from its `step`th write on fails, as when its machine is switched off there. */
function stoppedAt(step: number, on = house): Notary {
  let writes = 0;
  const { blobs } = on;
  const orDie = <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1;
    return writes > step ? Promise.reject(new Error('switched off')) : write();
  };
  const dying: BlobStore = {
    ...blobs,
    put: (name, bytes) => orDie(() => blobs.put(name, bytes)),
    putOnce: (name, bytes) => orDie(() => blobs.putOnce(name, bytes)),
    remove: (name) => orDie(() => blobs.remove(name)),
  };
  return on === house
    ? notaryOn(dying)
    : localNotary(on.folder, on, { blobs: dying, clock: on.clock, anchors: [] });
}

function notaryOn(blobs: BlobStore): Notary {
  return localNotary(folder, house, { blobs, clock: house.clock, anchors: anchorsHere([device], {}) });
}

let recorded = 0;
async function record(commits: number): Promise<void> {
  for (let one = 0; one < commits; one += 1) {
    recorded += 1;
    const at = { office: 'default', kind: 'letters', stream: `s${recorded}` } as const;
    const actor = { user: 'li', role: 'officer', via: 'cli' } as const;
    await house.log.write([
      (writer) => writer.append({ at, number: at.stream, version: 1, actor, events: [] }),
    ]);
  }
}

function rootsBySize(at: string): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const name of readdirSync(at)) {
    const checkpoint = readCheckpoint(readFileSync(join(at, name), 'utf8'));
    if (checkpoint === null) throw new Error(`${name} is no checkpoint`);
    const roots = found.get(checkpoint.size) ?? new Set();
    found.set(checkpoint.size, roots.add(checkpoint.root.toString('hex')));
  }
  return found;
}

describe('stopped', () => {
  it('at each write of the very first checkpoint', async () => {
    for (let step = 0; step < 9; step += 1) {
      const own = mkdtempSync(join(folder, 'first-'));
      const other = await openLocalHouse(own);
      await stoppedAt(step, other)
        .seal()
        .catch(() => undefined);
      await other.notary.seal();
      const { checkpoints, unsealed } = await other.notary.check();
      expect({ step, checkpoints, unsealed: unsealed.count }).toEqual({ step, checkpoints: [], unsealed: 0 });
      other.close();
    }
  });

  it('at each write, with a tile that fills up on the way', async () => {
    await record(250);
    await notaryOn(house.blobs).seal();
    for (let step = 0; step < 16; step += 1) {
      await record(3);
      await stoppedAt(step)
        .seal()
        .catch(() => undefined);
      await record(1);
      await notaryOn(house.blobs).seal();
      const { checkpoints, unsealed } = await notaryOn(house.blobs).check();
      expect({ step, checkpoints, unsealed: unsealed.count }).toEqual({ step, checkpoints: [], unsealed: 0 });
    }
    for (const at of [join(folder, 'documents/proof/ledger/checkpoints'), join(device, 'ledger/checkpoints')])
      expect([...rootsBySize(at).values()].every((roots) => roots.size === 1)).toBe(true);
  });

  it('between keeping a checkpoint and naming it the newest: that one counts', async () => {
    await record(2);
    const before = await house.notary.standing();
    // tiles, names, the checkpoint; then nothing more
    for (let step = 1; step < 20; step += 1) {
      await stoppedAt(step)
        .seal()
        .catch(() => undefined);
      const kept = readdirSync(join(folder, 'documents/proof/ledger/checkpoints')).sort().at(-1) ?? '';
      if (Number(kept.slice(0, 20)) > (before[0]?.checkpoint?.size ?? 0)) break;
    }
    const [sealed] = await notaryOn(house.blobs).seal();
    expect(sealed?.added).toBe(0);
    expect((await notaryOn(house.blobs).check()).checkpoints).toEqual([]);
  });
});

it('two at once make one chain', async () => {
  const notaries = [notaryOn(house.blobs), notaryOn(house.blobs), notaryOn(house.blobs)];
  for (let round = 0; round < 4; round += 1) {
    await record(5);
    await Promise.all(notaries.map((notary) => notary.seal()));
  }
  expect((await notaryOn(house.blobs).check()).checkpoints).toEqual([]);
});

describe('an anchor', () => {
  it('that is out of reach is told, and caught up with every checkpoint it missed', async () => {
    const away = join(folder, 'away');
    const { blobs, clock } = house;
    const notary = localNotary(folder, house, { blobs, clock, anchors: anchorsHere([away], {}) });
    for (let hour = 0; hour < 3; hour += 1) {
      await record(1);
      await notary.seal();
      expect((await notary.standing())[0]?.anchors).toMatchObject([
        { anchor: away, fault: 'unreachable', size: null },
      ]);
    }
    const unreachable = { what: 'unreachable', anchor: away };
    expect((await notary.check()).checkpoints).toMatchObject([unreachable, unreachable]);
    mkdirSync(away);
    await notary.seal();
    expect((await notary.standing())[0]?.anchors).toMatchObject([{ fault: null, size: expect.any(Number) }]);
    const here = readdirSync(join(folder, 'documents/proof/ledger/checkpoints'));
    expect(readdirSync(join(away, 'ledger/checkpoints'))).toEqual(here);
    expect((await notary.check()).checkpoints).toEqual([]);
  });

  it('that was emptied is told, and not filled as if nothing had been there', async () => {
    rmSync(join(device, 'ledger'), { recursive: true });
    await record(1);
    const notary = notaryOn(house.blobs);
    await notary.seal();
    expect((await notary.standing())[0]?.anchors).toMatchObject([{ fault: 'emptied' }]);
    expect((await notary.check()).checkpoints).toContainEqual(expect.objectContaining({ what: 'emptied' }));
    expect(readdirSync(device)).toEqual(['.drafts', 'signing.pub']);
  });
});
