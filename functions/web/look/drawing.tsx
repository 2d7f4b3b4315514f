/** Charts on a page: pictures with their numbers in words, in the colours of the screen they are looked at on. */
import { createHash } from 'node:crypto';
import { createContext, type FC, useContext } from 'hono/jsx';
import { type Bars, type Chart, describedBars, drawBars } from '#shared/documents/charts.ts';
import { mixed } from '#shared/kernel/colour.ts';
import { brandInTheDark } from './style-of-brand.ts';

/** `address`: the picture itself in the colour of an office, or where it is asked for. */
type Picture = Omit<Chart, 'svg'> & { readonly address: (brand: string) => string };
/** `note`: what the picture leaves out. */
export type Drawn = { readonly wide: Picture; readonly narrow: Picture; readonly note: string | null };

export async function drawn(bars: Bars, note: string | null = null): Promise<Drawn> {
  const shapes = [bars, { ...bars, size: 'narrow' }] as const;
  const [wide, narrow] = await Promise.all(isApart ? shapes.map(promisedOf) : shapes.map(pictureOf));
  if (wide === undefined || narrow === undefined) throw new Error('a chart has two shapes');
  return { wide, narrow, note };
}

async function pictureOf(bars: Bars): Promise<Picture> {
  const { svg, ...described } = await chartOf(bars);
  return { ...described, address: (brand) => encoded(branded(svg, brand)) };
}

/** Where pictures of pages are asked for that do not wait for them. */
export const PICTURES = '/charts/drawn';
/** Of the last pages; the name of a picture is worked out from all that it shows. */
const PROMISED = 1024;
const promised = new Map<string, Bars>();

/** The page is there at once, and its pictures follow. */
function promisedOf(bars: Bars): Picture {
  const name = createHash('sha256').update(JSON.stringify(bars)).digest('base64url');
  promised.delete(name);
  promised.set(name, bars);
  const [oldest] = promised.keys();
  if (promised.size > PROMISED && oldest !== undefined) promised.delete(oldest);
  return { ...describedBars(bars), address: () => `${PICTURES}/${name}` };
}

/** Null where no page has promised it, or long ago. */
export async function promisedPicture(name: string): Promise<string | null> {
  const bars = promised.get(name);
  return bars === undefined ? null : (await chartOf(bars)).svg;
}

/** The same figures are the same picture: the last ones are kept, as a page is looked at again and again. */
const KEPT = 64;
const kept = new Map<string, Promise<Chart>>();

let draw: (bars: Bars) => Promise<Chart> = drawBars;
let isApart = false;

/** Of the whole process, where one answers all: pictures are drawn apart from the answers, and pages do not wait for them. */
export function drawBy(drawer: typeof draw, apart = true): void {
  draw = drawer;
  isApart = apart;
}

export function chartOf(bars: Bars): Promise<Chart> {
  const name = JSON.stringify(bars);
  const known = kept.get(name) ?? draw(bars).then(inBothSchemes);
  kept.delete(name);
  kept.set(name, known);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  known.catch(() => kept.delete(name));
  return known;
}

/**
 * A picture knows nothing of the style of its page, but it is told whether the screen is dark. Its own colours, as they
 * stand in its attributes, are named anew for either; they are those of the tokens.
 */
const SCHEMES = `<style>
[fill="#2b5c8a"] { fill: #0b4a9e } [fill="#b9cbe0"] { fill: #7099d0 } [stroke="#ddd"] { stroke: #dce2ea } text { fill: #4b5766 } [stroke-width="2"] { stroke: none }
@media screen and (prefers-color-scheme: dark) {
[fill="#2b5c8a"] { fill: #6aa5f2 } [fill="#b9cbe0"] { fill: #56759f } [stroke="#ddd"] { stroke: #323c49 } [stroke="#54555a"] { stroke: #8592a1 } text { fill: #c3ccd6 }
}
</style>`;

function inBothSchemes(chart: Chart): Chart {
  return { ...chart, svg: chart.svg.replace(/<\/svg>\s*$/, `${SCHEMES}</svg>`) };
}

/** A chart in two shapes: as wide as a page or a sheet of paper, and for a telephone, where the wide one could not be read. */
export const Drawing: FC<{ chart: Drawn }> = ({ chart: { wide, narrow, note } }) => {
  const brand = useContext(BrandContext);
  return (
    <figure>
      <picture>
        <source
          media="(max-width: 40rem)"
          srcset={narrow.address(brand)}
          width={narrow.width}
          height={narrow.height}
        />
        <img
          src={wide.address(brand)}
          alt={`${wide.title}：${wide.description}`}
          width={wide.width}
          height={wide.height}
        />
      </picture>
      {note !== null && <figcaption class="soft small">{note}</figcaption>}
    </figure>
  );
};

const encoded = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

/** The colour of the office whose page it is; '' for the product's. */
export const BrandContext = createContext('');

/** In the colour of the office: that of the newest year and, paler, what stands beside it. */
export function branded(svg: string, brand: string): string {
  if (brand === '') return svg;
  const dark = brandInTheDark(brand);
  const pairs = [
    ['#0b4a9e', brand],
    ['#7099d0', mixed(brand, '#ffffff', 0.45)],
    ['#6aa5f2', dark],
    ['#56759f', mixed(dark, '#1a2028', 0.45)],
  ] as const;
  return pairs.reduce((text, [own, theirs]) => text.replaceAll(own, theirs), svg);
}
