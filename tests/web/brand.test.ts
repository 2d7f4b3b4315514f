/** The colour of an office: set on its page, refused where white words cannot be read on it, worn by head, charts and paper. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brandInTheDark, brandPath } from '#functions/web/look/style-of-brand.ts';
import { contrast, isReadable } from '#shared/kernel/colour.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let admin: Visitor;
beforeEach(async () => {
  office = await openWebOffice();
  admin = await office.visitor('chen', 'admin');
  await save('');
});
afterEach(() => office.close());

const RED = '#a61d24';
const save = (brand: string) => admin.fillIn('/office', { name: '示例市数据局', brand });
const linked = async () => /href="(\/assets\/brand\/[^"]+)"/.exec((await admin.get('/')).text)?.[1];

describe('the colour of an office', () => {
  it('is a sheet of its own after the common one, for both schemes and paper, and goes again', async () => {
    expect(await linked()).toBeUndefined();
    expect((await save(RED.toUpperCase())).status).toBe(303);
    expect(await linked()).toBe(brandPath(RED));
    const sheet = await office.app.request(brandPath(RED));
    expect(sheet.headers.get('content-type')).toContain('text/css');
    const style = await sheet.text();
    expect(style).toContain(`--brand: ${RED};`);
    expect(style).toContain('prefers-color-scheme: dark');
    await save('');
    expect(await linked()).toBeUndefined();
  });

  it.each([
    ['#ffd700', '看不清'],
    ['#8a8a8a', '看不清'],
    ['red', '颜色写成'],
    ['#12345', '颜色写成'],
  ])('%s is refused at its field', async (brand, said) => {
    const sent = await save(brand);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(said);
    expect(sent.text).toContain(`value="${brand}"`);
    expect(await linked()).toBeUndefined();
  });

  it('is served only where it can be read, and to nobody else’s style', async () => {
    for (const path of ['/assets/brand/ffd700.css', '/assets/brand/red.css', '/assets/brand/a61d24.js'])
      expect([path, (await office.app.request(path)).status === 200]).toEqual([path, false]);
  });

  it('can be read by day and by night, whatever it is', () => {
    expect(Math.round(contrast('#000000', '#ffffff'))).toBe(21);
    for (const brand of [RED, '#0b4a9e', '#000000', '#006400', '#5b2a86', '#767676'].filter(isReadable))
      expect([brand, contrast(brandInTheDark(brand), '#1a2028') >= 4.5]).toEqual([brand, true]);
  });

  it('is that of the charts, too', async () => {
    const [, path = ''] = /src="(\/charts\/[^"]+)"/.exec((await admin.get('/')).text) ?? [];
    await save(RED);
    const { status, text } = await admin.get(path);
    expect([path, status]).toEqual([expect.stringContaining('/charts/'), 200]);
    expect(text).toContain(RED);
    expect(text).not.toContain('#0b4a9e');
  });
});
