/** A chart in two shapes: as wide as a page or a sheet of paper, and for a telephone, where the wide one could not be read. */
import type { FC } from 'hono/jsx';
import { type Bars, type Chart, drawBars } from '#shared/documents/charts.ts';

/** `note`: what the picture leaves out. */
export type Drawn = { readonly wide: Chart; readonly narrow: Chart; readonly note: string | null };

export async function drawn(bars: Bars, note: string | null = null): Promise<Drawn> {
  return { wide: await drawBars(bars), narrow: await drawBars({ ...bars, narrow: true }), note };
}

export const Drawing: FC<{ chart: Drawn }> = ({ chart: { wide, narrow, note } }) => (
  <figure>
    <picture>
      <source
        media="(max-width: 40rem)"
        srcset={addressOf(narrow)}
        width={narrow.width}
        height={narrow.height}
      />
      <img
        src={addressOf(wide)}
        alt={`${wide.title}：${wide.description}`}
        width={wide.width}
        height={wide.height}
      />
    </picture>
    {note !== null && <figcaption class="soft small">{note}</figcaption>}
  </figure>
);

const addressOf = ({ svg }: Chart): string =>
  `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
