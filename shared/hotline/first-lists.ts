/**
 * The lists of an office that has settled nothing: the sources that reports name, the usual types, and the time
 * limits of 广东省12345政务服务便民热线管理办法 (2022-09-01) in working days. Praise as a question, after the practice of 中山.
 */
import { HOTLINE_SOURCE, type SourceGroup } from './events.ts';

type FirstEntry = {
  readonly key: string;
  readonly label: string;
  readonly group: SourceGroup;
  readonly workingDays: number | null;
};

const source = (label: string): FirstEntry => ({
  key: label,
  label,
  group: label === HOTLINE_SOURCE ? '12345' : 'other',
  workingDays: null,
});
const type = (key: string, label: string, workingDays: number | null): FirstEntry => ({
  key,
  label,
  group: 'other',
  workingDays,
});

export const FIRST_ENTRIES: Readonly<Record<'sources' | 'types', readonly FirstEntry[]>> = {
  sources: [
    source(HOTLINE_SOURCE),
    source('书记在线'),
    source('“码上办”矛盾纠纷调解'),
    source('政府在线网民留言'),
    source('综合网格巡查'),
    source('妇女儿童维权关爱'),
    source('物联网感知'),
  ],
  types: [
    type('consultation', '咨询', 2),
    type('assistance', '求助', 10),
    type('complaint', '投诉', 15),
    type('report', '举报', 15),
    type('suggestion', '建议', 10),
    type('praise', '表扬', 2),
    type('other', '其他', null), // no source names a limit
  ],
};

/** Labels of the fixed types, for figures: what an office adds is its own label. */
export const TYPE_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  FIRST_ENTRIES.types.map(({ key, label }) => [key, label]),
);
