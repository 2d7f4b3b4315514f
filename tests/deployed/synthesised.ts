/** Both stacks as `cdk synth` leaves them: the templates, and the folder of each asset that would be uploaded. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundles, bundleHandlers } from '#infra/aws/bundle.ts';
import { told } from '#infra/aws/context.ts';
import { houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
};
export type Template = {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { Name: string } }>>;
};
export type Synthesised = {
  readonly stores: Template;
  readonly functions: Template;
  /** Where the archive of this key would have been made of. */
  folderOf(s3Key: string): string;
};

export const ACCOUNT = '111122223333';
export const REGION = 'cn-north-1';
const ROOT = join(import.meta.dirname, '..', '..');

/** `context` as `-c` gives it: texts. Browser and font are left out, 120 MB. */
export async function synthesise(
  into: string,
  context: Readonly<Record<string, string>> = {},
): Promise<Synthesised> {
  const bundles = await bundlesIn(join(into, 'bundles'));
  const app = houseApp({ account: ACCOUNT, region: REGION, ...context });
  taizhang(app, { bundles, ...told(app.node, {}) });
  const assembly = app.synth();
  const [stores, functions] = ['Taizhang-Stores', 'Taizhang-Functions'].map(
    (name) => assembly.getStackByName(name).template as Template,
  ) as [Template, Template];
  return { stores, functions, folderOf: foldersIn(assembly.directory) };
}

/** Bundled once for each folder: a second synthesis of the same run takes them as they are. */
const bundled = new Map<string, Promise<Bundles>>();
function bundlesIn(into: string): Promise<Bundles> {
  const bundles = bundled.get(into) ?? bundleHandlers({ beside: false, into });
  bundled.set(into, bundles);
  return bundles;
}

function foldersIn(outdir: string): Synthesised['folderOf'] {
  const assets = JSON.parse(readFileSync(join(outdir, 'Taizhang-Functions.assets.json'), 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  return (s3Key) => {
    const path = assets.files[s3Key.replace(/\.zip$/, '')]?.source.path;
    if (path === undefined) throw new Error(`no asset of the stack is named ${s3Key}`);
    return join(outdir, path);
  };
}

/**
 * As it lies in an environment: `var/task` of its own, and `opt` with its layers over one another. Nothing of this
 * checkout is above it but browser and font, which are linked where the layer has their folder.
 */
export function unpacked(code: string, layers: readonly string[], root: string): string {
  const [task, opt] = [join(root, 'var', 'task'), join(root, 'opt')];
  mkdirSync(opt, { recursive: true });
  cpSync(code, task, { recursive: true });
  for (const layer of layers)
    for (const entry of readdirSync(layer)) cpSync(join(layer, entry), join(opt, entry), { recursive: true });
  const printing = join(opt, 'printing');
  if (layers.some((layer) => readdirSync(layer).length === 0)) {
    mkdirSync(printing, { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(printing, 'node_modules'));
  }
  return task;
}
