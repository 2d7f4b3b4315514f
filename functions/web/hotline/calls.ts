/** From the call form to its commands: registration, and with it perhaps acceptance, dispatch, an answer, or a merger. */

import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Execution, Fields } from '#shared/desk/execute.ts';
import { refusalText } from '#shared/glossary/refusals.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import type { Role } from '#shared/store/accounts.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type CommandField, commandFields, type Values } from '../look/command-fields.ts';
import { answerText } from './answers.ts';

export const CALLER: readonly CommandField[] = [
  { name: 'contact', kind: 'text', label: '联系电话', inputmode: 'numeric', optional: true },
  { name: 'caller', kind: 'text', label: '诉求人', optional: true },
];
export const SAID: readonly CommandField[] = [
  { name: 'type', kind: 'radio', label: '诉求类型' },
  { name: 'description', kind: 'area', label: '诉求内容', rows: 2, optional: true },
];
export const AFTERWARDS: readonly CommandField[] = [
  { name: 'ending', kind: 'radio', label: '登记以后' },
  { name: 'department', kind: 'suggest', label: '承办单位', when: 'when-dispatched' },
  {
    name: 'template',
    kind: 'select',
    label: '答复模板',
    optional: true,
    fills: 'text',
    when: 'when-answered',
  },
  { name: 'text', kind: 'area', label: '答复内容', rows: 3, optional: true, when: 'when-answered' },
];
export const ABOUT: readonly CommandField[] = [
  { name: 'topic', kind: 'suggest', label: '事项', size: 'long', optional: true },
  { name: 'subdistrict', kind: 'suggest', label: '街道', size: 'long', optional: true },
  { name: 'address', kind: 'text', label: '地址', optional: true },
];
export const ARRIVAL: readonly CommandField[] = [
  { name: 'source', kind: 'select', label: '来源' },
  { name: 'at', kind: 'instant', label: '来电时间' },
];
const REGISTERED = [...CALLER, ...SAID, ...ABOUT, ...ARRIVAL];
export const CALL_FIELDS = [...REGISTERED, ...AFTERWARDS];

/** What happens to the call right away, and the steps that takes. */
const ENDINGS = {
  accepted: ['受理，稍后派发', ['AcceptHotlineCase']],
  dispatched: ['受理并派发', ['AcceptHotlineCase', 'Dispatch']],
  answered: ['当场答复办结', ['AcceptHotlineCase', 'ReplyToCaller', 'CloseHotlineCase']],
  received: ['只登记，待受理', []],
} as const;
type Ending = keyof typeof ENDINGS;
type NextStep = (typeof ENDINGS)[Ending][1][number] | 'MergeInto';

export function endingsFor(role: Role): { value: Ending; label: string }[] {
  return keysOf(ENDINGS)
    .filter((ending) => ENDINGS[ending][1].every((command) => rolesFor(command).includes(role)))
    .map((value) => ({ value, label: ENDINGS[value][0] }));
}

type Call = {
  readonly web: Web;
  readonly who: Principal;
  readonly values: Values;
  readonly token: string;
};

export async function logCall(c: Ctx, call: Call): Promise<Execution> {
  const { values } = call;
  const ending = keysOf(ENDINGS).find((one) => one === values.ending) ?? 'received';
  if (ending === 'dispatched' && !values.department) return missingDepartment();
  return carryOut(c, call, ENDINGS[ending][1]);
}

/** Another call about a case: what was not typed is as that case has it, and the call is merged into it. */
export async function logAgain(c: Ctx, call: Call, into: string): Promise<Execution> {
  const { web, who, values } = call;
  const file = await openCase(web.house.log, hotlineKind, { office: who.office, number: into });
  if (file === null)
    return { ok: false, field: '', code: 'unknownCase', message: refusalText('unknownCase') };
  const { type, topic, subdistrict } = file.state;
  const known = { type: type ?? '', topic: topic ?? '', subdistrict: subdistrict ?? '' };
  const typed = Object.entries(values).filter(([, value]) => value !== '');
  return carryOut(c, { ...call, values: { ...known, ...Object.fromEntries(typed), into } }, ['MergeInto']);
}

/** Stops at the first command that is refused; sending the same form again resumes there. */
async function carryOut(
  c: Ctx,
  { web, who, values, token }: Call,
  steps: readonly NextStep[],
): Promise<Execution> {
  const now = web.house.clock.now();
  const call = commandFields(REGISTERED, values, { now, instants: [now] });
  const fields = { command: 'RegisterHotlineCase', ...call };
  let done = await sendCommand(c, { web, who }, { fields, token });
  for (const command of done.ok ? steps : []) {
    if (!done.ok) return done;
    const at = String(call.at) > now ? now : String(call.at);
    const step = { command, case: done.number, at, ...besides(command, values, { done: done.number, at }) };
    done = await sendCommand(c, { web, who }, { fields: step, token, part: command });
  }
  return done;
}

/** What a step needs besides its case and its time. */
function besides(command: NextStep, values: Values, { done, at }: { done: string; at: string }): Fields {
  const { department = '', text = '', into = '' } = values;
  switch (command) {
    case 'Dispatch':
      return { department };
    case 'MergeInto':
      return { into };
    case 'ReplyToCaller':
      return text === '' ? {} : { text: answerText(text, { number: done, department: null }, at) };
    default:
      return {};
  }
}

function missingDepartment(): Execution {
  const message = '派发时必须填写';
  return { ok: false, field: 'department', code: 'required', message };
}

/** The day a call is logged: what the lists offer then. */
export const todayOf = ({ house }: Web) => dateOfInstant(house.clock.now());
