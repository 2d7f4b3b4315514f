/** The forms of what is done around a case: who has it, and what is noted of it. The same for every kind. */
import { type Handled, handlingOf } from '#shared/handling/state.ts';
import type { StepField, StepForm } from './step-form.ts';

const handlingIn = (state: unknown) => handlingOf(state as Handled);

const person: StepField = {
  name: 'person',
  kind: 'select',
  label: '承办人',
  optional: true,
  blank: '（没有承办人）',
  choices: ({ people = [] }) => people.map((user) => ({ value: user, label: user })),
  initial: ({ file }) => handlingIn(file.state).person ?? '',
};
const department: StepField = {
  name: 'department',
  kind: 'text',
  label: '承办科室',
  optional: true,
  initial: ({ file }) => handlingIn(file.state).department ?? '',
};
const note: StepField = { name: 'note', kind: 'area', label: '交接说明', optional: true };

const assign = (fields: readonly StepField[], clears: readonly string[]): StepForm => ({
  command: 'AssignCase',
  title: '交办',
  group: 'beside',
  about: '定下由谁承办，或者转给别人；不影响期限和任何数字',
  fields: [...fields, note],
  clears,
});
const ADD_NOTE: StepForm = {
  command: 'AddNote',
  title: '加备注',
  group: 'beside',
  about: '内部记事，只在本机关的页面上看得到；写下后不能改，留在办理经过里',
  fields: [{ name: 'text', kind: 'area', label: '备注' }],
};

export const HANDLING_STEPS: readonly StepForm[] = [
  assign([department, person], ['department', 'person']),
  ADD_NOTE,
];
/** Which department has a call is said by its dispatch. */
export const CALL_HANDLING_STEPS: readonly StepForm[] = [assign([person], ['person']), ADD_NOTE];
