/** For each column of the file what it is, guessed beforehand; and for what is missing, one value for all rows. */
import type { FC } from 'hono/jsx';
import { KINDS } from '#shared/intake/kinds.ts';
import type { FileColumn } from '#shared/intake/preview/file-columns.ts';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import { cut } from '#shared/intake/preview/sample-values.ts';
import { choicesOf } from '#shared/intake/preview/unknown-values.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField } from '../look/fields.tsx';
import { type FormState, idOf } from '../look/form.tsx';
import { type Column, DataTable } from '../look/table.tsx';
import { columnsOf, fieldName, headingOf } from './kinds.ts';
import { columnField, fixedField } from './reading-form.ts';

type Props = { readonly form: FormState; readonly looked: LookedAt };
type Row = FileColumn & { readonly at: number };

const HOW: Readonly<Record<FileColumn['how'], string>> = {
  own: '',
  elsewhere: '按其他系统的叫法推测',
  near: '按相近的名称推测',
  said: '',
  none: '',
};
const MOST_SAMPLE = 40;

export const ColumnChoices: FC<Props> = ({ form, looked }) => {
  const columns: readonly Column<Row>[] = [
    { title: '文件里的列', cell: ({ letters, heading }) => `${letters}　${heading}` },
    { title: '内容举例', cell: ({ samples }) => samples.map((text) => cut(text, MOST_SAMPLE)).join('；') },
    { title: '是什么', cell: (row) => <Meaning form={form} looked={looked} row={row} /> },
  ];
  const rows = looked.columns.map((column, at) => ({ ...column, at }));
  return <DataTable caption="文件的列" columns={columns} rows={rows} />;
};

const Meaning: FC<Props & { row: Row }> = ({ form, looked, row }) => {
  const name = columnField(row.at);
  const error = form.errors.find(({ field }) => field === name);
  const chosen = form.values[name] ?? '';
  return (
    <>
      <select
        id={idOf(name)}
        name={name}
        aria-label={`“${row.heading}”这一列`}
        aria-invalid={error === undefined ? undefined : 'true'}
      >
        <option value="">不导入</option>
        {columnsOf(looked.kind).map((column) => (
          <option value={column.key} selected={column.key === chosen}>
            {headingOf(column)}
            {column.required ? ' *' : ''}
          </option>
        ))}
      </select>
      {error !== undefined && <p class="field-error">{error.message}</p>}
      {HOW[row.how] !== '' && chosen === row.key && <p class="hint">{HOW[row.how]}</p>}
    </>
  );
};

/** A column of choices that the file does not have may hold one for all rows; what else is missing must be found. */
export const MissingColumns: FC<Props> = ({ form, looked }) => {
  const { kind } = looked;
  const chosen = looked.columns.map((_, at) => form.values[columnField(at)]);
  const missing = KINDS[kind].columns.filter(({ key, required }) => required && !chosen.includes(key));
  const open = missing.filter(({ type }) => type !== 'choice');
  return (
    <>
      {open.length > 0 && (
        <Banner kind="warning">
          必填而没有找到的列：{open.map(({ key }) => fieldName(kind, key)).join('、')}
          。请在上面选出是哪一列；表头不对的，先改“列名在”。
        </Banner>
      )}
      {missing
        .filter(({ type }) => type === 'choice')
        .map((column) => (
          <SelectField
            form={form}
            name={fixedField(column.key)}
            label={`文件里没有“${headingOf(column)}”一列，整列都是`}
            choices={choicesOf(column, {}).map(({ key, label }) => ({ value: key, label }))}
          />
        ))}
    </>
  );
};
