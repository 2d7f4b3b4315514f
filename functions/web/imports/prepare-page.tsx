/** How a file will be read, to be seen and changed before it is tried out or recorded. Everything is one form. */
import type { FC } from 'hono/jsx';
import { type LookedAt, MOST_LOOKED } from '#shared/intake/preview/look-into.ts';
import type { Reading } from '#shared/intake/reading.ts';
import type { Settled, Upload } from '#shared/jobs/import-files.ts';
import type { Ctx } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { SelectField } from '../look/fields.tsx';
import { FileField } from '../look/file-field.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { ColumnChoices, MissingColumns } from './column-choices.tsx';
import { DateChoices } from './date-choices.tsx';
import { FirstRows } from './first-rows.tsx';
import { OFFERED, OFFERED_KINDS, PATH, uploadPath } from './kinds.ts';
import { PlaceChoices } from './place-choices.tsx';
import {
  columnField,
  fixedField,
  GUESSED,
  headingField,
  meantField,
  NOTHING,
  placeOf,
} from './reading-form.ts';
import { placeIn, settledReading } from './settled-reading.ts';
import { UnknownChoices } from './unknown-choices.tsx';

type Preparing = {
  readonly upload: Upload;
  readonly settled: Settled;
  /** Null where it could not be looked into, or is read in one way alone. */
  readonly looked: LookedAt | null;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};

export function preparePage(c: Ctx, preparing: Preparing): Response | Promise<Response> {
  const { upload, looked } = preparing;
  const form = { values: valuesOf(preparing), errors: preparing.errors };
  return renderFormPage(c, form, {
    title: `核对读法：${upload.name}`,
    section: 'imports',
    wide: true,
    body: (
      <>
        <p class="crumb">
          <a href={PATH}>批量导入</a>
        </p>
        <h1>核对读法：{upload.name}</h1>
        <p class="soft">
          下面是按表头和内容推测的读法，不对的请改。现在什么也没有登记；文件加密暂存，登记后或者一天之内删除。
        </p>
        <ErrorSummary errors={form.errors} title="还不能读，请先改正" />
        {looked?.isRemembered && <Banner kind="info">这样的表头以前导入过，已按上次的读法填好。</Banner>}
        <Form c={c} action={uploadPath(upload.id)} label="核对读法" upload hidden={hiddenOf(preparing)}>
          {looked === null ? <KindAlone form={form} /> : <Choices looked={looked} form={form} />}
          <Actions>
            <Button name="do" value="check" kind="secondary">
              先检查，不登记
            </Button>
            <Button name="do" value="record">
              登记
            </Button>
          </Actions>
          {looked !== null && <MapFile form={form} path={uploadPath(upload.id)} />}
        </Form>
      </>
    ),
  });
}

const KINDS = OFFERED_KINDS.map((kind) => ({ value: kind, label: OFFERED[kind].label }));

const KindAlone: FC<{ form: FormState }> = ({ form }) => (
  <section class="panel">
    <SelectField form={form} name="kind" label="数据种类" choices={KINDS} />
  </section>
);

type Parts = { readonly looked: LookedAt; readonly form: FormState };

const Choices: FC<Parts> = ({ looked, form }) => (
  <>
    <PlaceChoices form={form} looked={looked} kinds={KINDS} />
    <section class="panel" aria-labelledby="f-columns">
      <h2 id="f-columns">哪一列是什么</h2>
      <ColumnChoices form={form} looked={looked} />
      <MissingColumns form={form} looked={looked} />
    </section>
    <DateChoices form={form} looked={looked} />
    <UnknownChoices form={form} looked={looked} />
    <section class="panel" aria-labelledby="rows">
      <h2 id="rows">前 20 行</h2>
      <FirstRows looked={looked} />
      <p class="soft">
        {looked.isAll
          ? `文件共 ${looked.records.length} 行。`
          : `以上推测看了文件的前 ${MOST_LOOKED} 行；“先检查”会看全部。`}
      </p>
    </section>
  </>
);

const MapFile: FC<{ form: FormState; path: string }> = ({ form, path }) => (
  <details class="panel" open={form.errors.some(({ field }) => field === 'map')}>
    <summary>列名对照文件</summary>
    <p class="soft">
      下次导入同样表头的文件，会自动照这次的读法填好。要给别人用，或者用命令行（--map）导入，
      <a href={`${path}/map.json`}>下载列名对照</a>（内容是最近一次检查或者重新读取时的读法）。
    </p>
    <FileField form={form} name="map" label="使用已有的列名对照" accept=".json" optional />
    <Actions>
      <Button name="do" value="again" kind="secondary">
        按它读取
      </Button>
    </Actions>
  </details>
);

/** What stands in the fields: what was typed, else what was settled, else the guess. */
function valuesOf({ settled, looked, values }: Preparing): Record<string, string> {
  const { kind } = settled;
  if (looked === null) return { kind: kind ?? '', ...values };
  const reading = settledReading(settled.reading, looked);
  const { headings, sheet, separator, encoding, dates, years, zone, fixed, values: said } = reading;
  const columns = looked.columns.map(({ key }, at) => [columnField(at), key]);
  return {
    ...{ kind: looked.kind, row: String(headings?.row ?? ''), rows: String(headings?.rows ?? 1) },
    ...{ sheet: sheet ?? '', separator: separator ?? '', encoding: encoding ?? '', dates: dates ?? '' },
    ...{ years: String(years ?? ''), zone: zone ?? '' },
    ...Object.fromEntries(columns),
    ...Object.fromEntries(Object.entries(fixed ?? {}).map(([key, value]) => [fixedField(key), value])),
    ...meantIn(looked, said),
    ...values,
  };
}

function meantIn({ unknown }: LookedAt, said: Reading['values'] = {}): Record<string, string> {
  const meant = unknown.flatMap(({ column: { key }, values }) =>
    values.map(({ written }, at) => {
      const to = said[key]?.[written];
      return [meantField(key, at), to === '' ? NOTHING : (to ?? '')] as const;
    }),
  );
  return Object.fromEntries(meant);
}

function hiddenOf({ looked, settled }: Preparing): Record<string, string> {
  if (looked === null) return {};
  const { sheet } = settledReading(settled.reading, looked);
  const place = placeOf({
    kind: looked.kind,
    reading: { ...placeIn(looked), ...(sheet !== undefined && { sheet }) },
  });
  const headings = looked.columns.map(({ heading }, at) => [headingField(at), heading]);
  return { seen: place, [GUESSED]: looked.dates.guess ?? '', ...Object.fromEntries(headings) };
}
