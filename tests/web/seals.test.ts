/** What is sealed, by page and by program; and this instance as the witness of another's ledger. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { beginRotation } from '#shared/house/signing-key.ts';
import { addWitnessed } from '#shared/notary/witness.ts';
import type { Witness } from '#shared/notary/witness-anchor.ts';
import { readCheckpoint } from '#shared/transparency/checkpoint.ts';
import { isConsistent, isIncluded } from '#shared/transparency/proofs.ts';
import { cosignerLine, isSignedBy, readKeyLine, readNote } from '#shared/transparency/signed-note.ts';
import { leafHash } from '#shared/transparency/tree-hash.ts';
import { openWebOffice, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
async function register(house: LocalHouse | WebOffice['web']['house'], number: string): Promise<void> {
  const fields = {
    ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
    ...{ applicant: { type: 'naturalPerson', name: '张三' }, subject: '规划许可证' },
  };
  expect(await executeCommand(house, { office: 'default', actor, fields })).toMatchObject({ ok: true });
}

async function asked(path: string, role: 'auditor' | 'officer' | 'admin' = 'auditor') {
  const token = await office.token(role);
  const response = await office.app.request(`/api/v1${path}`, {
    headers: { host: 'localhost', authorization: `Bearer ${token}` },
  });
  return { status: response.status, json: (await response.json()) as Record<string, never> };
}
const bytesOf = (hashes: readonly string[]) => hashes.map((one) => Buffer.from(one, 'base64'));

describe('what is sealed', () => {
  it('is shown to auditors and administrators, with the newest checkpoint and the key to take along', async () => {
    const auditor = await office.visitor('shen', 'auditor');
    expect((await auditor.get('/seals')).text).toContain('还没有公钥');
    await register(office.web.house, 'A1');
    await office.web.house.notary.seal();
    await register(office.web.house, 'A2');
    for (const visitor of [auditor, await office.visitor('wang', 'admin')]) {
      const { text } = await visitor.get('/seals');
      expect(text).toMatch(/封存<\/dt><dd>\d+ 笔/);
      expect(text).toMatch(/未封存<\/dt><dd>1 笔，自 20/);
      expect(text).toContain('没有设置别处的存放');
      const key = await visitor.get('/seals/signing.pub');
      const checkpoint = await visitor.get('/seals/ledger-checkpoint.txt');
      const [line, note] = [readKeyLine(key.text), readNote(checkpoint.text)];
      expect(line && note && (await isSignedBy(note, line))).toBe(true);
      expect((await visitor.get('/seals/else')).status).toBe(404);
    }
    const officer = await office.visitor('li', 'officer');
    for (const path of ['', '/signing.pub', '/ledger-checkpoint.txt'])
      expect((await officer.get(`/seals${path}`)).status).toBe(403);
  });

  it('is proven to a program: a step of a case in the newest checkpoint, and that in a later one', async () => {
    const { house } = office.web;
    await register(house, 'A1');
    expect((await asked('/cases/application/A1/versions/1/proof')).status).toBe(404);
    await house.notary.seal();
    const { json: first } = await asked('/proof/ledger/checkpoint');
    const { json: inclusion } = await asked('/cases/application/A1/versions/1/proof');
    const checkpoint = readCheckpoint(String(first.checkpoint));
    const key = readKeyLine(String(first.key));
    if (checkpoint === null || key === null) throw new Error('not sealed');
    expect(await isSignedBy(checkpoint.note, key)).toBe(true);
    const leaf = leafHash(Buffer.from(String(inclusion.entry), 'hex'));
    const { size, root } = checkpoint;
    const proof = bytesOf(inclusion.hashes as unknown as string[]);
    expect(isIncluded({ leaf, index: Number(inclusion.index), size, root, proof })).toBe(true);
    await register(house, 'A2');
    await house.notary.seal();
    const { json: growth } = await asked(`/proof/ledger/consistency?from=${size}`);
    const later = readCheckpoint(String(growth.checkpoint));
    if (later === null) throw new Error('not sealed');
    const grown = { before: size, size: later.size, rootBefore: root, root: later.root };
    expect(isConsistent({ ...grown, proof: bytesOf(growth.hashes as unknown as string[]) })).toBe(true);
    expect((await asked(`/proof/ledger/consistency?from=${later.size + 1}`)).status).toBe(404);
    expect((await asked('/cases/application/A1/versions/9/proof')).status).toBe(404);
    expect((await asked('/proof/ledger/checkpoint', 'officer')).status).toBe(403);
  });
});

describe('as a witness', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-below-'));
  let below: LocalHouse;
  let witness: Witness;
  afterEach(() => {
    below.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const post =
    (token: string) =>
    async (body: string): Promise<{ status: number; text: string; type: string | null }> => {
      const response = await office.app.request('/api/v1/witness/add-checkpoint', {
        method: 'POST',
        headers: { host: 'localhost', authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
        body,
      });
      return {
        status: response.status,
        text: await response.text(),
        type: response.headers.get('content-type'),
      };
    };

  async function joined(): Promise<string> {
    await office.web.house.notary.seal();
    const own = await openLocalHouse(join(folder, 'below'));
    await own.notary.seal();
    const line = (await own.notary.keyLine()) ?? '';
    const token = (await addWitnessed(office.web.house.blobs, { name: '某镇', keyLine: line })) ?? '';
    const keyLine = cosignerLine((await office.web.house.notary.keyLine()) ?? '');
    witness = { kind: 'witness', name: 'https://above', keyLine, post: post(token) };
    own.close();
    below = await openLocalHouse(join(folder, 'below'), { anchors: [witness] });
    return token;
  }
  const state = async () => (await below.notary.standing())[0]?.anchors[0];

  it('signs each checkpoint that goes on where the last one ended', async () => {
    await joined();
    for (const number of ['A1', 'A2', 'A3']) {
      await register(below, number);
      await below.notary.seal();
      expect(await state()).toMatchObject({ fault: null });
    }
    const cosigned = readNote(String(Buffer.from((await below.blobs.get('proof/ledger/cosigned')) ?? '')));
    const key = readKeyLine(witness.keyLine ?? '');
    expect(cosigned && key && (await isSignedBy(cosigned, key))).toBe(true);
    expect((await below.notary.check()).checkpoints).toEqual([]);
  });

  it('follows a key that was announced, also past checkpoints that it has not seen', async () => {
    const token = await joined();
    await register(below, 'A1');
    await below.notary.seal();
    const away: Witness = { ...witness, post: async () => Promise.reject(new Error('away')) };
    below.close();
    below = await openLocalHouse(join(folder, 'below'), { anchors: [away] });
    beginRotation(join(folder, 'below'));
    await below.notary.seal();
    await register(below, 'A2');
    await below.notary.seal();
    expect(await state()).toMatchObject({ fault: 'unreachable' });
    const unled = (await below.notary.standing())[0]?.checkpoint?.whole ?? '';
    expect((await post(token)(`old 0\n\n${unled}`)).status).toBe(403);
    below.close();
    below = await openLocalHouse(join(folder, 'below'), { anchors: [witness] });
    await register(below, 'A3');
    await below.notary.seal();
    expect(await state()).toMatchObject({ fault: null });
    expect((await below.notary.check()).checkpoints).toEqual([]);
  });

  it('knows one that went back, and one that was made anew', async () => {
    await joined();
    await register(below, 'A1');
    await below.notary.seal();
    below.close();
    cpSync(join(folder, 'below'), join(folder, 'earlier'), { recursive: true });
    below = await openLocalHouse(join(folder, 'below'), { anchors: [witness] });
    await register(below, 'A2');
    await below.notary.seal();
    below.close();
    below = await openLocalHouse(join(folder, 'earlier'), { anchors: [witness] });
    expect((await below.notary.check()).checkpoints).toMatchObject([
      { what: 'rolledBack', anchor: 'https://above' },
    ]);
    await register(below, 'B1');
    await register(below, 'B2');
    await below.notary.seal();
    expect(await state()).toMatchObject({ fault: 'forked' });
    expect((await below.notary.check()).checkpoints).toMatchObject([
      { what: 'forked', anchor: 'https://above' },
    ]);
  });

  it('answers as C2SP tlog-witness says', async () => {
    const token = await joined();
    const { whole, size } = (await below.notary.standing())[0]?.checkpoint ?? { whole: '', size: 0 };
    const send = post(token);
    expect((await post('no-token-of-anybody-at-all')(`old 0\n\n${whole}`)).status).toBe(401);
    expect((await send('old\n\nx')).status).toBe(400);
    expect((await send(`old ${size + 1}\n\n${whole}`)).status).toBe(400);
    expect((await send(`old 0\n\n${whole.replace('taizhang/', 'other/')}`)).status).toBe(404);
    expect((await send(`old 0\n\n${whole.replace(/\n\d+\n/, '\n77\n')}`)).status).toBe(403);
    expect(await send(`old 0\n\n${whole}`)).toMatchObject({
      status: 200,
      text: expect.stringMatching(/^— taizhang\//),
    });
    expect(await send(`old 0\n\n${whole}`)).toEqual({
      status: 409,
      text: `${size}\n`,
      type: 'text/x.tlog.size',
    });
    await register(below, 'A1');
    await below.notary.seal();
    const next = (await below.notary.standing())[0]?.checkpoint?.whole ?? '';
    expect((await send(`old ${size}\n${Buffer.alloc(32).toString('base64')}\n\n${next}`)).status).not.toBe(
      200,
    );
  });
});
