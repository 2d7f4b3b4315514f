/** What is uploaded: how large it is, that it runs from where it is laid, and that a log of it can be read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCRIPT, STYLESHEET } from '#functions/web/look/assets.ts';
import { type Bundles, bundleHandlers, HANDLERS } from '#infra/aws/bundle.ts';
import { namedIn, readable } from '#infra/aws/places-in-logs.ts';
import { sizesOf } from '#infra/aws/sizes.ts';
import { trimmed } from '#infra/aws/trimmed.ts';

const into = mkdtempSync(join(tmpdir(), 'taizhang-bundles-'));
afterAll(() => rmSync(into, { recursive: true, force: true }));
let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundleHandlers({ beside: false, into });
});

const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' });

describe('what is uploaded', () => {
  it('is within its limits, without source maps', () => {
    const sizes = sizesOf(bundles);
    expect(sizes.map(({ name }) => name)).toEqual([...HANDLERS, 'packages']);
    for (const { name, bytes, limit } of sizes) expect(bytes, name).toBeLessThanOrEqual(limit);
    const folders = [...Object.values(bundles.folders), bundles.layers.packages];
    expect(folders.flatMap(filesIn).filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it('holds no package of others, nor asks for one that lies in no layer', () => {
    const packages = new Set(filesIn(bundles.layers.packages).map((file) => `../../opt/${file}`));
    for (const [name, folder] of Object.entries(bundles.folders))
      for (const file of filesIn(folder).filter((one) => one.endsWith('.mjs'))) {
        const asked = [...readFileSync(join(folder, file), 'utf8').matchAll(/"(\.\.\/\.\.\/opt\/[^"]+)"/g)];
        for (const [, path = ''] of asked) expect(packages, `${name}/${file}`).toContain(path);
      }
  });

  it('has style sheet and script that say what is written, without white space and comments', async () => {
    const outfile = join(into, 'assets.mjs');
    await build({
      ...{
        entryPoints: ['functions/web/look/assets.ts'],
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'node',
      },
      plugins: [trimmed(process.cwd())],
    });
    const packed: typeof import('#functions/web/look/assets.ts') = await import(outfile);
    for (const [loader, written, kept] of [
      ['css', STYLESHEET, packed.STYLESHEET],
      ['js', SCRIPT, packed.SCRIPT],
    ] as const) {
      const meaning = (code: string): string => transformSync(code, { loader, minify: true }).code;
      expect(meaning(kept)).toBe(meaning(written));
      expect(kept.length, loader).toBeLessThan(written.length * 0.95);
    }
  });

  it('leaves maps by which a place in a log becomes one in our sources, from wherever it was logged', () => {
    const entry = filesIn(bundles.folders.web).find((file) => file.startsWith('web-')) ?? '';
    const lines = readFileSync(join(bundles.folders.web, entry), 'utf8').split('\n');
    // a text that stands nowhere else
    const line = lines.findIndex((one) => one.includes('"no name of a blob"')) + 1;
    const column = (lines[line - 1] ?? '').indexOf('"no name of a blob"') + 1;
    expect(line).toBeGreaterThan(0);
    const logged = (at: string): string =>
      `{"level":"ERROR","stack":"RangeError: no name\\n    at a (${at}/${entry}:${line}:${column})"}`;
    const maps = join(into, 'maps');
    for (const at of ['file:///var/task', bundles.folders.web, `file://${bundles.folders.web}`])
      expect(readable(logged(at), maps)).toMatch(/ at a \(shared\/store\/blobs\.ts:21:\d+\)"\}$/);
    const other = logged('/var/task').replace(entry, 'web-OTHER.mjs');
    expect(readable(other, maps)).toBe(other);
    expect(namedIn(logged('/var/task'))).toEqual([entry]);
  });

  it('has the text of the verifier where whoever makes packages of evidence looks for it', () => {
    const text = (at: string): string => readFileSync(join(at, 'main.ts'), 'utf8');
    expect(text(join(bundles.folders.web, '../../opt/taizhang/verifier'))).toBe(text('functions/verifier'));
  });
});
