/** `audit`: who read what, who came in, whose rights were changed; `audit rights`: who had which on a day. One JSON object a line. */
import { rightsThen } from '#shared/accounts/rights-then.ts';
import { AUDIT_LABELS } from '#shared/glossary/audit.ts';
import { isKeyOf, keysOf } from '#shared/kernel/keys.ts';
import { endOfDate, startOfDate } from '#shared/kernel/plain-date.ts';
import { toldEntry } from '#shared/proof/told-entry.ts';
import type { AuditAsked } from '#shared/store/audit-log.ts';
import type { House } from '#shared/store/house.ts';
import { allPages } from '#shared/store/views.ts';
import { lines } from './ending.ts';
import { type Arguments, dateIn, dayAsked, UsageError } from './options.ts';
import { subjectNamed } from './reads.ts';

const A_PAGE = 500;

export async function audit(house: House, args: Arguments): Promise<string> {
  const [action = 'list', number] = args.rest;
  const { office } = args;
  if (action === 'rights')
    return lines(await rightsThen(house.audit, { office, until: endOfDate(dayAsked(house, args)) }));
  if (action !== 'list' && action !== 'case')
    throw new UsageError(
      'audit [list] [--who W --what W --from ADDRESS --since D --to D], audit case CASE, audit rights [--on D]',
    );
  if (action === 'case' && number === undefined) throw new UsageError('audit case CASE: which one?');
  const asked = {
    ...narrowed(args),
    ...(action === 'case' && number !== undefined && { on: await subjectNamed(house, args, number) }),
  };
  const told: object[] = [];
  for await (const page of allPages((place) =>
    house.audit.page(asked, { after: place.after ?? null, limit: A_PAGE }),
  ))
    told.push(...(await Promise.all(page.map((line) => toldEntry(house.audit, line)))));
  return lines(told);
}

function narrowed({ office, option }: Arguments): AuditAsked {
  const what = option('what');
  if (what !== undefined && !isKeyOf(AUDIT_LABELS, what))
    throw new UsageError(`--what is one of ${keysOf(AUDIT_LABELS).join(', ')}`);
  const [since, until] = [option('since'), option('to')];
  return {
    ...{ office, what, who: option('who'), from: option('from') },
    ...(since !== undefined && { since: startOfDate(dateIn(since)) }),
    ...(until !== undefined && { until: endOfDate(dateIn(until)) }),
  };
}
