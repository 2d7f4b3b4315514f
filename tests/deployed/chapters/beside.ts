/** Beside the office's own work: the ledger of an office below is witnessed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { cosignerLine } from '#shared/transparency/signed-note.ts';
import type { Chapter } from '../chapter.ts';

export const beside: Chapter = {
  title: 'the ledger of an office below is witnessed',
  happens: async (office) => {
    const { house } = office;
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-below-'));
    const own = await openLocalHouse(folder);
    await own.notary.seal();
    const added = await house.command('witness', 'add', '某镇', (await own.notary.keyLine()) ?? '');
    expect(added.exit, added.stderr).toBe(0);
    const token = /[\w-]{40,}/.exec(added.stdout)?.[0] ?? '';
    own.close();
    const post = async (body: string) => {
      const response = await fetch(`${house.door.address}/api/v1/witness/add-checkpoint`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
        body,
      });
      return {
        status: response.status,
        text: await response.text(),
        type: response.headers.get('content-type'),
      };
    };
    const key = await office.as('wu').get('/seals/signing.pub');
    const witness = {
      kind: 'witness',
      name: 'https://above',
      keyLine: cosignerLine(key.text.trim()),
      post,
    } as const;
    const below = await openLocalHouse(folder, { anchors: [witness] });
    await below.notary.seal();
    expect((await below.notary.standing())[0]?.anchors[0]).toMatchObject({ fault: null });
    expect((await post('old 0\n')).status).toBe(400);
    below.close();
    rmSync(folder, { recursive: true, force: true });
  },
};
