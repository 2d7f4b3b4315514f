/** How large what is uploaded may be, in bytes and without browser and fonts (ADR 74): a start reads it, and a limit keeps it from growing unseen. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundles, HANDLERS, type HandlerName } from './bundle.ts';

const KB = 1024;
const WEB = 1500 * KB;
/** Work asked for from a page knows all that can be recorded, read from a file and signed. */
const LARGER: Readonly<Partial<Record<HandlerName, number>>> = {
  web: WEB,
  jobs: 570 * KB,
};
const OTHERS = 400 * KB;
const PACKAGES = 4096 * KB;

/** `asked`: what it should come to, where the limit only keeps what is found from growing. */
export type Size = {
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
  readonly asked: number;
};

export function sizesOf({ folders, layers }: Bundles): readonly Size[] {
  const functions = HANDLERS.map((name) => ({
    ...{ name, bytes: bytesIn(folders[name]) },
    limit: LARGER[name] ?? OTHERS,
    asked: name === 'web' ? WEB : OTHERS,
  }));
  const packages = { name: 'packages', bytes: bytesIn(layers.packages) };
  return [...functions, { ...packages, limit: PACKAGES, asked: PACKAGES }];
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
}
