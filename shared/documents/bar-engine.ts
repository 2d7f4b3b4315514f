/** The drawing library, of which bars need a third: what is named here, and no other chart of it is loaded. */
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

type BarsOption = ComposeOption<BarSeriesOption | GridComponentOption | LegendComponentOption>;

use([BarChart, GridComponent, LegendComponent, LegacyGridContainLabel, SVGRenderer]);

export function svgOf(option: BarsOption, size: { readonly width: number; readonly height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
