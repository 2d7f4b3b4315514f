/** Who may come in: the people of the office and the programs with a token. */
import type { FC } from 'hono/jsx';
import type { Account, ApiToken } from '../../../shared/store/accounts.ts';
import { Banner, Tag } from '../look/banner.tsx';
import { Button, Form } from '../look/form.tsx';
import { ROLE_NAMES } from '../look/layout.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import type { Ctx } from '../web.ts';
import { ACCOUNTS, type Asked, NEW_PERSON, personHref, TOKENS } from './addresses.ts';

export async function listPage(c: Ctx, { web, who }: Asked): Promise<Response> {
  const ours = ({ office }: { readonly office: string }): boolean => office === who.office;
  const people = (await web.accounts.list()).filter(ours);
  const tokens = (await web.accounts.tokens()).filter(ours);
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
        {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
        <section>
          <h2>人员</h2>
          <DataTable caption="人员" columns={PERSON_COLUMNS} rows={people} />
        </section>
        <section>
          <div class="page-head">
            <h2>接口令牌</h2>
            <a class="button button-secondary" href={`${TOKENS}/new`}>
              新建令牌
            </a>
          </div>
          <Tokens c={c} tokens={tokens} />
        </section>
      </>
    ),
  });
}

const PERSON_COLUMNS: readonly Column<Account>[] = [
  { title: '用户名', cell: ({ user }) => <a href={personHref(user)}>{user}</a> },
  { title: '角色', cell: ({ role }) => ROLE_NAMES[role] },
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
    {
      title: '办理',
      cell: ({ id, user }) => (
        <Form c={c} action={`${ACCOUNTS}/tokens/end`} hidden={{ id }} label={`作废令牌 ${user}`}>
          <Button kind="danger">作废</Button>
        </Form>
      ),
    },
  ];
  return <DataTable caption="接口令牌" columns={columns} rows={tokens} />;
};
