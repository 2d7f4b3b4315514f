/** A case opened for somebody, with what its rules look at now. */
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { contextFor } from '#shared/ledger/prepare.ts';
import { type Ctx, colleaguesOf, type Principal, type Web } from '../frame/web.ts';
import { numberIn } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import type { Situation } from './step-form.ts';

export type Asked = { readonly web: Web; readonly pages: CasePages; readonly who: Principal };

/** The case of that number with what its rules look at now; null when there is none. */
export async function situationOf(c: Ctx, { web, pages, who }: Asked): Promise<Situation | null> {
  const number = numberIn(c.req.param('number'));
  const file = await openCase(web.house.log, pages.caseKind, { office: who.office, number });
  if (file === null) return null;
  const now = web.house.clock.now();
  const context = await contextFor(web.house.log, file.kind, {
    office: who.office,
    today: dateOfInstant(now),
  });
  const asking = { role: who.role, user: who.user, number: file.number, history: file.events };
  return { file, now, context: { ...context, ...asking } };
}

/** The same for a form, which may ask for a colleague. */
export async function formSituationOf(c: Ctx, asked: Asked): Promise<Situation | null> {
  const situation = await situationOf(c, asked);
  return situation && { ...situation, people: await colleaguesOf(asked.web, asked.who) };
}
