/** How a fault is planted: into the template as JSON, or into the built code of a function. Where its place is gone, that is said. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wanted } from '../deployment.ts';
import type { Synthesised, Template } from '../synthesised.ts';

export type Planting = Pick<Wanted, 'planted' | 'tampered'>;
/** Nothing was planted: the product has changed, and the fault has to follow it. */
export class PlaceGone extends Error {}

type Properties = Record<string, unknown>;
type Changed = { readonly Type: string; Properties: Properties; Condition?: string };
type Which = {
  readonly in?: 'stores' | 'functions';
  readonly type: string;
  /** How the id begins. */
  readonly id: string | RegExp;
};
const isMeant = (name: string, id: string | RegExp): boolean =>
  typeof id === 'string' ? name.startsWith(id) : id.test(name);

const gone = (what: string): never => {
  throw new PlaceGone(`nothing to plant it in: ${what}`);
};

/** Each resource that is meant, its properties to be changed in place; `change` says false where it found nothing. */
export function inTemplate(
  { in: stack = 'functions', type, id }: Which,
  change: (properties: Properties, synthesised: Synthesised) => boolean,
): Planting {
  return {
    planted: (synthesised) => {
      const template = structuredClone(synthesised[stack]) as Template & {
        Resources: Record<string, Changed>;
      };
      const meant = Object.entries(template.Resources).filter(
        ([name, { Type }]) => Type === type && isMeant(name, id),
      );
      const changed = meant.filter(([, { Properties }]) => change(Properties, synthesised));
      if (changed.length !== 1) gone(`${changed.length} of ${type} ${id}`);
      return { ...synthesised, [stack]: template } satisfies Synthesised;
    },
  };
}

/** A property, by its path, is another; `undefined` takes it away. */
export function setting(which: Which, path: string, value: unknown): Planting {
  return inTemplate(which, (properties) => {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const at = names.reduce<unknown>((one, name) => (one as Properties | undefined)?.[name], properties);
    if (typeof at !== 'object' || at === null || !(last in at)) return false;
    if (value === undefined) delete (at as Properties)[last];
    else (at as Properties)[last] = value;
    return true;
  });
}

export function withoutResource(which: Required<Pick<Which, 'type' | 'id'>>): Planting {
  return {
    planted: (synthesised) => {
      const all = Object.entries(synthesised.functions.Resources);
      const left = all.filter(([name, { Type }]) => Type !== which.type || !isMeant(name, which.id));
      if (left.length !== all.length - 1) gone(`${which.type} ${which.id}`);
      return { ...synthesised, functions: { ...synthesised.functions, Resources: Object.fromEntries(left) } };
    },
  };
}

type Statement = { Action: string | string[]; Condition?: unknown };

/** In the policy of a role, by how the policy's id begins: the statement that gives the action. */
export function inStatement(id: string, action: string, change: (statement: Statement) => void): Planting {
  return inTemplate({ type: 'AWS::IAM::Policy', id }, ({ PolicyDocument }) => {
    const { Statement } = PolicyDocument as { Statement: Statement[] };
    const meant = Statement.filter(({ Action }) => [Action].flat().includes(action));
    for (const one of meant) change(one);
    return meant.length > 0;
  });
}

type Code = {
  /** How the id of the function begins. */
  readonly of: string;
  /** What stands in the built code, once. */
  readonly text: RegExp;
  readonly instead: string;
};

export function inBundle({ of, text, instead }: Code): Planting {
  return {
    tampered: (id, folder) => {
      if (!id.startsWith(of)) return;
      const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
      const every = new RegExp(text.source, `${text.flags.replace('g', '')}g`);
      const hits = files.flatMap((file) => {
        const code = readFileSync(join(folder, file), 'utf8');
        const found = [...code.matchAll(every)].length;
        if (found > 0) writeFileSync(join(folder, file), code.replace(text, instead));
        return Array.from({ length: found }, () => file);
      });
      if (hits.length !== 1) gone(`${hits.length} times ${text} in ${of}`);
    },
  };
}
