/** The counts of the day, each a link to its cases. */
import type { FC } from 'hono/jsx';
import type { Count } from '#shared/store/lists.ts';
import { worklistHref } from '../worklist/slice-links.tsx';
import type { Waiting } from './waiting.ts';

type Look = 'bad' | 'warn';
type Tile = {
  readonly name: string;
  readonly count: Count;
  readonly href: string;
  /** How it looks when there is anything in it. */
  readonly look?: Look;
};

export const Tiles: FC<Whose> = (whose) => (
  <ul class="tiles counts" aria-label="今天的数字">
    {tilesOf(whose).map(({ name, count: { count, more }, href, look }) => (
      <li class={look !== undefined && count > 0 ? `tile-${look}` : undefined}>
        <a class="tile-name" href={href}>
          {name}
        </a>
        <span class="tile-figure">{`${count}${more ? '+' : ''}`}</span>
      </li>
    ))}
  </ul>
);

type Whose = { readonly waiting: Waiting; readonly me: string };

function tilesOf({ waiting, me }: Whose): readonly Tile[] {
  const { unconfirmed, overdue, today, near, failed, desk, erasures } = waiting;
  const { mine, toApprove, returned } = desk;
  return [
    { name: '我承办的', count: mine, href: worklistHref({ slice: 'all', person: me }) },
    ...(toApprove === null
      ? []
      : [{ name: '待我审批', count: toApprove, href: '/approvals', look: 'warn' } as const]),
    ...(erasures === null || erasures.count === 0
      ? []
      : [{ name: '待我批准的删除', count: erasures, href: '/persons/requests', look: 'warn' } as const]),
    ...(returned.count === 0
      ? []
      : [{ name: '退回给我的', count: returned, href: '/approvals', look: 'warn' } as const]),
    { name: '待确认收到', count: unconfirmed, href: '/applications?status=unconfirmed', look: 'warn' },
    { name: '已超期', count: overdue.count, href: worklistHref({ slice: 'overdue' }), look: 'bad' },
    { name: '今日到期', count: today, href: worklistHref({ slice: 'today' }), look: 'warn' },
    { name: '3 个工作日内', count: near.count, href: worklistHref({ slice: 'within3' }) },
    ...(failed === null
      ? []
      : [{ name: '未能处理', count: failed, href: '/dead-letters', look: 'bad' } as const]),
  ];
}
