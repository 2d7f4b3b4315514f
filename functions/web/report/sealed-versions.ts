/** Under which checkpoint each version of a year's report was signed (ADR 60). */
import { type Sealed, sealedOf } from '#shared/notary/sealed-under.ts';
import { yearStreamOf } from '#shared/reporting/year-events.ts';
import type { Asked } from './address.ts';

/** By version of the report; those that are not there are under none yet. */
export async function sealedVersions({ web, who, address }: Asked): Promise<ReadonlyMap<number, Sealed>> {
  const { year, scope } = address;
  const at = { office: who.office, kind: 'year', stream: yearStreamOf(year, scope) } as const;
  const signed = (await web.house.log.history(at)).filter(({ events }) =>
    events.some(({ type }) => type === 'YearClosed' || type === 'YearRestated'),
  );
  const sealed = await sealedOf(web.house, signed);
  const versions = new Map<number, Sealed>();
  for (const [index, { version }] of signed.entries()) {
    const one = sealed.get(version);
    if (one !== undefined) versions.set(index + 1, one);
  }
  return versions;
}
