/** How far the ledger is sealed, by which checkpoints, where they lie elsewhere, and what is not sealed yet. */
import type { FC } from 'hono/jsx';
import { AUDITORS, READERS_OF_SEALS } from '#shared/accounts/permissions.ts';
import type { AnchorFault, AnchorState, LogStanding } from '#shared/store/notary.ts';
import type { LogName } from '#shared/transparency/log-entry.ts';
import { ALGORITHM, readKeyLine } from '#shared/transparency/signed-note.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Tag } from '../look/banner.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState, Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { Crumb, SEALS } from './addresses.tsx';

const KEY_FILE = 'signing.pub';

export function sealsPageRoutes(site: Site, web: Web): void {
  const own = site.reading(NOTHING_PERSONAL);
  own.page(SEALS, READERS_OF_SEALS, (c, who) => sealsPage(c, web, who));
  own.page(`${SEALS}/:file`, READERS_OF_SEALS, (c) => sealFile(c, web));
}

/** The newest checkpoint of a log, or the public key, as a file. */
async function sealFile(c: Ctx, { house }: Web): Promise<Response> {
  const file = c.req.param('file') ?? '';
  const text = file === KEY_FILE ? await house.notary.keyLine() : await checkpointIn(house, file);
  if (text === null) return notFound(c);
  const bytes = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  return attachment(c, { bytes, mediaType: 'text/plain; charset=utf-8', name: file });
}

async function checkpointIn({ notary }: Web['house'], file: string): Promise<string | null> {
  const found = (await notary.standing()).find(({ log }) => `${log}-checkpoint.txt` === file);
  return found?.checkpoint?.whole ?? null;
}

async function sealsPage(c: Ctx, { house }: Web, { role }: Principal): Promise<Response> {
  const key = await house.notary.keyLine();
  const { lines, announcements } = await house.notary.keys().catch(NO_KEYS);
  const title = '台账的封存';
  return renderPage(c, {
    title,
    section: 'seals',
    body: (
      <>
        {AUDITORS.includes(role) && <Crumb />}
        <h1>{title}</h1>
        {(await house.notary.standing()).map((standing) => (
          <LogPanel standing={standing} />
        ))}
        <section class="panel">
          <h2>自己核验</h2>
          <p>公钥（请与本机关另行给您的比对）：</p>
          <p>
            <code>{key ?? '还没有公钥：还没有签过检查点'}</code>
          </p>
          {key !== null && (
            <p>
              <a href={`${SEALS}/${KEY_FILE}`} download>
                下载公钥
              </a>
            </p>
          )}
          <SigningKeys lines={lines.filter((line) => line !== key)} changes={announcements.length} />
          <p>在任何一台装有 Node.js 的电脑上，用导出的档案、存放在别处的检查点和公钥核验，不需要本系统：</p>
          <p>
            <code>npm run verifier -- 档案 --checkpoints 文件夹 --key 公钥</code>
          </p>
        </section>
      </>
    ),
  });
}

/** A tree that is not signed as it must be is told of by `verify`; the page shows what it can. */
const NO_KEYS = () => ({ lines: [], announcements: [] });

const SigningKeys: FC<{ lines: readonly string[]; changes: number }> = ({ lines, changes }) =>
  lines.length === 0 ? null : (
    <>
      <p>
        此后公布过 {changes}{' '}
        次新的密钥，每次由旧密钥和新密钥共同签名；核验仍用上面最初的公钥，会自行跟到现在的：
      </p>
      <ul>
        {lines.map((line) => (
          <li>
            {readKeyLine(line)?.key[0] === ALGORITHM.other ? 'SM2' : 'Ed25519'}：<code>{line}</code>
          </li>
        ))}
      </ul>
    </>
  );

const LOGS: Readonly<Record<LogName, string>> = { ledger: '台账', audit: '审计记录' };

const LogPanel: FC<{ standing: LogStanding }> = ({
  standing: { log, checkpoint, unsealed, anchors, setBack },
}) => (
  <section class="panel">
    <h2>{LOGS[log]}</h2>
    <Facts
      items={[
        ['最近的检查点', checkpoint === null ? '还没有' : minute(checkpoint.time ?? '')],
        ['封存', `${checkpoint?.size ?? 0} 笔`],
        ['树根（base64）', checkpoint?.root.toString('base64') ?? ''],
        [
          '未封存',
          unsealed.count === 0 ? '没有' : `${unsealed.count} 笔，自 ${minute(unsealed.since ?? '')}`,
        ],
      ]}
    />
    {setBack.length > 0 && (
      <DataTable caption="回退：末尾的记录丢失以后重新开始封存" columns={SET_BACK} rows={setBack} />
    )}
    {checkpoint !== null && (
      <p>
        <a href={`${SEALS}/${log}-checkpoint.txt`} download>
          下载最近的检查点
        </a>
      </p>
    )}
    {anchors.length === 0 ? (
      <EmptyState title="没有设置别处的存放">
        检查点只在本机：能改台账又有签名密钥的人也能改它。见启动参数 --anchor。
      </EmptyState>
    ) : (
      <DataTable caption="检查点在别处的存放" columns={ANCHORS} rows={anchors} />
    )}
  </section>
);

const SET_BACK: readonly Column<LogStanding['setBack'][number]>[] = [
  { title: '何时', cell: ({ at }) => minute(at) },
  { title: '何人声明', cell: ({ by }) => by },
  { title: '理由', cell: ({ reason }) => reason },
  { title: '从哪里重新封存', cell: ({ from }) => `第 ${from} 笔之后；丢失了哪些见 verify 的 setbacks` },
];

const FAULTS: Readonly<Record<AnchorFault, string>> = {
  unreachable: '够不到',
  emptied: '原来有，现在空了',
  ahead: '那里比这里新：台账被回退',
  forked: '那里与这里不同',
};

const ANCHORS: readonly Column<AnchorState>[] = [
  { title: '存放处', cell: ({ anchor }) => anchor },
  { title: '存到', cell: ({ size }) => (size === null ? '还没有' : `${size} 笔`) },
  { title: '最近一次', cell: ({ at }) => minute(at) },
  {
    title: '情况',
    cell: ({ fault }) =>
      fault === null ? <Tag kind="good">正常</Tag> : <Tag kind="bad">{FAULTS[fault]}</Tag>,
  },
];
