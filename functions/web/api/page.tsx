/** 接口说明: the API in the words of those who connect a program to it, with calls that work as they stand. */
import type { FC } from 'hono/jsx';
import { rolesFor, SIGNED_IN } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import type { Web } from '../frame/web.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderPage } from '../look/page.tsx';
import { DataTable, Scrolled } from '../look/table.tsx';
import { namedCommands } from './command-words.ts';
import { type Endpoint, V1 } from './endpoint.ts';
import { callOf, isSigned, shellOf } from './example.ts';
import { parametersOf } from './openapi.ts';
import { apiEndpoints } from './routes.ts';

const API_HELP = '/help/api';

const GROUPS: readonly (readonly [id: string, title: string, prefixes: readonly string[]])[] = [
  ['commands', '办理', ['/commands']],
  ['cases', '查询和查找', ['/cases', '/worklist', '/search']],
  ['reports', '统计和报告', ['/reports']],
  ['imports', '导入文件', ['/imports']],
  ['batches', '热线平台推送', ['/hotline']],
  ['open311', 'Open311', ['/open311']],
  ['others', '其他', ['']],
];

export function apiHelpRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(API_HELP, SIGNED_IN, (c) =>
    renderPage(c, {
      title: '接口说明',
      section: 'api',
      body: <ApiHelp endpoints={apiEndpoints(web)} address={new URL(c.req.url).origin} />,
    }),
  );
}

/** The first group whose addresses begin so. */
function groupOf({ path }: Endpoint): string {
  const [id = ''] =
    GROUPS.find(([, , prefixes]) => prefixes.some((prefix) => path.startsWith(V1 + prefix))) ?? [];
  return id;
}

const ApiHelp: FC<{ endpoints: readonly Endpoint[]; address: string }> = ({ endpoints, address }) => (
  <>
    <h1>接口说明</h1>
    <p class="soft">
      把门户、热线平台、办公系统和本系统连起来。机器可读的说明是{' '}
      <a href={`${V1}/openapi.json`}>openapi.json</a>（OpenAPI 3.1），与校验输入的是同一份定义。
    </p>
    <Rules address={address} />
    <nav aria-label="本页内容">
      <ul class="years">
        {GROUPS.map(([id, title]) => (
          <li>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
        <li>
          <a href="#names">命令一览</a>
        </li>
      </ul>
    </nav>
    {GROUPS.map(([id, title]) => (
      <section class="panel" id={id}>
        <h2>{title}</h2>
        {endpoints
          .filter(
            (one) => groupOf(one) === id && !/\.(?:json|xml)$/.test(one.path.replace('openapi.json', '')),
          )
          .map((one) => (
            <OneEndpoint one={one} />
          ))}
      </section>
    ))}
    <section class="panel" id="names">
      <h2>命令一览</h2>
      <Commands />
    </section>
  </>
);

const Rules: FC<{ address: string }> = ({ address }) => (
  <section class="panel">
    <h2>先看这几条</h2>
    <ul>
      <li>令牌由管理员在“账号管理”里建，只显示一次；一个令牌一个角色，历史中写的是令牌的名称。</li>
      <li>
        写入都要带 <code>Idempotency-Key</code>：同一个键、同样的内容再发一次，答 <code>duplicate</code>
        ，不会重复登记。
      </li>
      <li>
        办不成的，答一份问题说明（RFC 9457）：<code>code</code> 固定不变，给程序判断；<code>title</code>{' '}
        给人看；能指到哪一项的有 <code>field</code>，有法律依据的有 <code>article</code>。
      </li>
      <li>清单分页：把上一页的 next 放进 after。日期是 Asia/Shanghai 的日历日。</li>
      <li>热线平台推送用签名，不用令牌：推送来源和密钥也在“账号管理”里建。</li>
    </ul>
    <p>下面的例子可以直接粘贴到终端里。先写好地址和令牌：</p>
    <Shell
      text={`TAIZHANG=${address}\nTOKEN=tz_…        # 账号管理里建的令牌\nFEED=来源的名称 SECRET=来源的密钥   # 只有推送要用；名称是中文的，按 UTF-8 百分号编码`}
    />
  </section>
);

const Shell: FC<{ text: string }> = ({ text }) => (
  <pre class="shell" tabindex={0}>
    <code>{text}</code>
  </pre>
);

const rolesText = (roles: readonly Role[]): string => roles.map((role) => ROLE_NAMES[role]).join('、');

const OneEndpoint: FC<{ one: Endpoint }> = ({ one }) => (
  <article class="endpoint">
    <h3>
      <code>
        {one.method.toUpperCase()} {one.path}
      </code>
    </h3>
    <p>{one.summary}。</p>
    <p class="soft small">角色：{rolesText(one.roles)}</p>
    <Parameters one={one} />
    <Shell text={shellOf(callOf(one), isSigned(one))} />
  </article>
);

const Parameters: FC<{ one: Endpoint }> = ({ one }) => {
  const rows = parametersOf(one);
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={`${one.path} 的参数`}
      rows={rows}
      columns={[
        { title: '参数', cell: ({ name }) => <code>{name}</code> },
        { title: '必填', cell: ({ required }) => (required ? '是' : '') },
        { title: '说明', cell: ({ schema }) => meaning(schema) },
      ]}
    />
  );
};

function meaning({ description, enum: choices, format }: ReturnType<typeof parametersOf>[number]['schema']) {
  const told = [
    description,
    ...(choices === undefined ? [] : [choices.join('、')]),
    ...(format === 'date' ? ['日期，如 2026-11-20'] : []),
  ];
  return told.filter((text) => text !== undefined).join('；');
}

const Commands: FC = () => (
  <Scrolled label="命令一览">
    <DataTable
      caption="命令一览"
      rows={namedCommands()}
      columns={[
        { title: '命令', cell: ({ name }) => <code>{name}</code> },
        { title: '办什么', cell: ({ words }) => words },
        { title: '角色', cell: ({ name }) => rolesText(rolesFor(name)) },
        { title: '必填', cell: ({ required }) => <code>{required.join(' ')}</code> },
        { title: '选填', cell: ({ optional }) => <code>{optional.join(' ')}</code> },
      ]}
    />
  </Scrolled>
);
