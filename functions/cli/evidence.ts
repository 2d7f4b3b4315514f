/** `evidence case NUMBER…`, `evidence year YEAR` and `evidence figure YEAR CELL`: a signed package for whoever has no ledger. */
import { type EvidenceAsked, makeEvidence, readingsOf } from '#functions/web/audit-desk/evidence.ts';
import { RECORD_KINDS } from '#shared/kernel/event.ts';
import type { House } from '#shared/store/house.ts';
import { SealingRefused } from '#shared/store/notary.ts';
import type { Ending } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

/** Identity numbers, contacts and what was sealed only with `--full --reason TEXT`. */
export async function evidence(house: House, args: Arguments): Promise<Ending> {
  const { office, actor } = args;
  const full = args.flag('full');
  const ground = args.option('reason') ?? '';
  if (full && ground === '') throw new UsageError('--full needs --reason TEXT');
  const asked = { office, by: actor.user, full, ...selectionOf(args) };
  const made = await makeEvidence(house, asked).catch((fault: unknown) => {
    if (fault instanceof SealingRefused) throw new UsageError(fault.message);
    throw fault;
  });
  if (!made.ok) throw new UsageError(`${made.code}: ${made.message}`);
  const by = { office, who: actor.user, role: actor.role, via: actor.via };
  for (const reading of readingsOf(made, { full, ground })) await house.audit.append({ ...by, ...reading });
  return { exit: 0, stdout: '', bytes: made.bytes };
}

function selectionOf({ rest, option }: Arguments): Pick<EvidenceAsked, 'cases' | 'kind' | 'year' | 'figure'> {
  const [what, first, ...others] = rest;
  const kind = RECORD_KINDS.find((one) => one === option('kind'));
  if (what === 'case' && first !== undefined) return { cases: [first, ...others], kind };
  const year = /^\d{4}$/.test(first ?? '') ? Number(first) : undefined;
  if (what === 'year' && year !== undefined) return { cases: [], year };
  if (what === 'figure' && year !== undefined && others[0] !== undefined)
    return { cases: [], year, figure: others[0] };
  throw new UsageError('evidence case NUMBER… | year YEAR | figure YEAR CELL');
}
