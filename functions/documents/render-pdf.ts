import type { Rendering } from './rendering.ts';

export async function renderPdf(_: Rendering): Promise<Uint8Array> {
  return new Uint8Array();
}
