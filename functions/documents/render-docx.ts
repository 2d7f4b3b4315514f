import type { Rendering } from './rendering.ts';

export async function renderDocx(_: Rendering): Promise<Uint8Array> {
  return new Uint8Array();
}
