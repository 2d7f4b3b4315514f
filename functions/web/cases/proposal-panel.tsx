/** A step of the case that waits for approval or was returned: what was typed, and what each person may do about it. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { DECIDERS, rolesFor } from '#shared/accounts/permissions.ts';
import { isDecision } from '#shared/handling/commands.ts';
import { type Proposal, fieldsOf as proposedFields } from '#shared/handling/proposals.ts';
import { type Handled, handlingOf } from '#shared/handling/state.ts';
import type { Site } from '../access/site.ts';
import { notAllowed, notFound } from '../access/turned-away.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { errorsAt } from '../look/command-fields.ts';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, ErrorSummary, Form, type FormState } from '../look/form.tsx';
import { renderFormPage } from '../look/page.tsx';
import { Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import { caseRead } from './case-reads.ts';
import { type Asked, situationOf } from './situation.ts';
import { fieldsOf, type Situation, type StepForm } from './step-form.ts';
import { typedAgain } from './typed-again.ts';

export function proposalRoutes(door: Site, web: Web, pages: CasePages): void {
  const site = door.reading(caseRead(pages));
  site.form(`${pages.path}/:number/proposal`, DECIDERS, (c, who, fields) =>
    decide(c, { web, pages, who }, fields),
  );
}

type Props = {
  readonly c: Ctx;
  readonly pages: CasePages;
  readonly situation: Situation;
  readonly who: Principal;
  readonly form?: FormState;
};

export const Proposals: FC<Props> = (props) => (
  <>
    {handlingOf(props.situation.file.state as Handled)
      .proposals.filter(({ returned, by }) => returned === null || by === props.who.user)
      .map((proposal) => (
        <ProposalPanel {...props} proposal={proposal} />
      ))}
  </>
);

const ProposalPanel: FC<Props & { proposal: Proposal }> = ({ proposal, ...props }) => {
  const { pages, situation } = props;
  const { id, by, at, returned } = proposal;
  const step = pages.steps.find(({ command }) => command === proposal.command);
  const again = `${caseHref(pages, situation.file.number)}/steps/${proposal.command}?proposal=${id}`;
  return (
    <section class="panel" aria-labelledby={`proposal-${id}`}>
      <h2 id={`proposal-${id}`}>{`${returned === null ? '等待审批' : '已退回'}：${step?.title ?? ''}`}</h2>
      <p>
        {by} 于 {minute(at)} 提请。
      </p>
      {step && <Facts items={typedFacts(step, situation, proposal)} />}
      {returned !== null && (
        <Banner kind="warning">
          {returned.by} 退回：{returned.reason}。<a href={again}>修改后再次提请</a>
        </Banner>
      )}
      <Decisions {...props} proposal={proposal} />
    </section>
  );
};

/** What was typed, by the labels of the form. */
function typedFacts(step: StepForm, situation: Situation, proposal: Proposal) {
  const asks = fieldsOf(step, situation);
  const values = typedAgain(asks, proposedFields(proposal));
  return asks
    .filter(({ name }) => values[name])
    .map((field) => {
      const value = values[field.name] ?? '';
      const labels = new Map(field.choices?.(situation).map((one) => [one.value, one.label]));
      const said = value.split('\n').map((line) => labels.get(line) ?? YES_NO[line] ?? line);
      return [field.label, said.join('、')] as const;
    });
}
const YES_NO: Readonly<Record<string, string>> = { yes: '是', no: '否' };

const Decisions: FC<Props & { proposal: Proposal }> = ({
  c,
  pages,
  situation,
  who,
  form = BLANK_FORM,
  proposal,
}) => {
  const isOwn = proposal.by === who.user;
  const mayDecide =
    !isOwn &&
    proposal.owner !== who.user &&
    proposal.returned === null &&
    rolesFor('ApproveStep').includes(who.role);
  if (!isOwn && !mayDecide) return null;
  return (
    <Form
      c={c}
      action={`${caseHref(pages, situation.file.number)}/proposal`}
      token={randomUUID()}
      hidden={{ step: proposal.id }}
      label="审批"
    >
      {mayDecide && <ApproveOrReturn form={form} />}
      {isOwn && (
        <Actions>
          <Button kind="secondary" name="do" value="WithdrawStep">
            撤回提请
          </Button>
        </Actions>
      )}
    </Form>
  );
};

const REASON = { name: 'reason', label: '退回的理由' } as const;

const ApproveOrReturn: FC<{ form: FormState }> = ({ form }) => (
  <>
    <Actions>
      <Button name="do" value="ApproveStep">
        批准并登记
      </Button>
    </Actions>
    <TextArea form={form} {...REASON} hint="退回时必填" optional rows={2} />
    <Actions>
      <Button kind="secondary" name="do" value="ReturnStep">
        退回
      </Button>
    </Actions>
  </>
);

async function decide(c: Ctx, asked: Asked, sent: FormFields): Promise<Response> {
  const { pages, who } = asked;
  const situation = await situationOf(c, asked);
  if (situation === null) return notFound(c);
  const [command, step, reason] = [textOf(sent, 'do'), textOf(sent, 'step'), textOf(sent, 'reason')];
  if (!isDecision(command) || !rolesFor(command).includes(who.role)) return notAllowed(c);
  const { number, kind } = situation.file;
  const named = { command, kind: kind.kind, case: number, step };
  const fields = reason === '' ? named : { ...named, reason };
  const done = await sendCommand(c, asked, { fields, token: textOf(sent, TOKEN_FIELD) });
  const base = caseHref(pages, number);
  if (done.ok) return c.redirect(`${base}?done=${command}`, 303);
  const form = { values: { reason }, errors: errorsAt([REASON], done) };
  return renderFormPage(c, form, {
    title: `审批 · ${number}`,
    section: pages.section,
    body: (
      <>
        <p class="crumb">
          <a href={pages.path}>{pages.title}</a> › <a href={base}>{number}</a>
        </p>
        <h1>审批</h1>
        <ErrorSummary errors={form.errors} />
        <Proposals c={c} pages={pages} situation={situation} who={who} form={form} />
      </>
    ),
  });
}
