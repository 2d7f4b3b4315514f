/** `docs/deployment.md`, followed line by line: each command in it is one that its program would take. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '#functions/cli/commands.ts';
import { told } from '#infra/aws/context.ts';
import { houseApp } from '#infra/aws/house-app.ts';
import { taizhang } from '#infra/aws/taizhang.ts';
import { awsCli, type Judge } from '../support/aws-cli.ts';
import { blocksOf, type Call, type Followed, followed, spansOf } from '../support/guide.ts';
import { ownFaults, refusalsOf } from '../support/guide-refusals.ts';
import { plainBundles } from '../support/plain-bundles.ts';

const PAGES = ['docs/deployment.md', 'docs/deployment.zh-CN.md'] as const;
const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');

let stores: Template;
let functions: Template;
let aws: Judge;
const ways = new Map<string, Followed>();

// without a region: what is in some regions only is in the template, under a condition
beforeAll(async () => {
  const bundles = plainBundles();
  const stacks = taizhang(houseApp(), { bundles });
  [stores, functions] = [Template.fromStack(stacks.stores), Template.fromStack(stacks.functions)];
  rmSync(bundles.into, { recursive: true, force: true });
  const outputs = Object.keys(stores.findOutputs('*')).map((name) => [name, `the-${name}`]);
  for (const page of PAGES) ways.set(page, followed(read(page), Object.fromEntries(outputs)));
  const calls = PAGES.flatMap((page) => way(page).calls).filter(({ program }) => program === 'aws');
  aws = await awsCli(new Set(calls.map(({ words: [service = ''] }) => service)));
});

function way(page: string): Followed {
  const found = ways.get(page);
  if (found === undefined) throw new Error(`nobody followed ${page}`);
  return found;
}

const typed = ({ program, words }: Call): string => [program, ...words].join(' ');
const parameters = (): string[] =>
  Object.keys(functions.findParameters('*')).filter((name) => name !== 'BootstrapVersion');

const heeds = (context: Readonly<Record<string, string>>): boolean =>
  Object.keys(context).every((name) => Object.hasOwn(told(houseApp(context).node, {}), name));

/** What an option is given, in the calls that have the other option as well. */
function valuesOf(page: string, option: string, beside = option): (string | undefined)[] {
  const calls = way(page).calls.filter(({ words }) => words.includes(option) && words.includes(beside));
  return calls.map(({ words }) => words[words.indexOf(option) + 1]);
}

function propertiesOf(template: Template, type: string): [string, Record<string, unknown>][] {
  return Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties]);
}

describe.each(PAGES)('%s', (page) => {
  it('is followed to its end: each variable is set before it is used, each program is there', () => {
    expect(way(page)).toMatchObject({ exit: 0, stderr: '' });
  });

  it('has no command its program would refuse', () => {
    const { calls } = way(page);
    const known = { aws, parameters: parameters(), heeds };
    const faults = calls.flatMap((call) =>
      refusalsOf(call, known).map((fault) => `${typed(call)}: ${fault}`),
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
    expect(named.toSorted()).toEqual(parameters().toSorted());
  });

  it('puts people of the pool into groups that it has', () => {
    const pool = propertiesOf(functions, 'AWS::Cognito::UserPoolGroup').map(([, { GroupName }]) => GroupName);
    const [group, ...others] = valuesOf(page, '--group-name');
    expect([pool.includes(group), others]).toEqual([true, []]);
  });

  it('gives up the protection of every table that has it, before the stack of stores is destroyed', () => {
    const tables = propertiesOf(stores, 'AWS::DynamoDB::Table').filter(
      ([, { DeletionProtectionEnabled }]) => DeletionProtectionEnabled === true,
    );
    const named = tables.flatMap(([id]) =>
      Object.keys(stores.findOutputs('*', { Value: { Ref: id }, Export: Match.absent() })),
    );
    const given = valuesOf(page, '--table-name', '--no-deletion-protection-enabled');
    expect(given.toSorted()).toEqual(named.map((name) => `the-${name}`).toSorted());
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
