/** One step of one case: the form, and what happens when it is sent. */

import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { CLERKS, rolesFor } from '#shared/accounts/permissions.ts';
import type { Fault } from '#shared/desk/execute.ts';
import { articleText } from '#shared/glossary/refusals.ts';
import type { Reads } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorsAt } from '../look/command-fields.ts';
import { firstOrDraft } from '../look/drafts.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import { Actions, Button, ErrorSummary, type FieldError, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { AttachBeside, attachBeside, mostOf } from './attach-form.tsx';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { caseRead } from './case-reads.ts';
import { Overtaken } from './overtaken.tsx';
import { type Asked, formSituationOf } from './situation.ts';
import { fieldsOf, type Situation, type StepField, type StepForm } from './step-form.ts';
import { firstValues, offered, sentAs } from './step-values.ts';
import { askedOf, returnedValues } from './waiting-step.ts';

const VERSION_FIELD = 'version';
const SHOWN_FIELD = 'shown';
/** The button that also issues the letter of the step. */
const LETTER = 'letter';

export function stepRoutes(door: Site, web: Web, pages: CasePages): void {
  const site = door.reading(stepRead(pages));
  const path = `${pages.path}/:number/steps/:command`;
  site.page(path, CLERKS, (c, who) => openStep(c, { web, pages, who }));
  site.form(path, CLERKS, (c, who, fields) => takeStep(c, { web, pages, who }, fields));
}

/** The form of a step that puts texts right shows them in full. */
function stepRead(pages: CasePages): Reads {
  const [masked, full] = [caseRead(pages), caseRead(pages, 'revealed')];
  const isInFull = (c: Ctx): boolean =>
    pages.steps.find(({ command }) => command === c.req.param('command'))?.inFull === true;
  return { what: masked.what, of: (c, fields) => (isInFull(c) ? full : masked).of(c, fields) };
}

async function stepOf(c: Ctx, asked: Asked): Promise<StepForm | undefined> {
  const step = asked.pages.steps.find(({ command }) => command === c.req.param('command'));
  if (step === undefined) return undefined;
  const letter = asked.pages.letters?.labelOf(step.command, asked.who) ?? null;
  return { ...(await askedOf(step, asked)), most: mostOf(asked.web), letter };
}

async function openStep(c: Ctx, asked: Asked): Promise<Response> {
  const step = await stepOf(c, asked);
  const situation = await formSituationOf(c, asked);
  if (step === undefined || situation === null) return notFound(c);
  if (!rolesFor(step.command).includes(asked.who.role)) return notAllowed(c);
  const suggested = (await step.suggest?.(asked.web.house, situation)) ?? null;
  const asks = offered(step, situation);
  const returned = returnedValues(step, situation, { id: c.req.query('proposal'), user: asked.who.user });
  const first = firstValues(fieldsOf(step, situation), situation);
  const { page } = stepAddress(asked.pages, step, situation);
  const values = await firstOrDraft(c, asked, {
    ...{ page, fields: asks },
    first: { ...first, ...suggested?.values, ...returned },
  });
  const form = { values, errors: [] };
  const note = suggested === null ? {} : { note: suggested.note };
  return stepPage(c, { pages: asked.pages, step, situation, form, token: randomUUID(), ...note });
}

async function takeStep(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const { pages, who } = asked;
  const step = await stepOf(c, asked);
  const situation = await formSituationOf(c, asked);
  if (step === undefined || situation === null) return notFound(c);
  if (!rolesFor(step.command).includes(who.role)) return notAllowed(c);
  const token = textOf(fields, TOKEN_FIELD);
  const seen = Number(textOf(fields, VERSION_FIELD));
  const { number } = situation.file;
  const { asks, values, command } = sentAs(step, situation, fields);
  const shown = (await step.shows?.(asked.web.house, situation, command)) ?? null;
  if (shown !== null && textOf(fields, SHOWN_FIELD) !== shown)
    return stepPage(c, { pages, step, situation, form: { values, errors: [] }, token, note: shown, shown });
  const execution = await sendCommand(c, asked, {
    fields: command,
    token,
    ...(seen > 0 && { expectedVersion: seen }),
  });
  if (execution.ok) {
    if (step.files) await attachBeside(c, asked, { to: { kind: pages.kind, number }, sent: fields });
    const done = execution.outcome === 'proposed' ? 'ProposeStep' : step.command;
    const letter = done === step.command && step.letter && textOf(fields, 'do') === LETTER;
    const next = letter && (await pages.letters?.issue(asked, { number, command: step.command }));
    return c.redirect(next || `${caseHref(pages, number)}?done=${done}`, 303);
  }
  const errors = execution.code === 'staleVersion' ? [] : errorsOf(asks, execution);
  const form = { values, errors };
  // show what the decision was made on: the case may have moved on meanwhile
  const latest = (await formSituationOf(c, asked)) ?? situation;
  return stepPage(c, { pages, step, situation: latest, form, token, ...(errors.length === 0 && { seen }) });
}

function errorsOf(asks: readonly StepField[], fault: Fault): FieldError[] {
  const article = articleText(fault.article ?? '');
  const cited = article === '' ? '' : `（${article}）`;
  return errorsAt(asks, fault).map((error) => ({ ...error, message: `${error.message}${cited}` }));
}

type Shown = {
  readonly pages: CasePages;
  readonly step: StepForm;
  readonly situation: Situation;
  readonly form: FormState;
  readonly token: string;
  /** The version that was looked at, when somebody else has gone on from there. */
  readonly seen?: number;
  /** Where the suggested values come from, or what comes with the step. */
  readonly note?: string;
  /** What is seen now, and need not be shown again. */
  readonly shown?: string;
};

async function stepPage(c: Ctx, shown: Shown): Promise<Response> {
  const { pages, step, situation, form, seen } = shown;
  const { file } = situation;
  const overtaken = seen !== undefined;
  return renderFormPage(c, form, {
    title: `${step.title} · ${file.number}`,
    section: pages.section,
    ...(overtaken && { status: 409 }),
    body: (
      <>
        <p class="crumb">
          <a href={pages.path}>{pages.title}</a> › <a href={caseHref(pages, file.number)}>{file.number}</a>
        </p>
        <h1>{step.title}</h1>
        <p class="soft">{step.about}</p>
        {step.waits && <Banner kind="info">{step.waits}</Banner>}
        {shown.note !== undefined && <Banner kind="info">{shown.note}</Banner>}
        {overtaken && <Overtaken situation={situation} seen={seen} />}
        <ErrorSummary errors={form.errors} />
        <StepBody c={c} shown={shown} />
      </>
    ),
  });
}

function stepAddress(pages: CasePages, { command }: StepForm, { file }: Situation) {
  const base = caseHref(pages, file.number);
  return { base, page: `${base}/steps/${command}` };
}

const StepFiles: FC<{ shown: Shown }> = ({ shown: { step, form, seen, shown } }) => {
  const { files: paper, most = 0 } = step;
  const again = form.errors.length > 0 || seen !== undefined || shown !== undefined;
  return paper === undefined ? null : <AttachBeside {...{ form, most, paper, again }} />;
};

const StepBody: FC<{ c: Ctx; shown: Shown }> = ({ c, shown }) => {
  const { pages, step, situation, form, token } = shown;
  const { base, page } = stepAddress(pages, step, situation);
  const fields = offered(step, situation);
  const seen = shown.shown === undefined ? {} : { [SHOWN_FIELD]: shown.shown };
  return (
    <section class="panel">
      <Form
        c={c}
        action={page}
        draft={page}
        token={token}
        hidden={{ [VERSION_FIELD]: String(situation.file.version), ...seen }}
        label={step.title}
        upload={step.files !== undefined}
      >
        <DrawnFields fields={fields} form={form} focus />
        <StepFiles shown={shown} />
        <Actions>
          <Button
            kind={step.danger ? 'danger' : 'primary'}
          >{`${step.waits ? '提交' : '登记'}：${step.title}`}</Button>
          {step.letter && !step.waits && (
            <Button kind="secondary" name="do" value={LETTER}>
              登记并制发{step.letter}
            </Button>
          )}
          <a href={base}>取消</a>
        </Actions>
      </Form>
    </section>
  );
};
