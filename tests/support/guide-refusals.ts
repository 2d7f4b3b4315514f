/** Whether the program that a line of the deployment guide calls would take it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '#functions/cli/commands.ts';
import { helpOf } from '#functions/cli/help.ts';
import { readArguments } from '#functions/cli/options.ts';
import type { Judge } from './aws-cli.ts';
import { type Call, PROGRAMS } from './guide.ts';

type Options = Readonly<Record<string, { readonly type: string; readonly alias?: string }>>;
type CdkCommands = {
  readonly globalOptions: Options;
  readonly commands: Readonly<Record<string, { readonly options?: Options }>>;
};
/** What only the synthesis knows. */
type Known = {
  readonly aws: Judge;
  /** Of the stack of functions. */
  readonly parameters: readonly string[];
  /** Whether the synthesis heeds it; throws where it does not understand it. */
  readonly heeds: (context: Readonly<Record<string, string>>) => boolean;
};

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const CDK: CdkCommands = JSON.parse(read('node_modules/aws-cdk/lib/cli/cli-type-registry.json'));
const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts;
const STACKS = ['Taizhang-Stores', 'Taizhang-Functions'];
/** Of git, what the guide needs. */
const GIT = ['checkout', 'pull'];

const CHECKS: Readonly<Record<(typeof PROGRAMS)[number], (call: Call, known: Known) => string[]>> = {
  aws: ({ words, isWhole }, { aws }) => aws(words, isWhole),
  curl: ({ words }) =>
    /^-s https:\/\/[^/]+\/(?:readyz|healthz)$/.test(words.join(' ')) ? [] : ['asks for another page'],
  git: ({ words: [verb = ''] }) => (GIT.includes(verb) ? [] : [`no git ${verb}`]),
  npm: ({ words }) => npmFaults(words),
  npx: ({ words: [program, ...words] }, known) =>
    program === 'cdk' ? cdkFaults(words, known) : [`no ${program}`],
};

/** What a check throws is a refusal too: wrong usage, a context that is not understood. */
export function refusalsOf(call: Call, known: Known): string[] {
  const program = PROGRAMS.find((name) => name === call.program);
  if (program === undefined) return ['nothing checks this'];
  try {
    return CHECKS[program](call, known);
  } catch (error) {
    return [String(error)];
  }
}

function npmFaults([verb = '', ...words]: readonly string[]): string[] {
  if (verb === 'ci' || verb === 'test') return words.length === 0 ? [] : ['takes no more words'];
  const [name = '', ...rest] = words.filter((word) => word !== '-s');
  if (verb !== 'run' || SCRIPTS[name] === undefined) return [`no npm ${verb} ${name}`];
  return name === 'taizhang' ? ownFaults(rest.slice(rest.indexOf('--') + 1)) : [];
}

/** Of the product's own command line; its help names what a command takes. */
export function ownFaults(words: readonly string[]): string[] {
  const { command, rest } = readArguments(words);
  if (!Object.hasOwn(COMMANDS, command)) return [`no command ${command}`];
  const help = helpOf(command, 'en').split(/[^\w-]+/);
  const named = [...words.filter((word) => word.startsWith('--')), ...rest.slice(0, 1)];
  return named.filter((word) => !help.includes(word)).map((word) => `${command} takes no ${word}`);
}

function cdkFaults([verb = '', ...words]: readonly string[], known: Known): string[] {
  const command = CDK.commands[verb];
  if (command === undefined) return [`no cdk ${verb}`];
  const options = { ...CDK.globalOptions, ...command.options };
  const faults: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const name = word.replace(/^--?/, '');
    const [long, option] =
      Object.entries(options).find(([key, { alias }]) => [key, alias].includes(name)) ?? [];
    const value = words[at + 1] ?? '';
    if (!word.startsWith('-')) faults.push(...namedFaults(verb, word));
    else if (long === 'parameters') faults.push(...parameterFaults(value, known));
    else if (long === 'context') faults.push(...contextFaults(value, known));
    else if (option?.type !== 'boolean') faults.push(`cdk ${verb} takes no ${word}`);
    if (option !== undefined && option.type !== 'boolean') at += 1;
  }
  return faults;
}

function namedFaults(verb: string, word: string): string[] {
  const isKnown =
    verb === 'bootstrap' ? /^aws:\/\/\d{12}\/[a-z]+-[a-z]+-\d$/.test(word) : STACKS.includes(word);
  return isKnown ? [] : [`cdk ${verb} knows no ${word}`];
}

function parameterFaults(value: string, { parameters }: Known): string[] {
  return parameters.includes(/^(\w+)=./.exec(value)?.[1] ?? '') ? [] : [`no parameter ${value}`];
}

function contextFaults(value: string, { heeds }: Known): string[] {
  const [, name = '', said = ''] = /^(\w+)=(.+)$/s.exec(value) ?? [];
  return heeds({ [name]: said }) ? [] : [`no context ${value}`];
}
