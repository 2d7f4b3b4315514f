/** How long answers took, in the working days of their own periods. */
import { firstDayOf, lastDayOf } from '#shared/kernel/plain-date.ts';
import type { CaseSummary, ViewsReader } from '#shared/store/views.ts';
import type { Charted } from './charted.ts';

/** Looked at for one picture: the newest of the year. */
const LOOKED_AT = 200;

/** Within the twenty days of the law in quarters; longer where the period was lengthened; and too late. */
const WITHIN = [5, 10, 15, 20] as const;
const LABELS = [
  ...WITHIN.map((most, index) => `${index === 0 ? 0 : (WITHIN[index - 1] ?? 0) + 1}–${most} 日`),
  '超过 20 日，未超期',
  '超期',
] as const;

export async function timeTaken(views: ViewsReader, office: string, year: number): Promise<Charted> {
  const { items, next } = await views.list(
    office,
    { kind: 'application', status: 'concluded', from: firstDayOf(year), to: lastDayOf(year) },
    { limit: LOOKED_AT },
  );
  const places = items.map(placeOf).filter((place) => place !== null);
  const newest = next === null ? '' : `其中最近收到的 ${items.length} 件；`;
  return {
    ...{
      key: 'time',
      title: '申请：答复用时（件）',
      heading: '计入期限的工作日',
      counted: '件数',
      horizontal: true,
    },
    labels: LABELS,
    counts: LABELS.map((_, index) => places.filter((place) => place === index).length),
    note: `${year}年收到、已经办结的申请，${newest}按期限计算的工作日，等待补正、征求意见的日子不计。法定 20 个工作日，可延长 20 个。`,
  };
}

/** Null where no period is known. */
function placeOf({ facts: { daysUsed: used, daysGiven: given } }: CaseSummary): number | null {
  if (typeof used !== 'number' || typeof given !== 'number') return null;
  if (used > given) return LABELS.length - 1;
  const within = WITHIN.findIndex((most) => used <= most);
  return within < 0 ? LABELS.length - 2 : within;
}
