/** What the office has said that values mean: seen and changed in one place. */
import type { FC } from 'hono/jsx';
import { OFFICERS } from '#shared/accounts/permissions.ts';
import { type ColumnSpec, type ImportKind, KINDS } from '#shared/intake/kinds.ts';
import { choicesOf } from '#shared/intake/preview/unknown-values.ts';
import { rememberedBy, rememberValues } from '#shared/intake/remembered.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { actorOf, type Ctx, type Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { Actions, Button, Form } from '../look/form.tsx';
import { renderPage } from '../look/page.tsx';
import { type Column, DataTable, EmptyState } from '../look/table.tsx';
import { type By, headingOf, OFFERED, PATH, VALUES } from './kinds.ts';
import { meantField, NOTHING, writtenField } from './reading-form.ts';

export function valueRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('importRead'));
  site.page(VALUES, OFFICERS, (c, who) => valuesPage(c, { web, who }));
  site.form(VALUES, OFFICERS, (c, who, fields) => change(c, { web, who }, fields));
}

type OfColumn = {
  readonly kind: ImportKind;
  readonly column: ColumnSpec;
  readonly said: readonly (readonly [written: string, key: string])[];
};

async function valuesPage(c: Ctx, { web, who }: By): Promise<Response> {
  const { values } = await rememberedBy(web.house.log, who.office);
  const all = keysOf(KINDS).flatMap((kind) =>
    KINDS[kind].columns.map((column): OfColumn => {
      return { kind, column, said: Object.entries(values[kind]?.[column.key] ?? {}) };
    }),
  );
  const filled = all.filter(({ said }) => said.length > 0);
  return renderPage(c, {
    title: '值的对照',
    section: 'imports',
    body: (
      <>
        <p class="crumb">
          <a href={PATH}>批量导入</a>
        </p>
        <h1>值的对照</h1>
        {c.req.query('saved') !== undefined && <Banner kind="success">已保存。</Banner>}
        <p class="soft">
          导入时写明过的值，以后的文件照此办理，命令行和接口导入也一样。改动只影响以后的导入。
        </p>
        {filled.length === 0 && <EmptyState title="还没有写明过任何值" />}
        {filled.map((one) => (
          <Said c={c} of={one} />
        ))}
      </>
    ),
  });
}

const Said: FC<{ c: Ctx; of: OfColumn }> = ({ c, of }) => {
  const { kind, column, said } = of;
  const label = headingOf(column);
  return (
    <section class="panel">
      <h2>
        {OFFERED[kind].label}：{label}
      </h2>
      <Form c={c} action={VALUES} label={label} hidden={{ kind, column: column.key }}>
        <DataTable caption={label} columns={columnsFor(of)} rows={said} />
        <Actions>
          <Button kind="secondary">保存</Button>
        </Actions>
      </Form>
    </section>
  );
};

function columnsFor({ column, said }: OfColumn): readonly Column<OfColumn['said'][number]>[] {
  const choices = choicesOf(column, {});
  return [
    { title: '文件里写的', cell: ([written]) => written },
    {
      title: '是',
      cell: (one) => {
        const [written, key] = one;
        const at = said.indexOf(one);
        return (
          <>
            <input type="hidden" name={writtenField(column.key, at)} value={written} />
            <select name={meantField(column.key, at)} aria-label={`“${written}”是`}>
              <option value="">不再对照</option>
              <option value={NOTHING} selected={key === ''}>
                不填这一格
              </option>
              {choices.map((choice) => (
                <option value={choice.key} selected={choice.key === key}>
                  {choice.label}
                </option>
              ))}
              {key !== '' && !choices.some((choice) => choice.key === key) && (
                <option value={key} selected>
                  {key}
                </option>
              )}
            </select>
          </>
        );
      },
    },
  ];
}

async function change(c: Ctx, { web, who }: By, fields: FormFields): Promise<Response> {
  const kind = keysOf(KINDS).find((one) => one === textOf(fields, 'kind'));
  const column = kind && KINDS[kind].columns.find(({ key }) => key === textOf(fields, 'column'));
  if (kind === undefined || column === undefined) return notFound(c);
  const { log, clock } = web.house;
  const before = Object.keys((await rememberedBy(log, who.office)).values[kind]?.[column.key] ?? {});
  const by = { office: who.office, actor: actorOf(who), on: dateOfInstant(clock.now()) };
  await rememberValues(log, by, {
    of: kind,
    column: column.key,
    kept: keptIn(fields, column.key, before.length),
  });
  return c.redirect(`${VALUES}?saved`, 303);
}

function keptIn(fields: FormFields, key: string, most: number): Record<string, string> {
  const kept = Array.from({ length: most }, (_, at) => {
    const meant = textOf(fields, meantField(key, at));
    return [textOf(fields, writtenField(key, at)), meant === NOTHING ? '' : meant, meant !== ''] as const;
  });
  return Object.fromEntries(kept.filter(([, , stays]) => stays).map(([written, meant]) => [written, meant]));
}
