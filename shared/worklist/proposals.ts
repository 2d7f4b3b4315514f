/** Steps that wait for approval, and those that were returned, with the cases they are steps of. */
import { fieldsOf, type Proposal } from '#shared/handling/proposals.ts';
import { isRule } from '#shared/handling/rules.ts';
import { type Handled, handlingOf } from '#shared/handling/state.ts';
import { AWAITING, returnedTo } from '#shared/kernel/case-brief.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { KINDS } from '#shared/ledger/kinds.ts';
import { approvalsOf } from '#shared/ledger/office-approvals.ts';
import type { House } from '#shared/store/house.ts';
import type { Page, PageRequest } from '#shared/store/views.ts';

/** `until`: the case's own date, after which the step would be late; null where none runs. */
export type ProposedStep = Proposal & {
  readonly case: string;
  readonly kind: CaseKind;
  readonly until: PlainDate | null;
  /** What the case is about, as it was typed; null where that is not known. */
  readonly subject: string | null;
};
/** Whose: everybody's that wait, or those that came back to one person. */
type Desk = { readonly office: string; readonly returnedTo?: string | undefined };
type Read = Pick<House, 'log' | 'views'>;

/** By the date of their cases. */
export async function proposedSteps(
  { log, views }: Read,
  { office, returnedTo: person }: Desk,
  page: PageRequest,
): Promise<Page<ProposedStep>> {
  const desk = person === undefined ? AWAITING : returnedTo(person);
  const { items, next } = await views.worklist(office, page, { desk });
  const found: ProposedStep[] = [];
  for (const { kind: of, number, dueOn, stepDueOn } of items) {
    const kind = KINDS.get(of);
    const file = kind && (await openCase(log, kind, { office, number }));
    if (!file) continue;
    const step = handlingOf(file.state as Handled).proposals.find((one) => isOn(one, person));
    const subject = kind.known?.(file.state)?.subject ?? null;
    if (step !== undefined)
      found.push({ ...step, case: number, kind: of, until: dueOn ?? stepDueOn, subject });
  }
  return { items: found, next };
}

/** Changes of the rules and of rights that wait, and those that came back to one person. */
export async function proposedRules(
  { log }: Pick<House, 'log'>,
  { office, returnedTo: person }: Desk,
): Promise<readonly Proposal[]> {
  const { proposals } = await approvalsOf(log, office);
  return proposals.filter((one) => isRule(one.command) && isOn(one, person));
}

/** Closings and restatements: named by their year, and `tree` where offices below are added. */
export async function proposedYears(
  { log }: Pick<House, 'log'>,
  { office, returnedTo: person }: Desk,
): Promise<readonly ProposedStep[]> {
  const { proposals } = await approvalsOf(log, office);
  return proposals
    .filter((one) => !isRule(one.command) && isOn(one, person))
    .map((one) => ({
      ...one,
      case: String(fieldsOf(one)?.year ?? ''),
      kind: 'year',
      until: null,
      subject: null,
    }));
}

function isOn({ returned, by }: Proposal, person: string | undefined): boolean {
  return person === undefined ? returned === null : returned !== null && by === person;
}
