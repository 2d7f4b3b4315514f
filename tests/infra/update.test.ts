/** What is deployed can be updated to what stands here: nothing kept is replaced, and DynamoDB takes every change. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RELEASED, templateOfStores } from '#infra/aws/release-stores.ts';
import { faultsOfUpdate, type Template } from '#infra/aws/update.ts';

const released: Template = JSON.parse(readFileSync(RELEASED, 'utf8'));
const idOf = (part: string): string =>
  Object.keys(released.Resources).find((id) => id.startsWith(part)) ?? '';
const views = idOf('TablesViews');

/** The released template with other properties of one resource. */
function changed(
  id: string,
  change: (properties: Record<string, unknown>) => Record<string, unknown>,
): Template {
  const resource = released.Resources[id];
  if (resource === undefined) throw new Error(`the released template has no ${id}`);
  const properties = change(structuredClone({ ...resource.Properties }));
  return { ...released, Resources: { ...released.Resources, [id]: { ...resource, Properties: properties } } };
}

type Index = { readonly IndexName: string; readonly Projection?: object };
const indexesIn = ({ GlobalSecondaryIndexes: all }: Record<string, unknown>): Index[] =>
  Array.isArray(all) ? all : [];
const withIndexes = (change: (indexes: Index[]) => Index[]): Template =>
  changed(views, (properties) => ({ ...properties, GlobalSecondaryIndexes: change(indexesIn(properties)) }));
const anIndex = (name: string): Index => ({ IndexName: name });

describe('an update of what is deployed', () => {
  it('to what is synthesised now replaces nothing and is one DynamoDB takes', () => {
    expect(faultsOfUpdate(released, JSON.parse(JSON.stringify(templateOfStores())))).toEqual([]);
  });

  it('may add a table, and one index to a table, or take one away', () => {
    const more = { ...released.Resources, New: { Type: 'AWS::DynamoDB::Table' } };
    expect(faultsOfUpdate(released, { ...released, Resources: more })).toEqual([]);
    expect(
      faultsOfUpdate(
        released,
        withIndexes((all) => [...all, anIndex('new')]),
      ),
    ).toEqual([]);
    expect(
      faultsOfUpdate(
        released,
        withIndexes((all) => all.slice(1)),
      ),
    ).toEqual([]);
  });

  it.each<[string, Template, RegExp]>([
    ['two indexes', withIndexes((all) => [...all, anIndex('a'), anIndex('b')]), /2 indexes more and 0 fewer/],
    [
      'one index for another',
      withIndexes((all) => [...all.slice(1), anIndex('a')]),
      /1 indexes more and 1 fewer/,
    ],
    [
      'another shape of an index',
      withIndexes(([first = anIndex(''), ...rest]) => [{ ...first, Projection: {} }, ...rest]),
      /cannot be changed/,
    ],
    ['another key', changed(views, (of) => ({ ...of, KeySchema: [] })), /another KeySchema/],
    ['a name', changed(views, (of) => ({ ...of, TableName: 'Views' })), /another TableName/],
    [
      'another use of a key',
      changed(idOf('SigningKey'), (of) => ({ ...of, KeySpec: 'ECC_NIST_P256' })),
      /KeySpec/,
    ],
    [
      'no table where one was',
      {
        ...released,
        Resources: Object.fromEntries(Object.entries(released.Resources).filter(([id]) => id !== views)),
      },
      /^TablesViews.*left behind/,
    ],
    ['no outputs', { ...released, Outputs: {} }, /LedgerTable: an output/],
  ])('is refused with %s', (_, next, why) => {
    expect(faultsOfUpdate(released, next).join('\n')).toMatch(why);
  });
});
