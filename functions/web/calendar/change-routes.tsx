/** Changing the calendar in two steps: what was typed is first shown with the cases it would date anew, then confirmed. */
import { randomUUID } from 'node:crypto';
import { SETTLERS } from '#shared/accounts/permissions.ts';
import type { Fields } from '#shared/desk/execute.ts';
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { dateOfInstant, parsePlainDate, yearOf } from '#shared/kernel/plain-date.ts';
import { previewChange } from '#shared/redating/preview-change.ts';
import { redateOpenCases } from '#shared/redating/redate-open-cases.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import { typedValues, type Values } from '../look/command-fields.ts';
import type { FormState } from '../look/form.tsx';
import { changePage } from './change-form.tsx';
import { type ChangeKind, changeError, commandOf, FIELDS, PATH } from './changes.ts';
import { previewPage } from './preview-page.tsx';

type Asked = { readonly web: Web; readonly who: Principal; readonly kind: ChangeKind };

export function changeRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(`${PATH}/days/new`, SETTLERS, (c) =>
    changePage(c, { kind: 'AddExtraDay', form: blank({ kind: 'holiday' }), token: randomUUID() }),
  );
  site.form(`${PATH}/days`, SETTLERS, (c, who, fields) =>
    change(c, { web, who, kind: 'AddExtraDay' }, fields),
  );
  const taking = `${PATH}/days/:date/remove`;
  site.page(taking, SETTLERS, (c) =>
    dayIn(c) === ''
      ? notFound(c)
      : changePage(c, { kind: 'RemoveExtraDay', form: blank({ date: dayIn(c) }), token: randomUUID() }),
  );
  site.form(taking, SETTLERS, (c, who, fields) => change(c, { web, who, kind: 'RemoveExtraDay' }, fields));
  site.page(`${PATH}/load`, SETTLERS, (c) =>
    changePage(c, { kind: 'LoadCalendarYear', form: blank({ year: yearIn(c, web) }), token: randomUUID() }),
  );
  site.form(`${PATH}/load`, SETTLERS, (c, who, fields) =>
    change(c, { web, who, kind: 'LoadCalendarYear' }, fields),
  );
  site.form(`${PATH}/redate`, SETTLERS, (c, who) => takeUp(c, web, who));
}

const blank = (values: Values): FormState => ({ values, errors: [] });

/** The address is what somebody typed: only a date comes back from it. */
const dayIn = (c: Ctx): string => parsePlainDate(c.req.param('date') ?? '') ?? '';

function yearIn(c: Ctx, { house }: Web): string {
  const asked = c.req.query('year') ?? '';
  return /^\d{4}$/.test(asked) ? asked : String(yearOf(dateOfInstant(house.clock.now())) + 1);
}

async function change(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { web, who, kind } = asked;
  const notice = await typedText(sent, 'notice', 'file');
  const values = valuesOf(c, kind, { sent, notice: notice.text });
  const token = textOf(sent, TOKEN_FIELD);
  const back = (errors: FormState['errors']) => changePage(c, { kind, form: { values, errors }, token });
  if (notice.fault !== null) return back([changeError(kind, { field: 'notice', code: notice.fault })]);
  const command = commandOf(kind, values, web.house.clock.now());
  if (!command.ok) return back(command.errors);
  if (textOf(sent, 'do') === 'edit') return back([]);
  if (textOf(sent, 'do') === 'confirm') return confirm(c, asked, { command: command.fields, token, back });
  const preview = await previewChange(web.house, { office: who.office, fields: command.fields });
  if (!preview.ok) return back(preview.faults.map((fault) => changeError(kind, fault)));
  return previewPage(c, { kind, values, token, preview });
}

type Typed = { readonly sent: FormFields; readonly notice: string };

function valuesOf(c: Ctx, kind: ChangeKind, { sent, notice }: Typed): Values {
  const typed = typedValues(FIELDS[kind], sent);
  if (kind === 'RemoveExtraDay') return { ...typed, date: dayIn(c) };
  return kind === 'LoadCalendarYear' ? { ...typed, notice } : typed;
}

type Confirmed = {
  readonly command: Fields;
  readonly token: string;
  readonly back: (errors: FormState['errors']) => Response | Promise<Response>;
};

async function confirm(
  c: Ctx,
  { web, who, kind }: Asked,
  { command, token, back }: Confirmed,
): Promise<Response> {
  const done = await sendCommand(c, { web, who }, { fields: command, token });
  if (!done.ok) return back((done.faults ?? [done]).map((fault) => changeError(kind, fault)));
  const redated = Number(done.warnings.find(({ code }) => code === 'casesRedated')?.facts?.cases ?? 0);
  c.set('warnings', []); // the page that follows says so itself
  const year = String(command.year ?? String(command.date).slice(0, 4));
  return c.redirect(`${PATH}?year=${year}&redated=${redated}`, 303);
}

async function takeUp(c: Ctx, { house }: Web, who: Principal): Promise<Response> {
  const redated = await redateOpenCases(house, { office: who.office, actor: actorOf(who) });
  return c.redirect(`${PATH}?redated=${redated.length}`, 303);
}

const LARGEST = 1024 * 1024;

/** `fault` is that of the file, beside what was typed. */
type TypedText = { readonly text: string; readonly fault: 'encoding' | 'tooLong' | null };

/** The file's text when one was sent, in any encoding of the country; what was typed otherwise. */
export async function typedText(sent: FormFields, field: string, upload: string): Promise<TypedText> {
  const typed = textOf(sent, field).replaceAll('\r\n', '\n');
  const file = sent[upload];
  if (!(file instanceof File) || file.size === 0) return { text: typed, fault: null };
  if (file.size > LARGEST) return { text: typed, fault: 'tooLong' };
  const text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
  return text === null ? { text: typed, fault: 'encoding' } : { text, fault: null };
}
