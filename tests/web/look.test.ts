/** What every page is dressed in: small, named once, and the same whatever is on it. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SCRIPT, STYLESHEET } from '#functions/web/look/assets.ts';
import { LETTER_STYLE } from '#functions/web/look/style-of-letters.ts';
import { TOKENS } from '#functions/web/look/style-tokens.ts';

const MOST = 60 * 1024;

describe('the assets', () => {
  it.each([
    ['style', STYLESHEET],
    ['script', SCRIPT],
  ])('the %s is at most 60 KB on its way', (_name, text) => {
    expect(gzipSync(text).length).toBeLessThanOrEqual(MOST);
    expect(brotliCompressSync(text).length).toBeLessThanOrEqual(MOST);
  });

  it('every colour has its name in one file; only letters are as red and black as paper is', () => {
    const others = STYLESHEET.replace(TOKENS, '').replace(LETTER_STYLE, '').split('\n');
    const raw = others.filter((line) =>
      /#[0-9a-f]{3,8}\b|\brgb|\bhsl/i.test(line.replace(/url\([^)]*\)/g, '')),
    );
    expect(raw).toEqual([]);
  });

  it('every name that is used is defined', () => {
    const used = [...STYLESHEET.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
    const defined = new Set([...STYLESHEET.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([]);
  });
});
