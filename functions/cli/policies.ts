/** `policies`: what the office has settled where the law is open; `preview` shows what `set` would change. */

import { executeCommand } from '#shared/desk/execute.ts';
import { POLICIES, POLICY_NAMES } from '#shared/kernel/policies.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { previewPolicy } from '#shared/settling/preview-policy.ts';
import { settledAs, toldPolicies } from '#shared/settling/told-policies.ts';
import type { House } from '#shared/store/house.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const VALUES = POLICY_NAMES.map((name) => `${name} ${POLICIES[name].join('|')}`).join(', ');
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** Prints JSON; exit 1 when a change is refused. */
export async function policies(house: House, args: Arguments): Promise<Ending> {
  const [action = 'show', policy, value] = args.rest;
  switch (action) {
    case 'show':
      return { exit: 0, stdout: await shown(house, args) };
    case 'preview':
      return preview(house, args, settledOf(action, policy, value));
    case 'set':
      return set(house, args, settledOf(action, policy, value));
    default:
      throw new UsageError('policies show [--full], policies preview NAME VALUE, policies set NAME VALUE');
  }
}

/** The values in force by name; `--full` one policy a line, with its values and since when. */
async function shown({ log }: House, args: Arguments): Promise<string> {
  const state = await officeSettings(log, args.office).settled();
  return args.flag('full') ? toldPolicies(state).map(line).join('') : line(state.values);
}

type Named = { readonly policy: string; readonly value: string };

function settledOf(action: string, policy: string | undefined, value: string | undefined): Named {
  if (policy === undefined || value === undefined) throw new UsageError(`policies ${action} ${VALUES}`);
  return { policy, value };
}

async function preview(house: House, { office }: Arguments, { policy, value }: Named): Promise<Ending> {
  const settled = settledAs(policy, value);
  if (settled === null) throw new UsageError(`policies preview ${VALUES}`);
  return { exit: 0, stdout: line(await previewPolicy(house, office, settled)) };
}

async function set(house: House, args: Arguments, named: Named): Promise<Ending> {
  const { office, actor } = args;
  const reach = args.flag('from-now') ? 'fromNow' : 'openYears';
  const fields = { command: 'SetPolicy', ...named, reach };
  const done = await executeCommand(house, { office, actor, fields });
  if (!done.ok && done.code !== 'unchanged') {
    const { field, code, message } = done;
    return { exit: 1, stdout: line({ field, code, message }) };
  }
  const followed = done.ok ? done.warnings.find(({ code }) => code === 'casesFollow')?.facts?.cases : 0;
  return {
    exit: 0,
    stdout: await shown(house, args),
    stderr: `cases that follow: ${String(followed ?? 0)}\n`,
  };
}
