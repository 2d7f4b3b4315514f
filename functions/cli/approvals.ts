/** `approvals`: which steps wait for a second account, and what is waiting. On the machine itself nothing is held up. */
import { executeCommand } from '#shared/desk/execute.ts';
import { ADVISED_APPROVALS, APPROVABLE } from '#shared/glossary/approvals.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import type { House } from '#shared/store/house.ts';
import { type ProposedStep, proposedSteps, proposedYears } from '#shared/worklist/proposals.ts';
import { type Ending, ended } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

const NAMES = keysOf(APPROVABLE);
const USAGE = `approvals show, approvals set advised|none|STEP[,STEP], approvals waiting; steps: ${NAMES.join(', ')}`;

/** Prints JSON; exit 1 when a change is refused. */
export async function approvals(house: House, args: Arguments): Promise<Ending> {
  const [action = 'show', asked = ''] = args.rest;
  if (action === 'show') return shown(house, args);
  if (action === 'waiting') return waiting(house, args);
  if (action !== 'set' || asked === '') throw new UsageError(USAGE);
  const steps = stepsAsked(asked);
  const { office, actor } = args;
  const done = await executeCommand(house, { office, actor, fields: { command: 'SetApprovals', steps } });
  if (done.ok || done.code === 'unchanged') return shown(house, args);
  const { field, code, message } = done;
  return ended(1, { field, code, message });
}

async function shown({ log }: House, { office }: Arguments): Promise<Ending> {
  return ended(0, { steps: (await approvalsOf(log, office)).steps });
}

function stepsAsked(asked: string): readonly string[] {
  if (asked === 'advised') return ADVISED_APPROVALS;
  const steps = asked === 'none' ? [] : asked.split(',').map((name) => name.trim());
  if (steps.every((step) => NAMES.some((name) => name === step))) return steps;
  throw new UsageError(USAGE);
}

/** One a line, by the date of its case; years last. */
async function waiting(house: House, { office }: Arguments): Promise<Ending> {
  await house.catchUp();
  const found: ProposedStep[] = [];
  let after: string | null = null;
  do {
    const page = await proposedSteps(house, { office }, { after, limit: 200 });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  found.push(...(await proposedYears(house, { office })));
  return ended(
    0,
    ...found.map(({ case: number, kind, id: step, command, day, by, at, until }) => ({
      ...{ case: number, kind, step, command, day, by, at, until },
    })),
  );
}
