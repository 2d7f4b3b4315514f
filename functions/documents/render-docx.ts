import type { Rendering } from './render-report.ts';

export async function renderDocx(_: Rendering): Promise<Uint8Array> {
  return new Uint8Array();
}
