/** Parts that the steps of every kind of case are put together from. */
import type { StepField, StepForm } from './step-form.ts';

/** The day the step counts from. */
export function on(label: string, hint?: string): StepField {
  return { name: 'on', kind: 'date', label, ...(hint !== undefined && { hint }) };
}

/** The minute of the step, Asia/Shanghai. */
export function at(label: string): StepField {
  return { name: 'at', kind: 'instant', label };
}

export const reason: StepField = { name: 'reason', kind: 'area', label: '理由' };

type Rest<State> = Omit<StepForm<State>, 'command' | 'title' | 'group'>;

/** Moves the case on. */
export function step<State>(command: string, title: string, rest: Rest<NoInfer<State>>): StepForm<State> {
  return { command, title, group: 'step', ...rest };
}

/** Mends what was recorded, with a reason. */
export function remedy<State>(command: string, title: string, rest: Rest<NoInfer<State>>): StepForm<State> {
  return { command, title, group: 'remedy', ...rest };
}

/** The same for every kind of case. */
export const VOID_ENTRY: StepForm = remedy('VoidEntry', '作废误登记录', {
  about: '重复登记、登错机关等，作废后不再计入任何数字，办理经过保留',
  danger: true,
  fields: [on('作废日期'), reason],
});
