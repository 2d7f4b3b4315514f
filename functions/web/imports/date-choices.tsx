/** In which order dates are written, with what speaks for it; years of two digits; the zone of the clock. */
import type { FC } from 'hono/jsx';
import type { OrderTried } from '#shared/intake/preview/judge-dates.ts';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import { Banner } from '../look/banner.tsx';
import { RadioGroup } from '../look/choice-sets.tsx';
import { type Choice, SelectField, Suggestions, TextField } from '../look/fields.tsx';
import type { FormState } from '../look/form.tsx';

const ORDERS: Readonly<Record<OrderTried['order'], string>> = {
  ymd: '年月日，如 2026-9-18',
  mdy: '月日年，如 9/18/2026',
  dmy: '日月年，如 18/9/2026',
};
const YEARS: readonly Choice[] = [
  { value: '2000', label: '都算 2000—2099 年' },
  { value: '1930', label: '30—99 算 1930—1999 年，00—29 算 2000—2029 年（Excel 的算法）' },
];
const ZONES = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Taipei',
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
];
const ZONES_ID = 'zones';

export const DateChoices: FC<{ form: FormState; looked: LookedAt }> = ({ form, looked }) => {
  const { tried, guess, hasShortYears, isOpen } = looked.dates;
  return (
    <section class="panel" aria-labelledby="dates-head">
      <h2 id="dates-head">日期和时间</h2>
      {guess === undefined && (
        <Banner kind="warning">文件里的日期不止一种次序读得通，看不出是哪一种，请按来源选定。</Banner>
      )}
      <RadioGroup
        form={form}
        name="dates"
        label="日期的写法"
        hint={isOpen ? undefined : '这个文件里的日期都看得出年月日，次序不影响'}
        choices={tried.map((one) => ({ value: one.order, label: `${ORDERS[one.order]}：${evidence(one)}` }))}
      />
      {hasShortYears && <SelectField form={form} name="years" label="两位的年份" choices={YEARS} />}
      <TextField
        form={form}
        name="zone"
        label="时间是哪个时区的"
        size="short"
        hint="没有写明时区的时间按它换算；不填是北京时间（Asia/Shanghai）"
        list={ZONES_ID}
        optional
      />
      <Suggestions id={ZONES_ID} labels={ZONES} />
    </section>
  );
};

function evidence({ fitting, not, example }: OrderTried): string {
  if (not === 0) return `${fitting} 行都读得通`;
  const first = example === undefined ? '' : `，例如第 ${example.line} 行${example.message.split('；')[0]}`;
  return `${fitting} 行读得通，${not} 行读不通${first}`;
}
