/** `policies`: what the office has settled where the law is open; `policies set NAME VALUE` changes it. */

import { executeCommand, type Ledger } from '#shared/desk/execute.ts';
import { POLICIES, POLICY_NAMES } from '#shared/kernel/policies.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { type Ending, ended, refused } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const USAGE = POLICY_NAMES.map((name) => `${name} ${POLICIES[name].join('|')}`).join(', ');

/** Prints them as one JSON object; exit 1 when a change is refused. */
export async function policies(ledger: Ledger, args: Arguments): Promise<Ending> {
  const { office, actor } = args;
  const [action = 'show', policy, value] = args.rest;
  if (action === 'set') {
    if (policy === undefined || value === undefined) throw new UsageError(`policies set ${USAGE}`);
    const fields = { command: 'SetPolicy', policy, value };
    const done = await executeCommand(ledger, { office, actor, fields });
    if (!done.ok && done.code !== 'unchanged') return refused(done);
  } else if (action !== 'show') throw new UsageError('policies show, policies set NAME VALUE');
  return ended(0, await officeSettings(ledger.log, office).policies());
}
