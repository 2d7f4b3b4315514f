/** Which case a page shows, for the audit stream. */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import type { CaseKind } from '#shared/kernel/event.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { Reads } from '../access/reads.ts';
import type { Ctx } from '../frame/web.ts';
import { numberIn } from './case-address.tsx';

type Of = { readonly kind: CaseKind };

/** The case whose number stands in the address; `what` where it is more than looking at its page. */
export function caseRead({ kind }: Of, what: AuditWhat = 'caseRead'): Reads {
  return {
    what,
    of: (c) => ({ what: isInFull(c) ? 'revealed' : what, on: caseIn(c, kind), ...partOf(c) }),
  };
}

/** Whether what is masked else was asked for. */
export const isInFull = (c: Ctx): boolean =>
  !['', 'no', 'n', 'false', '0', 'off', 'disabled'].includes((c.req.query('full') ?? '').toLowerCase());

const caseIn = (c: Ctx, kind: CaseKind) => ({ kind, number: caseNumber(numberIn(c.req.param('number'))) });

/** Of the case: which file, letter or form. */
function partOf(c: Ctx): { readonly details?: { readonly page: string } } {
  const [, ...rest] = c.req.routePath.split(':number');
  const part = rest.join('').replaceAll(/:(\w+)/g, (_, name: string) => c.req.param(name) ?? '');
  return part === '' ? {} : { details: { page: part.slice(1) } };
}
