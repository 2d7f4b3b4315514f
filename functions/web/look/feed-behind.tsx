/** Said wherever figures are: what others have sent and is not in them yet. */
import type { FC } from 'hono/jsx';
import { type Behind, behind } from '#shared/feeds/behind.ts';
import type { House } from '#shared/store/house.ts';
import { minute } from '../wording/word.ts';
import { Banner } from './banner.tsx';

/** Nothing where nothing is behind. */
export const FeedBehind: FC<{ house: House; office: string }> = async ({ house, office }) => {
  const lines = wordsOf(await behind(house, office));
  if (lines.length === 0) return null;
  return (
    <Banner kind="info">
      {lines.map((line) => (
        <p>{line}</p>
      ))}
    </Banner>
  );
};

function wordsOf({ waiting, since }: Behind): string[] {
  const lines: string[] = [];
  if (waiting === 'unknown') lines.push('不知道接口送来的记录还有多少没有登记。');
  else if (waiting > 0) lines.push(`接口送来的记录还有 ${waiting} 条没有登记，登记后才计入。`);
  if (since === 'unknown') lines.push('不知道接口登记的内容是否已经全部计入。');
  else if (since !== null) lines.push(`接口在${minute(since)}以后登记的内容还没有全部计入。`);
  return lines;
}
