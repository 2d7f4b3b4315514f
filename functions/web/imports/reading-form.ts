/** What the form of the preview says of a file: read from its fields, and put into them. */
import { type ImportKind, KINDS } from '#shared/intake/kinds.ts';
import { isZone } from '#shared/intake/parse-dates.ts';
import type { LookedAt } from '#shared/intake/preview/look-into.ts';
import type { Reading } from '#shared/intake/reading.ts';
import { ENCODINGS, SEPARATORS } from '#shared/intake/table-layout.ts';
import type { Settled } from '#shared/jobs/import-files.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { FieldError } from '../look/form.tsx';
import { fieldName, offeredKind } from './kinds.ts';

const ORDERS = ['ymd', 'mdy', 'dmy'] as const;
/** Beside each choice, what it is about: a page may be older than what was settled on another. */
export const headingField = (at: number): string => `heading${at}`;
export const columnField = (at: number): string => `column${at}`;
export const writtenField = (key: string, at: number): string => `written.${key}.${at}`;
export const meantField = (key: string, at: number): string => `meant.${key}.${at}`;
export const fixedField = (key: string): string => `fixed.${key}`;
/** The order of dates that the page offered by itself. */
export const GUESSED = 'guessed';
/** Left out on purpose: no heading of our own is called so. */
export const NOTHING = '-';

type Asked = Settled & {
  /** Which kind and place of the table the columns below were offered for. */
  readonly seen: string;
  readonly values: Readonly<Record<string, string>>;
};

/** Everything that is no choice of ours is passed over. */
export function askedIn(fields: FormFields): Asked {
  const text = (name: string): string => textOf(fields, name);
  const kind = offeredKind(text('kind'));
  const row = Number(text('row'));
  const years = Number(text('years'));
  const reading: Partial<Reading> = {
    columns: columnsIn(fields),
    ...(text('sheet') !== '' && { sheet: text('sheet') }),
    ...(row >= 1 && { headings: { row, rows: text('rows') === '2' ? 2 : 1 } }),
    ...oneOf('separator', SEPARATORS, rawOf(fields, 'separator')),
    ...oneOf('encoding', ENCODINGS, text('encoding')),
    // what was only offered is guessed anew, once other columns are dates
    ...(text('dates') !== text(GUESSED) && oneOf('dates', ORDERS, text('dates'))),
    ...(isZone(text('zone')) && { zone: text('zone') }),
    ...(years >= 1900 && years <= 2000 && { years }),
    ...objectOf('values', valuesIn(fields)),
    ...objectOf('fixed', startingWith(fields, fixedField(''))),
  };
  const values = Object.fromEntries(Object.keys(fields).map((name) => [name, text(name)]));
  return { kind, reading, seen: text('seen'), values };
}

/** A tab is no blank around what was typed. */
function rawOf(fields: FormFields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function oneOf<Name extends string, Value extends string>(
  name: Name,
  list: readonly Value[],
  written: string,
): Partial<Record<Name, Value>> {
  const known = list.find((one) => one === written);
  return known === undefined ? {} : ({ [name]: known } as Record<Name, Value>);
}

function objectOf<Name extends string, Value extends object>(name: Name, value: Value) {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

function columnsIn(fields: FormFields): Record<string, string> {
  const columns: Record<string, string> = {};
  for (let at = 0; typeof fields[headingField(at)] === 'string'; at += 1)
    columns[rawOf(fields, headingField(at))] = textOf(fields, columnField(at));
  return columns;
}

function startingWith(fields: FormFields, prefix: string): Record<string, string> {
  const own = Object.keys(fields).filter((name) => name.startsWith(prefix) && textOf(fields, name) !== '');
  return Object.fromEntries(own.map((name) => [name.slice(prefix.length), textOf(fields, name)]));
}

/** `NOTHING` stands for a blank: the cell then says nothing. */
function valuesIn(fields: FormFields): Record<string, Record<string, string>> {
  const values: Record<string, Record<string, string>> = {};
  for (const name of Object.keys(fields)) {
    const [, key = '', at = ''] = /^meant\.(\w+)\.(\d+)$/.exec(name) ?? [];
    const meant = textOf(fields, name);
    if (key === '' || meant === '') continue;
    const written = textOf(fields, writtenField(key, Number(at)));
    values[key] = { ...values[key], [written]: meant === NOTHING ? '' : meant };
  }
  return values;
}

/** The place of the table, as one word: other columns are offered once it is another. */
export function placeOf({ kind, reading }: Settled): string {
  const { sheet, headings, separator, encoding } = reading;
  return JSON.stringify([kind, sheet, headings?.row, headings?.rows ?? 1, separator, encoding]);
}

/** What is in the way of reading the file as it was settled. */
export function faultsOf({ kind, reading, values }: Asked, looked: LookedAt | null): readonly FieldError[] {
  if (kind === null) return [{ field: 'kind', code: 'required', message: '数据种类：请选择' }];
  const zone: readonly FieldError[] =
    (values.zone ?? '') === '' || reading.zone !== undefined
      ? []
      : [{ field: 'zone', code: 'badChoice', message: '时区：请写 Asia/Shanghai 这样的名称' }];
  if (kind === 'reports' || looked === null) return zone;
  return [...zone, ...columnFaults(kind, reading, looked), ...dateFaults(reading, values, looked)];
}

function columnFaults(kind: ImportKind, { fixed }: Partial<Reading>, { columns }: LookedAt): FieldError[] {
  const keys = columns.map(({ key }) => key).filter((key) => key !== '');
  const twice = columns.findIndex(
    ({ key }, at) =>
      key !== '' &&
      keys.indexOf(key) < keys.lastIndexOf(key) &&
      columns.findIndex((one) => one.key === key) < at,
  );
  const repeated: FieldError[] =
    twice < 0
      ? []
      : [
          {
            field: columnField(twice),
            code: 'repeatedHeading',
            message: `有两列都选成了“${fieldName(kind, columns[twice]?.key ?? '')}”，只能选一列`,
          },
        ];
  const missing = KINDS[kind].columns.filter(
    ({ key, required }) => required && !keys.includes(key) && !fixed?.[key],
  );
  return [
    ...repeated,
    ...missing.map(({ key, type }): FieldError => {
      const field = type === 'choice' ? fixedField(key) : 'columns';
      return { field, code: 'missingColumn', message: `${fieldName(kind, key)}：必填，请选出是哪一列` };
    }),
  ];
}

/** What was offered while other columns were dates was agreed to for those. */
function dateFaults({ dates }: Partial<Reading>, values: Asked['values'], looked: LookedAt): FieldError[] {
  const { guess } = looked.dates;
  if (dates !== undefined) return [];
  const isOther = values[GUESSED] !== undefined && values[GUESSED] !== (guess ?? '');
  if (guess !== undefined && !isOther) return [];
  const message =
    guess === undefined
      ? '日期的写法：文件里的日期两种次序都读得通，请按来源选定一种'
      : '日期的写法：日期的列变了，推测也变了，请核对';
  return [{ field: 'dates', code: 'required', message }];
}
