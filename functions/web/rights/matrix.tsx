/** The matrix of rights and roles, as it is checked. */
import type { FC } from 'hono/jsx';
import { MATRIX, RIGHT_WORDS, RIGHTS, type Right, SIGNED_IN } from '#shared/accounts/permissions.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { type Column, DataTable, Scrolled } from '../look/table.tsx';

const has = (right: Right, role: string): boolean => MATRIX[right].some((one) => one === role);
const COLUMNS: readonly Column<Right>[] = [
  { title: '权限', cell: (right) => RIGHT_WORDS[right] },
  ...SIGNED_IN.map((role) => ({
    title: role === 'accounts' ? '管理（三员分立）' : ROLE_NAMES[role],
    cell: (right: Right) => (has(right, role) ? '有' : ''),
  })),
];

export const Matrix: FC = () => (
  <section aria-labelledby="matrix">
    <h2 id="matrix">各角色的权限</h2>
    <Scrolled label="各角色的权限">
      <DataTable caption="各角色的权限" columns={COLUMNS} rows={RIGHTS} />
    </Scrolled>
  </section>
);
