/** What programs read, for the audit stream: the case of the path, and the words of a search. */
import type { AuditWhat } from '#shared/glossary/audit.ts';
import { isRevealGround } from '#shared/glossary/personal.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import { caseNumber } from '#shared/kernel/written.ts';
import type { AuditSubject } from '#shared/store/audit-log.ts';
import type { Reads } from '../access/reads.ts';
import { numberIn } from '../cases/case-address.tsx';
import { isInFull } from '../cases/case-reads.ts';

/** The case whose kind and number stand in the path; null where they are none of ours. */
export function caseInPath(what: AuditWhat): Reads {
  return {
    what,
    of: (c) => {
      const on = named(c.req.param('kind'), c.req.param('number'));
      const ground = c.req.query('ground') ?? '';
      const isRevealed = isInFull(c) || isRevealGround(ground);
      const said = isRevealGround(ground) ? { ground } : {};
      return on && { what: isRevealed ? 'revealed' : what, on, details: { page: c.req.path, ...said } };
    },
  };
}

/** The request of a citizen, whose address may end in the form that is asked for. */
export const OPEN311_REQUEST: Reads = {
  what: 'caseRead',
  of: (c) => {
    const on = named('hotline', c.req.param('id')?.replace(/\.(?:json|xml)$/, ''));
    return on && { what: 'caseRead', on };
  },
};

function named(kind: string | undefined, number: string | undefined): AuditSubject | null {
  const known = RECORD_KINDS.find((one) => one === kind);
  return known === undefined ? null : { kind: known, number: caseNumber(numberIn(number)) };
}

export const SEARCHED_FOR: Reads = {
  what: 'searched',
  of: (c) => ({ what: 'searched', texts: { words: c.req.query('q') ?? '' } }),
};
