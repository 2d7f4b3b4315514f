/** `docs/deployment.md`, followed line by line: each command in it is one that its program would take. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '#functions/cli/commands.ts';
import { helpOf } from '#functions/cli/help.ts';
import { readArguments } from '#functions/cli/options.ts';
import { told } from '#infra/aws/context.ts';
import { houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';
import { awsCli, type Judge } from '../support/aws-cli.ts';
import { blocksOf, type Call, type Followed, followed, PROGRAMS, spansOf } from '../support/guide.ts';
import { plainBundles } from '../support/plain-bundles.ts';

type Options = Readonly<Record<string, { readonly type: string; readonly alias?: string }>>;
type CdkCommands = {
  readonly globalOptions: Options;
  readonly commands: Readonly<Record<string, { readonly options?: Options }>>;
};
const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PAGES = ['docs/deployment.md', 'docs/deployment.zh-CN.md'] as const;
const CDK: CdkCommands = JSON.parse(read('node_modules/aws-cdk/lib/cli/cli-type-registry.json'));
const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;
/** Of git, what needs no more than the repository. */
const GIT = ['checkout', 'pull'];

let stores: Record<string, Record<string, { Type: string; Properties: Record<string, unknown> }>>;
let functions: Record<string, Record<string, unknown>>;
let judge: Judge;
const ways = new Map<string, Followed>();

// without a region: what is in some regions only is in the template, under a condition
beforeAll(async () => {
  const bundles = plainBundles();
  const stacks = taizhang(houseApp(), { bundles });
  stores = Template.fromStack(stacks.stores).toJSON();
  functions = Template.fromStack(stacks.functions).toJSON();
  rmSync(bundles.into, { recursive: true, force: true });
  const outputs = Object.fromEntries(Object.keys(stores.Outputs ?? {}).map((name) => [name, `the-${name}`]));
  for (const page of PAGES) ways.set(page, followed(read(page), outputs));
  const calls = PAGES.flatMap((page) => way(page).calls).filter(({ program }) => program === 'aws');
  judge = await awsCli(new Set(calls.map(({ words: [service = ''] }) => service)));
});

function way(page: string): Followed {
  const found = ways.get(page);
  if (found === undefined) throw new Error(`nobody followed ${page}`);
  return found;
}

const typed = ({ program, words }: Call): string => [program, ...words].join(' ');
const CHECKS: Readonly<Record<(typeof PROGRAMS)[number], (call: Call) => string[]>> = {
  aws: ({ words, isWhole }) => judge(words, isWhole),
  curl: ({ words }) =>
    /^-s https:\/\/[^/]+\/(?:readyz|healthz)$/.test(words.join(' ')) ? [] : ['asks for another page'],
  git: ({ words: [verb = ''] }) => (GIT.includes(verb) ? [] : [`no git ${verb}`]),
  npm: ({ words }) => npmFaults(words),
  npx: ({ words: [program, ...words] }) => (program === 'cdk' ? cdkFaults(words) : [`no ${program}`]),
};

function npmFaults([verb = '', ...words]: readonly string[]): string[] {
  if (verb === 'ci' || verb === 'test') return words.length === 0 ? [] : ['takes no more words'];
  const [name = '', ...rest] = words.filter((word) => word !== '-s');
  if (verb !== 'run' || SCRIPTS[name] === undefined) return [`no npm ${verb} ${name}`];
  return name === 'taizhang' ? ownFaults(rest.slice(rest.indexOf('--') + 1)) : [];
}

/** Of the product's own command line; its help names what a command takes. */
function ownFaults(words: readonly string[]): string[] {
  const { command, rest } = readArguments(words);
  if (!Object.hasOwn(COMMANDS, command)) return [`no command ${command}`];
  const help = helpOf(command, 'en');
  const named = [...words.filter((word) => word.startsWith('--')), ...rest.slice(0, 1)];
  return named.filter((word) => !help.includes(word)).map((word) => `${command} takes no ${word}`);
}

function cdkFaults([verb = '', ...words]: readonly string[]): string[] {
  const command = CDK.commands[verb];
  if (command === undefined) return [`no cdk ${verb}`];
  const options = { ...CDK.globalOptions, ...command.options };
  const faults: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const name = word.replace(/^--?/, '');
    const [long, option] =
      Object.entries(options).find(([key, { alias }]) => [key, alias].includes(name)) ?? [];
    if (!word.startsWith('-')) faults.push(...namedFaults(verb, word));
    else if (long === undefined) faults.push(`cdk ${verb} takes no ${word}`);
    else if (option?.type !== 'boolean') {
      at += 1;
      faults.push(...saidFaults(long, words[at] ?? ''));
    }
  }
  return faults;
}

function namedFaults(verb: string, word: string): string[] {
  const isKnown =
    verb === 'bootstrap'
      ? /^aws:\/\/\d{12}\/[a-z]+-[a-z]+-\d$/.test(word)
      : ['Taizhang-Stores', 'Taizhang-Functions'].includes(word);
  return isKnown ? [] : [`cdk ${verb} knows no ${word}`];
}

function saidFaults(option: string, value: string): string[] {
  const [, name = '', said = ''] = /^(\w+)=(.+)$/s.exec(value) ?? [];
  if (option === 'parameters') return functions.Parameters?.[name] ? [] : [`no parameter ${value}`];
  if (option !== 'context') return [`nobody has looked at --${option}`];
  return Object.hasOwn(told(houseApp({ [name]: said }).node, {}), name) ? [] : [`no context ${value}`];
}

describe.each(PAGES)('%s', (page) => {
  it('is followed to its end: each variable is set before it is used, each program is there', () => {
    expect(way(page)).toMatchObject({ exit: 0, stderr: '' });
  });

  it('has no command its program would refuse', () => {
    const calls = way(page).calls.map((call) => ({
      ...call,
      check: PROGRAMS.find((name) => name === call.program),
    }));
    const faults = calls.flatMap((call) =>
      (call.check ? CHECKS[call.check](call) : ['nothing checks this']).map(
        (fault) => `${typed(call)}: ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
    expect(calls.filter(({ isWhole }) => isWhole).length).toBeGreaterThan(25);
  });

  it('names commands of the product with what they take', () => {
    const spans = spansOf(read(page)).map((span) => span.split(' '));
    const own = spans.filter(([first = '', ...rest]) => rest.includes('--engine') && !first.startsWith('np'));
    const known = spans.filter(([first = '']) => Object.hasOwn(COMMANDS, first));
    expect(own.length).toBeGreaterThan(1);
    const faults = [...own, ...known].flatMap((words) => ownFaults(words.filter((word) => word !== 'FILE')));
    expect(faults).toEqual([]);
  });

  it('names each parameter of the deployment, and none that is not there', () => {
    const rows = read(page)
      .split('\n')
      .filter((line) => /^\| `[A-Z]\w+`(?:[,、] ?`\w+`)* \| .* \| .* \|$/.test(line));
    const table = rows.slice(
      0,
      rows.findIndex((row) => row.includes('`OutOfOrder`')),
    );
    const named = table.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const ours = Object.keys(functions.Parameters ?? {}).filter((name) => name !== 'BootstrapVersion');
    expect(named.toSorted()).toEqual(ours.toSorted());
  });

  it('gives up the protection of every table that has it, before the stack of stores is destroyed', () => {
    const tables = Object.entries(stores.Resources ?? {}).filter(
      ([, { Properties }]) => Properties?.DeletionProtectionEnabled === true,
    );
    const outputs = Object.entries(stores.Outputs ?? {});
    const named = tables.map(([id]) =>
      outputs.find(([, output]) => JSON.stringify(output).includes(`"Ref":"${id}"`)),
    );
    const unprotected = way(page).calls.filter(({ words }) =>
      words.includes('--no-deletion-protection-enabled'),
    );
    const given = unprotected.map(({ words }) => words[words.indexOf('--table-name') + 1]);
    expect(given.toSorted()).toEqual(named.map((output) => `the-${output?.[0]}`).toSorted());
  });

  it('leaves the stores as they are where it goes back to an older version', () => {
    const { calls } = way(page);
    const back = calls.findIndex(({ program, words }) => program === 'git' && words[0] === 'checkout');
    const deployed = calls
      .slice(back)
      .find(({ program, words }) => program === 'npx' && words[1] === 'deploy');
    expect(deployed?.words).toEqual(['cdk', 'deploy', 'Taizhang-Functions', '--exclusively']);
  });
});

it('gives the same commands and queries in both languages', () => {
  const [english, chinese] = PAGES.map((page) =>
    way(page)
      .calls.filter(({ isWhole }) => isWhole)
      .map(typed),
  );
  expect(chinese).toEqual(english);
  const [queries, others] = PAGES.map((page) => blocksOf(read(page)).queries);
  expect(queries?.length).toBe(1);
  expect(others).toEqual(queries);
});
