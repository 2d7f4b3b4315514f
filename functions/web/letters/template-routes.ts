/** Templates: the one in force to take home and edit in Word, another in its place, and back to the product's. */

import { randomUUID } from 'node:crypto';
import { SETTLERS } from '#shared/accounts/permissions.ts';
import { digestOf, templateInForce } from '#shared/correspondence/letter-settings.ts';
import type { Fields } from '#shared/desk/execute.ts';
import type { TemplateName } from '#shared/disclosure/letters.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import type { RefusalCode } from '#shared/kernel/refusal-code.ts';
import { faultText, MOST_TEMPLATE_BYTES } from '#shared/letters/check-template.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { attachment } from '../frame/answers.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { heavyBy } from '../frame/long-work.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { DOCX, SETTINGS, templateLabel, templateNamed } from './addresses.ts';
import type { Asked } from './case-letters.ts';
import { DOCUMENT_FIELD, templatePage } from './template-page.tsx';

type Named = Asked & { readonly name: TemplateName };
type Handler = (c: Ctx, named: Named) => Promise<Response>;

export function templateRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  const path = `${SETTINGS}/templates/:name`;
  const named = (c: Ctx, who: Asked['who'], handle: Handler): Response | Promise<Response> => {
    const name = templateNamed(c.req.param('name'));
    return name === undefined ? notFound(c) : handle(c, { web, who, name });
  };
  site.page(path, SETTLERS, (c, who) => named(c, who, (_, of) => show(c, of, [])));
  site.page(`${path}/file`, SETTLERS, (c, who) => named(c, who, download));
  site.form(path, SETTLERS, (c, who, fields) => named(c, who, (_, of) => replace(c, of, fields)));
  site.form(`${path}/reset`, SETTLERS, (c, who, fields) => named(c, who, (_, of) => reset(c, of, fields)));
}

async function show(c: Ctx, { web, who, name }: Named, errors: readonly FieldError[]): Promise<Response> {
  const { own } = await templateInForce(web.house.log, who.office, name);
  return templatePage(c, { name, own, form: { values: {}, errors }, token: randomUUID() });
}

async function download(c: Ctx, { web, who, name }: Named): Promise<Response> {
  const { document } = await templateInForce(web.house.log, who.office, name);
  return attachment(c, { bytes: document, mediaType: DOCX, name: `模板-${templateLabel(name)}.docx` });
}

async function replace(c: Ctx, of: Named, fields: FormFields): Promise<Response> {
  const file = fields[DOCUMENT_FIELD];
  if (!(file instanceof File) || file.size === 0) return show(c, of, [errorOf('required')]);
  const bytes = Buffer.from(await file.arrayBuffer());
  // all that is wrong at once; the command would refuse it as well
  const faults = await heavyBy(of.web, of.who).run('judgeTemplate', { template: of.name, bytes });
  if (faults.length > 0)
    return show(
      c,
      of,
      faults.map((one) => errorOf('badTemplate', faultText(one))),
    );
  const document = bytes.toString('base64');
  const command = { command: 'SetLetterTemplate', digest: digestOf(bytes), document };
  return carryOut(c, of, { command, token: textOf(fields, TOKEN_FIELD) });
}

function reset(c: Ctx, of: Named, fields: FormFields): Promise<Response> {
  const command = { command: 'ResetLetterTemplate' };
  return carryOut(c, of, { command, token: textOf(fields, TOKEN_FIELD) });
}

type Sent = { readonly command: Fields; readonly token: string };

async function carryOut(c: Ctx, of: Named, { command, token }: Sent): Promise<Response> {
  const done = await sendCommand(c, of, {
    fields: { ...command, template: of.name },
    token,
  });
  if (done.ok) return c.redirect(`${SETTINGS}?saved=template`, 303);
  return show(c, of, [errorOf(done.code, done.message)]);
}

/** `tooLong` is told with the most there may be: the words of a command's field would not help. */
function errorOf(code: RefusalCode, message = refusalText(code)): FieldError {
  const words = code === 'tooLong' ? `最多 ${MOST_TEMPLATE_BYTES / 1000} KB` : message;
  return { field: DOCUMENT_FIELD, code, message: `Word 文件：${words}` };
}
