/**
 * Whether AWS's own command line would take a command: by the descriptions of its services that it carries, as the CDK
 * brings it along. Nothing of it is run.
 */
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';

type Shape = {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly enum?: readonly string[];
};
type Service = {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
};
type Asked = { readonly service: Service; readonly input: Shape; readonly globals: readonly string[] };

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');
const ARCHIVE = join(MODULES, '@aws-cdk', 'asset-awscli-v1', 'lib', 'layer.zip');
const GLOBALS = 'awscli/awscli/data/cli.json';
/** Commands that are written for the command line itself, and what says so there. */
const WRITTEN_BY_HAND = { 's3 sync': ['awscli/awscli/customizations/s3/subcommands.py', "NAME = 'sync'"] };

/** What is wrong with a command; `isWhole` asks as well for the options it cannot do without. */
export type Judge = (words: readonly string[], isWhole: boolean) => string[];

/** Of the named services. */
export async function awsCli(services: ReadonlySet<string>): Promise<Judge> {
  const files = await filesOf(services);
  const { options }: { readonly options: object } = JSON.parse(textOf(files, GLOBALS));
  const globals = Object.keys(options);
  return ([name = '', operation = '', ...rest], isWhole) => {
    const byHand = Object.entries(WRITTEN_BY_HAND).find(([words]) => words === `${name} ${operation}`)?.[1];
    if (byHand !== undefined)
      return textOf(files, byHand[0] ?? '').includes(byHand[1] ?? '') ? [] : ['no such command'];
    const description = [...files].find(([path]) => path.includes(`/data/${name}/`))?.[1];
    if (description === undefined) return [`no service ${name}`];
    const service: Service = JSON.parse(description);
    const [, found] = Object.entries(service.operations).find(([key]) => kebab(key) === operation) ?? [];
    if (found === undefined) return [`${name} has no ${operation}`];
    const input = service.shapes[found.input?.shape ?? ''] ?? { type: 'structure' };
    return faultsOf(rest, { service, input, globals }, isWhole);
  };
}

/** `--name value`, `--flag` and `--no-flag` against the members of the operation's input. */
function faultsOf(rest: readonly string[], asked: Asked, isWhole: boolean): string[] {
  const [faults, given] = [[] as string[], new Set<string>()];
  for (let at = 0; at < rest.length; at += 1) {
    const option = rest[at]?.match(/^--([a-z][a-z0-9-]*)$/)?.[1];
    if (option === undefined) faults.push(`${rest[at]} belongs to no option`);
    else if (asked.globals.includes(option)) at += 1;
    else {
      const { member, shape, isNegated } = memberOf(option, asked);
      given.add(member);
      const takesValue = shape?.type !== 'boolean';
      const value = rest[at + 1];
      if (shape === undefined || (isNegated && takesValue)) faults.push(`no option --${option}`);
      else if (takesValue) faults.push(...valueFaults(option, value, { ...asked, input: shape }));
      if (takesValue) at += 1;
    }
  }
  const missing = (asked.input.required ?? []).filter((member) => isWhole && !given.has(member));
  return [...faults, ...missing.map((member) => `lacks --${kebab(member)}`)];
}

function memberOf(option: string, { service, input }: Asked) {
  const named = (name: string) => Object.keys(input.members ?? {}).find((member) => kebab(member) === name);
  const plain = named(option);
  const member = plain ?? named(option.replace(/^no-/, '')) ?? '';
  const shape = service.shapes[input.members?.[member]?.shape ?? ''];
  return { member, shape, isNegated: plain === undefined };
}

/** A structure is written `Member=value,…`. */
function valueFaults(option: string, value: string | undefined, { service, input }: Asked): string[] {
  if (value === undefined || value.startsWith('--')) return [`--${option} lacks its value`];
  if (input.enum?.includes(value) === false) return [`--${option} is never ${value}`];
  if (input.type !== 'structure') return [];
  const parts = value.split(',').map((part) => part.split('='));
  return parts.flatMap(([member = '', inner = '']) => {
    const shape = service.shapes[input.members?.[member]?.shape ?? ''];
    const fits = shape !== undefined && shape.enum?.includes(inner) !== false;
    return fits && inner !== '' ? [] : [`--${option} takes no ${member}=${inner}`];
  });
}

/** `SendMessageBatch` → `send-message-batch`, `ResourceArn` → `resource-arn`, `SSESpecification` → `sse-specification`. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the command line of AWS has no ${path}`);
  return text;
}

async function filesOf(services: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const byHand = Object.values(WRITTEN_BY_HAND).map(([path]) => path);
  const isWanted = ({ fileName }: Entry): boolean =>
    fileName === GLOBALS ||
    byHand.includes(fileName) ||
    services.has(/\/botocore\/data\/([^/]+)\/[^/]+\/service-2\.json\.gz$/.exec(fileName)?.[1] ?? '');
  const archive = await openPromise(ARCHIVE);
  const files = new Map<string, string>();
  for await (const entry of archive.eachEntry()) {
    if (!isWanted(entry)) continue;
    const parts: Buffer[] = [];
    for await (const part of await archive.openReadStreamPromise(entry)) parts.push(Buffer.from(part));
    const bytes = Buffer.concat(parts);
    files.set(entry.fileName, (entry.fileName.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  }
  archive.close();
  return files;
}
