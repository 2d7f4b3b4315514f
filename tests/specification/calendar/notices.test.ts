import { describe, expect, it } from 'vitest';
import { STATE_YEARS } from '#shared/kernel/calendar/years.ts';
import { readNotice } from '#shared/redating/read-notice.ts';
import { later } from '../../support/office-days.ts';

/** The sentences of the notices that matter, with what stands around them. */
const IN_WORDS: Readonly<Record<number, string>> = {
  2023: `国务院办公厅关于2023年部分节假日安排的通知
    国办发明电〔2022〕16号
    各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
    经国务院批准，现将2023年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
    一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
    二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
    三、清明节：4月5日放假，共1天。
    四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
    五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
    六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。
    节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
    国务院办公厅 2022年12月8日`,
  2024: `国务院办公厅关于2024年部分节假日安排的通知
    一、元旦：1月1日放假，与周末连休。
    二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
    三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
    四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
    五、端午节：6月10日放假，与周末连休。
    六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
    七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
  2025: `国务院办公厅关于2025年部分节假日安排的通知
    国办发明电〔2024〕12号
    根据2024年11月修订的《全国年节及纪念日放假办法》，自2025年1月1日起，全体公民放假的假日增加2天，即春节、劳动节各增加1天。经国务院批准，现将2025年元旦、春节、清明节、劳动节、端午节、国庆节、中秋节放假调休日期的具体安排通知如下。
    一、元旦：1月1日（周三）放假1天，不调休。
    二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
    三、清明节：4月4日（周五）至6日（周日）放假，共3天。
    四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
    五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
    六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
    国务院办公厅
    2024年11月12日
    （此件公开发布）`,
  2026: `国务院办公厅关于2026年部分节假日安排的通知 国办发明电〔2025〕7号
    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
    三、清明节：4月4日（周六）至6日（周一）放假，共3天。
    四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
    五、端午节：6月19日（周五）至21日（周日）放假，共3天。
    六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
    七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
};

function spelledOut(spans: readonly string[]): string[] {
  return spans.flatMap((span) => {
    const [first = '', last = first] = span.split('~');
    const days: string[] = [];
    for (let day = first; day <= last; day = later(day, 1)) days.push(day);
    return days;
  });
}
const read = (text: string, year?: number) => {
  const reading = readNotice(text, year);
  if (!reading.ok) return `${reading.code} ${reading.found}`.trim();
  const { daysOff, makeUp } = reading.notice;
  return { ...reading.notice, daysOff: spelledOut(daysOff), makeUp: spelledOut(makeUp) };
};

describe('a notice of the State Council', () => {
  it.each(Object.entries(IN_WORDS))('of %s is read from its own words', (year, words) => {
    const built = STATE_YEARS.find((one) => one.year === Number(year));
    expect(read(words)).toMatchObject({ year: Number(year), makeUp: built?.makeUp, daysOff: built?.daysOff });
  });

  it('is named with its number', () => {
    expect(read(IN_WORDS[2026] ?? '')).toMatchObject({
      notice: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    });
  });

  it('may be typed as lines of dates, in any of the usual forms', () => {
    const lines = [
      '放假 2027-01-01~2027-01-03',
      '放假 2027/2/5 至 2027/2/11，2027年4月5日',
      '上班 1月30日、２月14日',
    ];
    expect(read(lines.join('\n'), 2027)).toMatchObject({
      daysOff: [...spelledOut(['2027-01-01~2027-01-03', '2027-02-05~2027-02-11', '2027-04-05'])],
      makeUp: ['2027-01-30', '2027-02-14'],
    });
  });

  it('may be a JSON object', () => {
    const held = { year: 2027, notice: '样例', daysOff: ['2027-01-01'], makeUp: [] };
    expect(read(JSON.stringify(held))).toEqual(held);
    expect(read('{"daysOff":', 2027)).toBe('required');
  });

  it('that runs over the end of the year ends in the next', () => {
    expect(read('2026年12月31日至1月2日放假', 2027)).toMatchObject({
      daysOff: ['2026-12-31', '2027-01-01', '2027-01-02'],
    });
  });

  it('with a day that does not exist, or without any day off, is not read', () => {
    expect(read('2月27日至30日放假', 2027)).toBe('badDate 2月27日至30日');
    expect(read('5月5日至1日放假', 2027)).toBe('badDate 5月5日至1日');
    expect(read('关于2027年部分节假日安排的通知，另行公布。')).toBe('required');
    expect(read('放假安排另行通知')).toBe('required');
  });
});
