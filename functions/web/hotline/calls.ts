/** From the call form to its commands: registration, and with it perhaps acceptance, dispatch or an immediate answer. */

import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Execution, Fields } from '#shared/desk/execute.ts';
import { keysOf } from '#shared/kernel/keys.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import { type CommandField, commandFields, type Values } from '../look/command-fields.ts';

export const SAID: readonly CommandField[] = [
  { name: 'type', kind: 'radio', label: '诉求类型' },
  { name: 'description', kind: 'area', label: '诉求内容', rows: 2, optional: true },
];
export const ABOUT: readonly CommandField[] = [
  { name: 'topic', kind: 'suggest', label: '事项', size: 'long', optional: true },
  { name: 'caller', kind: 'text', label: '诉求人', optional: true },
  { name: 'contact', kind: 'text', label: '联系电话', inputmode: 'numeric', optional: true },
];
export const AFTERWARDS: readonly CommandField[] = [
  { name: 'ending', kind: 'radio', label: '登记以后' },
  { name: 'department', kind: 'suggest', label: '承办单位', when: 'when-dispatched' },
];
export const ARRIVAL: readonly CommandField[] = [
  { name: 'source', kind: 'select', label: '来源' },
  { name: 'at', kind: 'instant', label: '来电时间' },
];
const REGISTERED = [...SAID, ...ABOUT, ...ARRIVAL];
export const CALL_FIELDS = [...REGISTERED, ...AFTERWARDS];

/** What happens to the call right away, and the steps that takes. */
const ENDINGS = {
  accepted: ['受理，稍后派发', ['AcceptHotlineCase']],
  dispatched: ['受理并派发', ['AcceptHotlineCase', 'Dispatch']],
  answered: ['当场答复办结', ['AcceptHotlineCase', 'ReplyToCaller', 'CloseHotlineCase']],
  received: ['只登记，待受理', []],
} as const;
type Ending = keyof typeof ENDINGS;

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

/** Stops at the first command that is refused; sending the same form again resumes there. */
export async function logCall(c: Ctx, { web, who, values, token }: Call): Promise<Execution> {
  const now = web.house.clock.now();
  const ending = keysOf(ENDINGS).find((one) => one === values.ending) ?? 'received';
  const call = commandFields(REGISTERED, values, { now, instants: [now] });
  if (ending === 'dispatched' && !values.department) return missingDepartment();
  const fields = { command: 'RegisterHotlineCase', ...call };
  let done = await sendCommand(c, { web, who }, { fields, token });
  for (const command of done.ok ? ENDINGS[ending][1] : []) {
    if (!done.ok) return done;
    const at = String(call.at) > now ? now : call.at;
    const step = { command, case: done.number, at, ...(command === 'Dispatch' && departmentOf(values)) };
    done = await sendCommand(c, { web, who }, { fields: step, token, part: command });
  }
  return done;
}

const departmentOf = ({ department = '' }: Values): Fields => ({ department });

function missingDepartment(): Execution {
  const message = '派发时必须填写';
  return { ok: false, field: 'department', code: 'required', message };
}

/** The day a call is logged: what the lists offer then. */
export const todayOf = ({ house }: Web) => dateOfInstant(house.clock.now());
