/** Values that are no known choice: said once what they mean, and remembered for the office. */
import type { FC } from 'hono/jsx';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import type { UnknownValues } from '#shared/intake/preview/unknown-values.ts';
import type { FormState } from '../look/form.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { fieldName, VALUES } from './kinds.ts';
import { meantField, NOTHING, writtenField } from './reading-form.ts';

type Props = { readonly form: FormState; readonly looked: LookedAt };
type Row = { readonly written: string; readonly times: number; readonly at: number };

export const UnknownChoices: FC<Props> = ({ form, looked }) =>
  looked.unknown.length === 0 ? null : (
    <section class="panel" aria-labelledby="values">
      <h2 id="values">没见过的值</h2>
      <p class="soft">
        下面的值不在可选范围内，请写明各是哪一项；登记时记住，以后的文件（包括命令行导入）照此办理，可在
        <a href={VALUES}>值的对照</a>里改。没有写明的，所在的行退回。
      </p>
      {looked.unknown.map((unknown) => (
        <OfColumn form={form} looked={looked} unknown={unknown} />
      ))}
    </section>
  );

const OfColumn: FC<Props & { unknown: UnknownValues }> = ({ form, looked, unknown }) => {
  const { column, values, others } = unknown;
  const title = fieldName(looked.kind, column.key);
  const rows = values.map((value, at) => ({ ...value, at }));
  const columns: readonly Column<Row>[] = [
    { title: `${title}里写的`, cell: ({ written }) => written },
    { title: '行数', cell: ({ times }) => times, numeric: true },
    { title: '是', cell: (row) => <Meaning form={form} unknown={unknown} row={row} /> },
  ];
  return (
    <>
      <DataTable caption={`${title}里没见过的值`} columns={columns} rows={rows} />
      {others > 0 && (
        <p class="soft">
          另有 {others} 个值没有列出：这么多，“{title}”多半不是这一列，请看看上面的对照。
        </p>
      )}
    </>
  );
};

type Meant = { readonly form: FormState; readonly unknown: UnknownValues; readonly row: Row };

const Meaning: FC<Meant> = ({ form, unknown: { column, choices }, row }) => {
  const name = meantField(column.key, row.at);
  const chosen = form.values[name] ?? '';
  return (
    <>
      <input type="hidden" name={writtenField(column.key, row.at)} value={row.written} />
      <select name={name} aria-label={`“${row.written}”是`}>
        <option value="">退回这些行</option>
        {!column.required && (
          <option value={NOTHING} selected={chosen === NOTHING}>
            不填这一格
          </option>
        )}
        {choices.map(({ key, label }) => (
          <option value={key} selected={key === chosen}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
};
