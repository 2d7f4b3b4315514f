/** How large what is uploaded may be, in bytes and without browser and fonts (ADR 74): a start reads it, and a limit keeps it from growing unseen. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundles, HANDLERS } from './bundle.ts';

const KB = 1024;
export const LIMITS = { web: 1550 * KB, others: 400 * KB, packages: 4096 * KB } as const;

export type Size = { readonly name: string; readonly bytes: number; readonly limit: number };

export function sizesOf({ folders, layers }: Bundles): readonly Size[] {
  const functions = HANDLERS.map((name) => ({
    ...{ name, bytes: bytesIn(folders[name]) },
    limit: name === 'web' ? LIMITS.web : LIMITS.others,
  }));
  return [...functions, { name: 'packages', bytes: bytesIn(layers.packages), limit: LIMITS.packages }];
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
}
