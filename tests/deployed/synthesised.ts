/** Both stacks as `cdk synth` leaves them: the templates, and the folder of each asset that would be uploaded. */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { bundleHandlers } from '#infra/aws/bundle.ts';
import { told } from '#infra/aws/context.ts';
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

/** `context` as `-c` gives it: texts. Packages that lie beside a bundle are linked, not copied: 120 MB the less. */
export function synthesise(into: string, context: Readonly<Record<string, string>> = {}): Synthesised {
  const folders = bundlesIn(join(into, 'bundles'));
  const outdir = join(into, 'cdk.out');
  rmSync(outdir, { recursive: true, force: true });
  const app = new App({ outdir, context: { account: ACCOUNT, region: REGION, ...context } });
  taizhang(app, { folders, ...told(app.node, {}) });
  const assembly = app.synth();
  const [stores, functions] = ['Taizhang-Stores', 'Taizhang-Functions'].map(
    (name) => assembly.getStackByName(name).template as Template,
  ) as [Template, Template];
  return { stores, functions, folderOf: foldersIn(outdir) };
}

/** Bundled once for each folder: a second synthesis of the same run takes them as they are. */
const bundled = new Map<string, ReturnType<typeof bundleHandlers>>();
function bundlesIn(into: string): ReturnType<typeof bundleHandlers> {
  const folders = bundled.get(into) ?? bundleHandlers({ beside: false, into });
  bundled.set(into, folders);
  return folders;
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

/** A bundle is run from a folder of its own, so that nothing of this checkout lies above it but what is linked. */
export function unpacked(folder: string, into: string): string {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  cpSync(folder, into, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(into, 'node_modules'));
  return into;
}
