/** Which room may know which (design, "Rooms"): imports point inward, and domain rooms never see each other. */
import { type Import, importsOf, type SourceFile } from './source-files.ts';

const DOMAIN_ROOMS = [
  'shared/disclosure',
  'shared/hotline',
  'shared/appeal',
  'shared/register',
  'shared/calendar',
  'shared/letters',
];
const INNERMOST = ['shared/kernel', 'shared/glossary'];

interface Rule {
  readonly says: string;
  readonly breaks: (imported: { from: string; to: string; target: string }) => boolean;
}

const RULES: readonly Rule[] = [
  {
    says: 'kernel and glossary know only each other, and the kernel zod',
    breaks: ({ from, target }) =>
      INNERMOST.includes(from) &&
      !INNERMOST.includes(target) &&
      !(from === 'shared/kernel' && target === 'zod'),
  },
  {
    says: 'a domain room knows kernel, glossary, itself and zod',
    breaks: ({ from, target }) =>
      DOMAIN_ROOMS.includes(from) && ![...INNERMOST, from, 'zod'].includes(target),
  },
  {
    says: 'reporting knows the events and states of the domain rooms, not how they decide',
    breaks: ({ from, to, target }) =>
      from === 'shared/reporting' && DOMAIN_ROOMS.includes(target) && /\/decide[^/]*$/.test(to),
  },
  {
    says: 'reporting does not know the store',
    breaks: ({ from, target }) => from === 'shared/reporting' && target === 'shared/store',
  },
  {
    says: 'shared knows neither functions nor infra',
    breaks: ({ from, target }) => from.startsWith('shared/') && /^(?:functions|infra)\//.test(target),
  },
  {
    says: 'only store, functions and infra know the cloud SDK',
    breaks: ({ from, target }) =>
      target.startsWith('@aws-sdk/') && !/^(?:shared\/store$|functions\/|infra\/)/.test(from),
  },
  {
    says: 'the recount shares no code with what it checks',
    breaks: ({ from, target }) =>
      from === 'functions/recount' && target !== from && !target.startsWith('node:'),
  },
  {
    says: 'only functions/web and the compositions know hono',
    breaks: ({ from, target }) =>
      /^@?hono\b/.test(target) && !['functions/web', 'infra/local', 'infra/aws'].includes(from),
  },
];

/** `shared/glossary.ts` and `shared/glossary/terms.ts` are one room; a package is a room by its own name. */
export function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  const isOurs = ['shared', 'functions', 'infra', 'tests'].includes(first);
  if (isOurs) return `${first}/${second.replace(/\.\w+$/, '')}`;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

export function importFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !file.path.startsWith('tests/'))
    .flatMap((file) => importsOf(file))
    .flatMap(({ from, to, line }) => {
      const imported = { from: roomOf(from), to, target: roomOf(to) };
      const broken = RULES.filter((rule) => rule.breaks(imported));
      return broken.map((rule) => `${from}:${line} imports ${to}: ${rule.says}`);
    });
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
