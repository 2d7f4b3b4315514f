/**
 * `npm run released`: keeps the template of the stores as that of the version that is released now. From then on updates
 * are held against it (`tests/infra/update.test.ts`).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { houseApp } from './house-app.ts';
import { Stores } from './stores.ts';

export const RELEASED = join(import.meta.dirname, 'released', 'stores.json');

export function templateOfStores(): Record<string, unknown> {
  const app = houseApp();
  new Stores(app, 'Taizhang-Stores');
  return app.synth().getStackByName('Taizhang-Stores').template;
}

if (import.meta.main) writeFileSync(RELEASED, `${JSON.stringify(templateOfStores(), null, 1)}\n`);
