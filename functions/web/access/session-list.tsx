/** The sessions in which a person is signed in, each with a button that ends it. */
import type { FC } from 'hono/jsx';
import type { OpenSession } from '#shared/accounts/sessions.ts';
import type { SignInWay } from '#shared/store/accounts.ts';
import type { Ctx } from '../frame/web.ts';
import { Tag } from '../look/banner.tsx';
import { Button, Form } from '../look/form.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { minute } from '../wording/word.ts';

const WAYS: Readonly<Record<SignInWay, string>> = {
  password: '密码',
  twoFactors: '密码和第二种验证',
  passkey: '通行密钥',
  provider: '统一身份认证',
};

/** `action` takes the id of one, and ends all others where none is named. */
type Listed = { c: Ctx; sessions: readonly OpenSession[]; action: string };

export const SessionList: FC<Listed> = ({ c, sessions, action }) => {
  const own = sessions.find(({ id }) => id === c.var.present?.id)?.id;
  if (sessions.length === 0) return <EmptyState title="没有登录着的设备" />;
  return (
    <>
      <DataTable caption="登录着的设备" columns={columnsOf({ c, action, own })} rows={sessions} />
      {sessions.some(({ id }) => id !== own) && (
        <Form c={c} action={action} label="结束登录">
          <Button kind="danger">{own === undefined ? '结束全部登录' : '结束其他全部登录'}</Button>
        </Form>
      )}
    </>
  );
};

type Ending = { readonly c: Ctx; readonly action: string; readonly own: string | undefined };

function columnsOf({ c, action, own }: Ending): readonly Column<OpenSession>[] {
  return [
    {
      title: '设备',
      cell: ({ id, device }) => (
        <>
          {device || '不明设备'} {id === own && <Tag kind="good">现在这个</Tag>}
        </>
      ),
    },
    { title: '地址', cell: ({ from }) => from || '不明' },
    { title: '登录时间', tight: true, cell: ({ startedAt }) => minute(startedAt) },
    { title: '最近操作', tight: true, cell: ({ seenAt }) => minute(seenAt) },
    { title: '方式', cell: ({ how }) => WAYS[how] },
    {
      title: '办理',
      cell: ({ id, device, startedAt }) =>
        id !== own && (
          <Form c={c} action={action} hidden={{ id }} label={`结束 ${device} ${minute(startedAt)} 的登录`}>
            <Button kind="secondary">结束</Button>
          </Form>
        ),
    },
  ];
}
