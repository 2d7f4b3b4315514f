/** Who may come in: the people of the office, the programs with a token, and the platforms that send records. */
import type { Child, FC } from 'hono/jsx';
import { feedNames } from '#shared/accounts/feeds.ts';
import { type Clash, clashingNames, type Holder } from '#shared/accounts/names.ts';
import { GUARDS } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Account, ApiToken } from '#shared/store/accounts.ts';
import { pathPart } from '../frame/path-part.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { Button, Form } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { type Asked, FEEDS, NEW_PERSON, personHref, TOKENS } from './addresses.ts';
import { lastDayWords, scopeWords } from './token-bounds.tsx';

export async function listPage(c: Ctx, { web, who }: Asked): Promise<Response> {
  const ours = ({ office }: { readonly office: string }): boolean => office === who.office;
  const people = (await web.accounts.list()).filter(ours);
  const tokens = (await web.accounts.tokens()).filter(ours);
  const feeds = await feedNames(web.house.log, who.office);
  const known = { accounts: web.accounts, log: web.house.log, office: who.office };
  const clashes = await clashingNames(known);
  return renderPage(c, {
    title: '账号管理',
    section: 'accounts',
    body: (
      <>
        <div class="page-head">
          <h1>账号管理</h1>
          <a class="button" href={NEW_PERSON}>
            添加账号
          </a>
        </div>
        <Done c={c} />
        <Clashes clashes={clashes} />
        <section>
          <h2>人员</h2>
          {GUARDS.includes(who.role) && <SignInLink />}
          <DataTable caption="人员" columns={PERSON_COLUMNS} rows={people} />
        </section>
        <p class="soft">
          怎么对接、每个调用的例子，见 <a href="/help/api">接口说明</a>。
        </p>
        <Programs title="接口令牌" add={[`${TOKENS}/new`, '新建令牌']}>
          <Tokens c={c} tokens={tokens} />
        </Programs>
        <Programs title="推送来源" add={[`${FEEDS}/new`, '添加推送来源']}>
          <Feeds c={c} feeds={feeds} />
        </Programs>
      </>
    ),
  });
}

const SignInLink: FC = () => (
  <p class="soft">
    多久没有操作自动退出、谁必须有第二种验证，见 <a href="/accounts/sign-in">登录设置</a>。
  </p>
);

const Done: FC<{ c: Ctx }> = ({ c }) => (
  <>
    {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
    {c.req.query('proposed') !== undefined && (
      <Banner kind="info">
        已提请复核：由另一个人在<a href="/rights">权限设置</a>同意以后才生效。
      </Banner>
    )}
  </>
);

const HOLDER_WORDS: Readonly<Record<Holder, string>> = {
  person: '人员',
  token: '接口令牌',
  feed: '推送来源',
};

/** Made before names were kept apart. */
const Clashes: FC<{ clashes: readonly Clash[] }> = ({ clashes }) =>
  clashes.length === 0 ? null : (
    <Banner kind="warning">
      {`以下名称不止一方使用，办理经过里程序办的标“程序”，仍请换名：${clashes
        .map(({ name, holders }) => `${name}（${holders.map((one) => HOLDER_WORDS[one]).join('、')}）`)
        .join('；')}`}
    </Banner>
  );

type ProgramsProps = { title: string; add: readonly [href: string, label: string]; children?: Child };

const Programs: FC<ProgramsProps> = ({ title, add: [href, label], children }) => (
  <section>
    <div class="page-head">
      <h2>{title}</h2>
      <a class="button button-secondary" href={href}>
        {label}
      </a>
    </div>
    {children}
  </section>
);

const PERSON_COLUMNS: readonly Column<Account>[] = [
  { title: '用户名', cell: ({ user }) => <a href={personHref(user)}>{user}</a> },
  { title: '角色', cell: ({ role }) => ROLE_NAMES[role] },
  { title: '科室', cell: ({ department }) => department ?? '' },
  { title: '状态', cell: ({ disabled }) => <AccountState disabled={disabled} /> },
];

export const AccountState: FC<{ disabled: boolean }> = ({ disabled }) =>
  disabled ? <Tag>已停用</Tag> : <Tag kind="good">可以登录</Tag>;

const Tokens: FC<{ c: Ctx; tokens: readonly ApiToken[] }> = ({ c, tokens }) => {
  if (tokens.length === 0)
    return <EmptyState title="没有令牌">其他系统通过接口读写时，凭令牌进入。</EmptyState>;
  const columns: readonly Column<ApiToken>[] = [
    { title: '名称', cell: ({ user }) => user },
    { title: '角色', cell: ({ role }) => ROLE_NAMES[role] },
    { title: '归谁使用', cell: ({ owner }) => owner ?? '没有写明' },
    { title: '用途', cell: ({ scope }) => scopeWords(scope) },
    {
      title: '有效到',
      tight: true,
      cell: ({ expiresOn }) => lastDayWords(expiresOn, dateOfInstant(c.var.now)),
    },
    { title: '最近使用', tight: true, cell: ({ usedOn }) => usedOn ?? '没有用过' },
    {
      title: '办理',
      cell: ({ id, user }) => (
        <Form c={c} action={`${TOKENS}/end`} hidden={{ id }} label={`作废令牌 ${user}`}>
          <Button kind="danger">作废</Button>
        </Form>
      ),
    },
  ];
  return <DataTable caption="接口令牌" columns={columns} rows={tokens} />;
};

const Feeds: FC<{ c: Ctx; feeds: readonly string[] }> = ({ c, feeds }) => {
  if (feeds.length === 0)
    return <EmptyState title="没有推送来源">其他平台推送热线工单时，用这里生成的密钥签名。</EmptyState>;
  const columns: readonly Column<string>[] = [
    { title: '名称', cell: (name) => <a href={`${FEEDS}/${pathPart(name)}`}>{name}</a> },
    {
      title: '办理',
      cell: (name) => (
        <div class="actions">
          <Form c={c} action={`${FEEDS}/renew`} hidden={{ name }} label={`更换密钥 ${name}`}>
            <Button kind="secondary">更换密钥</Button>
          </Form>
          <Form c={c} action={`${FEEDS}/end`} hidden={{ name }} label={`停止接收 ${name}`}>
            <Button kind="danger">停止接收</Button>
          </Form>
        </div>
      ),
    },
  ];
  return <DataTable caption="推送来源" columns={columns} rows={feeds} />;
};
