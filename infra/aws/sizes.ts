/** How large what is uploaded may be, in bytes and without browser and fonts (ADR 74): a start reads it, and a limit keeps it from growing unseen. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundles, HANDLERS } from './bundle.ts';

const KB = 1024;
const WEB = 1500 * KB;
const OTHERS = 400 * KB;
const PACKAGES = 4096 * KB;

export type Size = { readonly name: string; readonly bytes: number; readonly limit: number };

export function sizesOf({ folders, layers }: Bundles): readonly Size[] {
  const functions = HANDLERS.map((name) => ({
    ...{ name, bytes: bytesIn(folders[name]) },
    limit: name === 'web' ? WEB : OTHERS,
  }));
  const packages = { name: 'packages', bytes: bytesIn(layers.packages) };
  return [...functions, { ...packages, limit: PACKAGES }];
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
}
