/** The current figures of an office, as the report wants them. */
import type { House } from '#shared/store/house.ts';
import type { ReportLedger } from './chosen-report.ts';

/** Everything recorded before the call is in them. */
export function liveOf({
  views,
  catchUp,
}: Pick<House, 'views' | 'catchUp'>): NonNullable<ReportLedger['live']> {
  return async (wanted) => {
    await catchUp();
    const figures = await views.figures(wanted);
    return { source: figures, asOf: figures.asOf };
  };
}
