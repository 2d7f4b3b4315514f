/** Folders where a synthesis expects bundles: a template says where code lies, and not what it is. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundles, HANDLERS } from '#infra/aws/bundle.ts';
import { recordOf } from '#shared/kernel/keys.ts';

/** In a folder of its own, which is the caller's to remove. */
export function plainBundles(): Bundles & { readonly into: string } {
  const into = mkdtempSync(join(tmpdir(), 'taizhang-plain-'));
  const made = (name: string): string => {
    mkdirSync(join(into, name));
    writeFileSync(join(into, name, 'index.mjs'), `// ${name}\n`);
    return join(into, name);
  };
  const layers = { packages: made('layer-packages'), printing: made('layer-printing') };
  return { into, folders: recordOf(HANDLERS, made), layers };
}
