/** Which room may know which: imports point to rooms that stand before their own in `rooms.ts`. */
import { isPure, ROOMS, roomOf } from './rooms.ts';
import { type Import, importsOf, type SourceFile } from './source-files.ts';

type Imported = {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
};
type Rule = { readonly says: string; readonly breaks: (imported: Imported) => boolean };

const KINDS = ['shared/disclosure', 'shared/hotline', 'shared/appeal', 'shared/register'];
const PLACES = new Map<string, number>(ROOMS.map((room, place) => [room, place]));

const RULES: readonly Rule[] = [
  {
    says: 'a room knows only those that stand before it',
    breaks: ({ source, target }) => {
      const [own, other] = [PLACES.get(source), PLACES.get(target)];
      return other !== undefined && source !== target && (own === undefined || other > own);
    },
  },
  {
    says: 'a kind of case knows no other kind',
    breaks: ({ source, target }) => KINDS.includes(source) && KINDS.includes(target) && source !== target,
  },
  {
    says: 'reporting knows the events and states of a kind, not how it decides',
    breaks: ({ source, to, target }) =>
      source === 'shared/reporting' && KINDS.includes(target) && /\/decide[^/]*$/.test(to),
  },
  {
    says: 'a rule knows no package but zod',
    breaks: ({ from, target }) => isPure(from) && !PLACES.has(target) && target !== 'zod',
  },
  {
    says: 'only the store, the house, functions and infra know the cloud SDK',
    breaks: ({ source, target }) =>
      target.startsWith('@aws-sdk/') && !/^(?:shared\/(?:store|house)$|functions\/|infra\/)/.test(source),
  },
  {
    says: 'nothing outside infra knows infra',
    breaks: ({ source, target }) => target.startsWith('infra/') && !source.startsWith('infra/'),
  },
  {
    says: 'the recount shares no code with what it checks',
    breaks: ({ source, target }) =>
      source === 'shared/recount' && target !== source && !target.startsWith('node:'),
  },
  {
    says: 'the verifier shares no code with the recorder',
    breaks: ({ source, target }) =>
      source === 'functions/verifier' && target !== source && !target.startsWith('node:'),
  },
  {
    says: 'only the pages and the server that answers them know hono',
    breaks: ({ from, source, target }) =>
      /^@?hono\b/.test(target) && !source.startsWith('functions/web') && from !== 'functions/cli/serve.ts',
  },
];

export function importFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !file.path.startsWith('tests/'))
    .flatMap((file) => importsOf(file))
    .flatMap(({ from, to, line }) => {
      const imported = { from, to, source: roomOf(from), target: roomOf(to) };
      const broken = RULES.filter((rule) => rule.breaks(imported));
      return broken.map((rule) => `${from}:${line} imports ${to}: ${rule.says}`);
    });
}

/** A file in no room of the list escapes every rule above. */
export function homeless(files: readonly SourceFile[]): string[] {
  return files
    .map((file) => file.path)
    .filter((path) => !path.startsWith('tests/') && !PLACES.has(roomOf(path)));
}

/** `../../` says nothing of where it leads: from another room a file is named by its room. */
export function climbs(file: SourceFile): string[] {
  if (file.path.startsWith('tests/')) return [];
  return [...file.text.matchAll(/(?:from|import\()\s*'((?:\.\.\/){2,}[^']*\.tsx?)'/g)].map(
    ([, written]) => `${file.path} climbs to ${written}`,
  );
}

/** Each cycle once, as the chain of files that leads back to its first. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(files.map((file) => [file.path, importsOf(file).map((one: Import) => one.to)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}
