/** The office of the first report: rows that make its ledger of 2022, and its own prose with the figures left open. */
import type { Made } from './memory-ledger.ts';

/** Cases of the hotline in 2022 and the year before: 2114 to 1000 is the growth of 111.43 % that the report states. */
export type Volume = { readonly received: number; readonly before: number };
export const FULL: Volume = { received: 320_000, before: 151_350 };
export const SMALL: Volume = { received: 740, before: 350 };
const SOURCES = 147;

const day = (index: number, year: number): string => {
  const month = String((index % 12) + 1).padStart(2, '0');
  return `${year}-${month}-${String((index % 28) + 1).padStart(2, '0')}`;
};

function publications(): Made[] {
  const columns: readonly (readonly [string | null, number])[] = [
    ['通知公告', 7],
    ['工作动态', 38],
    ['资金信息', 7],
    ['机构设置', 1],
    [null, 21],
  ];
  const website = columns.flatMap(([column, count]) =>
    Array.from({ length: count }, (_, index) => ({
      number: `W-${column ?? '未列'}-${index}`,
      publishedOn: day(index, 2022),
      medium: 'website',
      ...(column === null ? {} : { column }),
    })),
  );
  const elsewhere = (medium: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      number: `${medium}-${index}`,
      publishedOn: day(index, 2022),
      medium,
    }));
  const rows = [...website, ...elsewhere('wechat', 115), ...elsewhere('media', 40)];
  return rows.map((row) => ({ kind: 'publication', row }));
}

function figures(): Made[] {
  const named: readonly (readonly [string, number, string])[] = [
    ['日常检测预警', 71, '次'],
    ['修改错敏词条', 4, '条'],
    ['相关整改通知', 6, '次'],
    ['“一件事一次办”主题', 209, '个'],
    ['“跨城通办”事项', 457, '项'],
  ];
  return named.map(([name, count, unit], index) => ({
    kind: 'figure',
    row: { number: `F-${index}`, recordedOn: '2022-12-01', name, count, unit, source: '台账' },
  }));
}

function appeals(): Made[] {
  const suit = { kind: 'suit', route: 'direct', openedOn: '2022-03-01' };
  return [
    { ...suit, number: 'S-1', outcome: 'upheld', concludedOn: '2022-08-01' },
    { ...suit, number: 'S-2', outcome: 'upheld', concludedOn: '2022-09-01' },
    { ...suit, number: 'S-3' },
  ].map((row) => ({ kind: 'appeal', row }));
}

function hotline(count: number, year: number): Made[] {
  return Array.from({ length: count }, (_, index) => {
    const on = day(index, year);
    return {
      kind: 'hotline',
      row: {
        number: `H-${year}-${index}`,
        receivedAt: `${on}T10:00:00.000+08:00`,
        source: '12345热线',
        type: 'consultation',
        closedAt: `${on}T16:00:00.000+08:00`,
      },
    };
  });
}

/** One case of each other source that the platform brings together. */
function otherSources(): Made[] {
  return Array.from({ length: SOURCES - 1 }, (_, index) => ({
    kind: 'hotline',
    row: {
      number: `E-${index}`,
      receivedAt: `${day(index, 2022)}T10:00:00.000+08:00`,
      source: `来源${index + 1}`,
      closedAt: `${day(index, 2022)}T16:00:00.000+08:00`,
    },
  }));
}

export function longgangRows({ received, before }: Volume): Made[] {
  const document = { number: '深龙政数〔2022〕1号', kind: 'normativeDocument', issuedOn: '2022-06-01' };
  return [
    ...publications(),
    ...figures(),
    ...appeals(),
    { kind: 'document', row: document },
    ...otherSources(),
    ...hotline(before, 2021),
    ...hotline(received, 2022),
  ];
}

/** Section 一 as it was published, its figures from records left open; the words are the office's own. */
export function openedProse(published: string, volume: Volume): string {
  const swaps: readonly (readonly [string, string])[] = [
    ['主动公开政务信息74条', '主动公开政务信息{{主动公开总数}}条'],
    ['通知公告7条', '通知公告{{栏目:通知公告}}条'],
    ['工作动态38条', '工作动态{{栏目:工作动态}}条'],
    ['资金信息7条', '资金信息{{栏目:资金信息}}条'],
    ['机构设置1条', '机构设置{{栏目:机构设置}}条'],
    ['32万件次', volume === FULL ? '{{热线受理万}}万件次' : '{{热线受理}}件次'],
    ['同比增长111.43%', '{{热线同比}}'],
    ['办结率100%', '办结率{{热线办结率}}'],
    ['推出209个', '推出{{数据:“一件事一次办”主题}}'],
    ['事项457项', '事项{{数据:“跨城通办”事项}}'],
    ['预警71次', '预警{{数据:日常检测预警}}'],
    ['词条4条', '词条{{数据:修改错敏词条}}'],
    ['通知6次', '通知{{数据:相关整改通知}}'],
    [' 147 类', ' {{事件来源数}} 类'],
    ['推文115篇', '推文{{渠道:微信公众号}}篇'],
    ['宣传报道40余次', '宣传报道{{渠道:媒体报道}}余次'],
  ];
  return swaps.reduce((text, [words, open]) => {
    if (!text.includes(words)) throw new Error(`the published text does not say ${words}`);
    return text.replace(words, open);
  }, published);
}
