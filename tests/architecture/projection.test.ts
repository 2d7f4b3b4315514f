/** A version that counts otherwise fills the read models anew: the launcher tells versions apart by these files. */
import { expect, test } from 'vitest';
import { type Import, importsOf, projectSources, type SourceFile } from './source-files.ts';

const ROOT = new URL('../../', import.meta.url);
const PROJECTING = [
  'shared/views/project-changes.ts',
  'shared/store/sqlite/views.ts',
  'shared/store/dynamodb/views.ts',
];
const sources = new Map(projectSources().map((file) => [file.path, file]));

/** What is imported for its types is not there when the program runs. */
function valuesFrom({ text }: SourceFile, { to, line }: Import): readonly string[] {
  const isTyped = /^(?:im|ex)port type /.test(text.split('\n')[line - 1] ?? '');
  return isTyped ? [] : [to];
}

function reachedFrom(paths: readonly string[], reached = new Set<string>()): ReadonlySet<string> {
  for (const path of paths) {
    const file = sources.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    const next = importsOf(file).flatMap((one) => valuesFrom(file, one));
    reachedFrom(next, reached);
  }
  return reached;
}

test('whatever a projection goes through tells one version from another', async () => {
  const launcher: { readonly decidingFiles: () => Promise<readonly string[]> } = await import(
    new URL('infra/local/launch-bundle.mjs', ROOT).href
  );
  const deciding = new Set(await launcher.decidingFiles());
  expect([...reachedFrom(PROJECTING)].filter((path) => !deciding.has(path))).toEqual([]);
});
