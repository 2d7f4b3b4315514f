/** What a platform is told so that it can send records of the hotline: the address, the headers, the form of a record. */
import type { FC } from 'hono/jsx';
import { Facts } from '../look/table.tsx';

/** As `functions/web/api/batches.ts` has it; `office` where it is not the one that is meant without a word. */
type Props = { readonly feed: string; readonly office: string | null };

const EXAMPLE =
  '{"records":[{"number":"A1","receivedAt":"2026-11-20 09:00","type":"投诉","topic":"道路","department":"城管局"}]}';

export const HowToPush: FC<Props> = ({ feed, office }) => (
  <section class="panel" aria-labelledby="how">
    <h2 id="how">怎样推送</h2>
    <Facts
      items={[
        ['地址', <code>POST /api/v1/hotline/batches</code>],
        ['X-Feed', <code>{encodeURIComponent(feed)}</code>],
        [
          'X-Timestamp',
          '发送时间，如 2026-11-23T09:30:00+08:00，或者 1970 年以来的秒数；与本机相差不超过五分钟',
        ],
        [
          'X-Signature',
          'sha256= 加上十六进制的 HMAC-SHA256，以密钥对“X-Timestamp 的原文、一个英文句点、请求正文”计算',
        ],
        ...(office === null ? [] : [['X-Office', <code>{office}</code>] as const]),
        ['正文', <code>{EXAMPLE}</code>],
      ]}
    />
    <p class="soft">
      地址前面是打开本系统的网址。来源名称里的汉字在请求头里写成上面的百分号编码。每次最多 1,000 条、256
      KB；栏目和批量导入热线工单的相同，英文键或者中文栏目名都可以。收到即回回执，凭回执地址查办到哪里；有误的进入“未能处理”。
      全部接口的说明和例子：<a href="/help/api">接口说明</a>。
    </p>
  </section>
);
