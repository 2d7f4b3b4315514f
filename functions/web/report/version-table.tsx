/** The versions of a year's report, the newest first, with why each was published. */
import type { FC } from 'hono/jsx';
import type { Sealed } from '#shared/notary/sealed-under.ts';
import type { FrozenVersion } from '#shared/reporting/year-state.ts';
import { type Column, DataTable } from '../look/table.tsx';
import { approverText, minute } from '../wording/word.ts';
import { type Address, hrefOf } from './address.ts';

type Props = {
  readonly address: Address;
  readonly versions: readonly FrozenVersion[];
  readonly sealed: ReadonlyMap<number, Sealed>;
};

export const VersionTable: FC<Props> = ({ address, versions, sealed }) => {
  if (versions.length === 0) return null;
  const own = { year: address.year, scope: address.scope };
  const columns: readonly Column<FrozenVersion>[] = [
    {
      title: '版本',
      cell: ({ version }) => <a href={hrefOf({ ...own, version }, '/sheet')}>第{version}版</a>,
    },
    { title: '签发', cell: (one) => `${one.on} ${approverText(one)}` },
    { title: '数据截至', cell: ({ asOf }) => minute(asOf) },
    {
      title: '说明',
      cell: ({ reason, version }) =>
        reason === null ? (
          '首次公布'
        ) : (
          <>
            更正：{reason} <a href={hrefOf(own, `/versions/${version}`)}>与第{version - 1}版的差别</a>
          </>
        ),
    },
    { title: '存证', cell: ({ version }) => underWhich(sealed.get(version)) },
    {
      title: '整套文件',
      cell: ({ version }) => (
        <a href={hrefOf({ ...own, version }, '/package')} download>
          第{version}版 .zip
        </a>
      ),
    },
  ];
  return (
    <section class="panel">
      <h2>版本</h2>
      <DataTable caption="版本" columns={columns} rows={[...versions].reverse()} />
    </section>
  );
};

function underWhich(sealed: Sealed | undefined): string {
  return sealed === undefined ? '尚未存证' : `检查点 ${sealed.time}，第 ${sealed.index + 1} 笔`;
}
