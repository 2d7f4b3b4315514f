/** The form of a step as it is asked where the step waits for the approval of a second account. */
import { waitsForApproval } from '#shared/handling/approvals.ts';
import { fieldsOf as proposedFields } from '#shared/handling/proposals.ts';
import { type Handled, handlingOf } from '#shared/handling/state.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import type { Values } from '../look/command-fields.ts';
import type { Asked } from './situation.ts';
import { fieldsOf, type Situation, type StepForm } from './step-form.ts';
import { typedAgain } from './typed-again.ts';

const NONE = '';
/** Who consents is the account that approves: nobody types a name. */
const APPROVER_FIELD = 'approvedBy';

export async function askedOf(step: StepForm, { web, pages, who }: Asked): Promise<StepForm> {
  const { steps } = await officeSettings(web.house.log, who.office).approvals();
  const { command } = step;
  // what an appeal ends with is no refusal to disclose
  const outcome = pages.kind === 'application' ? undefined : NONE;
  if (!waitsForApproval(steps, { command, outcome })) return step;
  const waits = waitsForApproval(steps, { command, outcome: 'disclosed' })
    ? '提交以后由另一个账号审批，批准以后才登记；日期仍是这里填写的日期。'
    : '结果不是“予以公开”的，提交以后由另一个账号审批，批准以后才登记；日期仍是这里填写的日期。';
  return { ...step, waits, fields: step.fields.filter(({ name }) => name !== APPROVER_FIELD) };
}

/** What this person typed when they proposed the step that was returned to them; null where none is named. */
export function returnedValues(
  step: StepForm,
  situation: Situation,
  { id, user }: { readonly id: string | undefined; readonly user: string },
): Values | null {
  const proposals = handlingOf(situation.file.state as Handled).proposals;
  const proposal = proposals.find((one) => one.id === id && one.by === user);
  return proposal === undefined ? null : typedAgain(fieldsOf(step, situation), proposedFields(proposal));
}
