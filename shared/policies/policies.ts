/** The office's own word on what the law leaves open: one stream of the office. */
import * as z from 'zod';
import { accept, type Decision, refuse } from '#shared/kernel/decision.ts';
import type { DomainEvent, EventData, Recorded } from '#shared/kernel/event.ts';
import { type PlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import {
  DEFAULT_POLICIES,
  isFollowed,
  isRatePolicy,
  POLICIES,
  POLICY_NAMES,
  type Policies,
  type PolicyName,
  RATE_POLICIES,
  type RatePolicies,
} from '#shared/kernel/policies.ts';

export const POLICIES_STREAM = 'policies';

/** `openYears`: what was recorded before and counts in a year that is not signed follows the value, too. */
export const REACHES = ['openYears', 'fromNow'] as const;
export type Reach = (typeof REACHES)[number];

/** `value` is one of the policy's own; `from` the first year it is for, null where it is for the steps to come. */
type PolicySet = DomainEvent<
  'PolicySet',
  {
    readonly policy: PolicyName;
    readonly value: Policies[PolicyName];
    readonly reach: Reach;
    readonly from: number | null;
  }
>;
/** Every case that the first `settings` of the stream reach follows them; `cases` got an event of this run. */
type CasesFollowed = DomainEvent<'CasesFollowed', { readonly settings: number; readonly cases: number }>;
export type PoliciesEvent = PolicySet | CasesFollowed;

export const POLICIES_COMMANDS = {
  SetPolicy: z.object({
    command: z.literal('SetPolicy'),
    case: z.literal(POLICIES_STREAM).optional(),
    policy: z.enum(POLICY_NAMES as [PolicyName, ...PolicyName[]]),
    value: z.string().max(100),
    /** Without it the open years follow, where they can. */
    reach: z.enum(REACHES).optional(),
  }),
};
export type PoliciesCommand = z.infer<(typeof POLICIES_COMMANDS)['SetPolicy']>;

export type PoliciesState = {
  readonly values: Policies;
  readonly settings: readonly (PolicySet['data'] & { readonly on: PlainDate })[];
  /** How many of the settings the recorded cases follow. */
  readonly followed: number;
};
export const NOTHING_SETTLED: PoliciesState = { values: DEFAULT_POLICIES, settings: [], followed: 0 };

/** `lastSigned`: the last year of the office whose report is signed. */
export type PoliciesContext = { readonly today: PlainDate; readonly lastSigned: number | null };

/** What neither a case follows nor a year's rates are taken by governs the steps to come alone. */
function reachOf(policy: PolicyName, asked: Reach = 'openYears'): Reach {
  return isFollowed(policy) || isRatePolicy(policy) ? asked : 'fromNow';
}

export function decidePolicies(
  state: PoliciesState | null,
  { policy, value, reach: asked }: PoliciesCommand,
  { today, lastSigned }: PoliciesContext,
): Decision<PolicySet> {
  const known = POLICIES[policy].find((one) => one === value);
  if (known === undefined) return refuse('badChoice', '', { field: 'value' });
  const { values, settings } = state ?? NOTHING_SETTLED;
  const reach = reachOf(policy, asked);
  const last = settings.findLast((one) => one.policy === policy);
  const reachesMore = reach === 'openYears' && last?.reach === 'fromNow';
  if (values[policy] === known && !reachesMore) return refuse('unchanged', '', { field: 'value' });
  const firstOpen = lastSigned === null ? 0 : lastSigned + 1;
  const fromNow = isRatePolicy(policy) ? Math.max(firstOpen, yearOf(today)) : null;
  const from = reach === 'openYears' ? firstOpen : fromNow;
  return accept([{ type: 'PolicySet', v: 2, on: today, data: { policy, value: known, reach, from } }]);
}

export function evolvePolicies(state: PoliciesState | null, recorded: Recorded<DomainEvent>): PoliciesState {
  const before = state ?? NOTHING_SETTLED;
  const event = recorded as Recorded<PoliciesEvent>;
  switch (event.type) {
    case 'PolicySet':
      return {
        ...before,
        values: { ...before.values, [event.data.policy]: event.data.value },
        settings: [...before.settings, { ...event.data, on: event.on }],
      };
    case 'CasesFollowed':
      return { ...before, followed: event.data.settings };
    default:
      return before;
  }
}

/** By which the rates of a year are taken: the last value that is for the year; a signed year keeps its own. */
export function ratePoliciesIn({ settings }: PoliciesState, year: number): RatePolicies {
  const said = RATE_POLICIES.flatMap((name) => {
    const last = settings.findLast(({ policy, from }) => policy === name && from !== null && from <= year);
    return last === undefined ? [] : [[name, last.value] as const];
  });
  return { ...DEFAULT_POLICIES, ...Object.fromEntries(said) };
}

/** Version 1 reached the steps to come alone. */
export const POLICIES_UPCASTS: Readonly<Record<string, readonly ((data: EventData) => EventData)[]>> = {
  PolicySet: [(data) => ({ ...data, reach: 'fromNow', from: null })],
};
