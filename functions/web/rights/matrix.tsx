/** The matrix of rights and roles, as it is checked. */
import type { FC } from 'hono/jsx';
import { MATRIX, RIGHT_WORDS, RIGHTS, type Right } from '#shared/accounts/permissions.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { type Column, DataTable } from '../look/table.tsx';

const COLUMNS: readonly Column<Right>[] = [
  { title: '权限', cell: (right) => RIGHT_WORDS[right] },
  { title: '角色', cell: (right) => MATRIX[right].map((role) => ROLE_NAMES[role]).join('、') },
];

export const Matrix: FC = () => (
  <section aria-labelledby="matrix">
    <h2 id="matrix">各角色的权限</h2>
    <p class="soft">“账号管理”是三员分立以后的管理员。</p>
    <DataTable caption="各角色的权限" columns={COLUMNS} rows={RIGHTS} />
  </section>
);
