/** What every store of documents must do, whatever the engine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '#shared/store/blobs.ts';

export type BlobsUnderTest = { readonly blobs: BlobStore; close(): Promise<void> };

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const textOf = (found: Uint8Array | null) => (found === null ? null : Buffer.from(found).toString());

export function blobsContract(engine: string, open: () => Promise<BlobsUnderTest>): void {
  describe(`the documents on ${engine}`, () => {
    let under: BlobsUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('come back byte for byte, and the last one put under a name stands', async () => {
      const all = new Uint8Array(256).map((_, index) => index);
      await under.blobs.put('letters/告知书-1.docx', all);
      expect(Buffer.compare((await under.blobs.get('letters/告知书-1.docx')) ?? bytes(''), all)).toBe(0);
      await under.blobs.put('letters/告知书-1.docx', bytes('新'));
      expect(textOf(await under.blobs.get('letters/告知书-1.docx'))).toBe('新');
      expect(await under.blobs.get('letters/none')).toBeNull();
    });

    it('stand for good once published: other bytes are refused, the same are no fault', async () => {
      const name = 'reports/default/2025/v1.json';
      expect(await under.blobs.putOnce(name, bytes('甲'))).toBe(true);
      expect(await under.blobs.putOnce(name, bytes('甲'))).toBe(true);
      expect(await under.blobs.putOnce(name, bytes('乙'))).toBe(false);
      expect(textOf(await under.blobs.get(name))).toBe('甲');
    });

    it('let one of many writers publish under a name', async () => {
      const drafts = Array.from({ length: 8 }, (_, index) => `稿 ${index}`);
      const won = await Promise.all(drafts.map((text) => under.blobs.putOnce('reports/v1', bytes(text))));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(textOf(await under.blobs.get('reports/v1'))).toBe(drafts[won.indexOf(true)]);
    });

    it('are listed by the start of their names, in order and in pages', async () => {
      for (const name of ['r/3', 'r/1', 'r/2', 's/1']) await under.blobs.put(name, bytes(name));
      const first = await under.blobs.list('r/', { limit: 2 });
      expect(first.items).toEqual(['r/1', 'r/2']);
      const rest = await under.blobs.list('r/', { after: first.next, limit: 2 });
      expect(rest).toEqual({ items: ['r/3'], next: null });
      expect((await under.blobs.list('t/', { limit: 2 })).items).toEqual([]);
    });

    it('are gone once removed, by their name alone', async () => {
      for (const name of ['u/1/file', 'u/1/about']) await under.blobs.put(name, bytes(name));
      await under.blobs.remove('u/1/file');
      await under.blobs.remove('u/1/never');
      expect(await under.blobs.get('u/1/file')).toBeNull();
      expect((await under.blobs.list('u/', { limit: 5 })).items).toEqual(['u/1/about']);
    });

    it.each(['../ledger.db', '/etc/passwd', 'a//b', '.hidden', 'a/./b', ''])(
      'refuse %j as a name',
      async (name) => {
        await expect(under.blobs.put(name, bytes('x'))).rejects.toThrow('no name');
      },
    );
  });
}
