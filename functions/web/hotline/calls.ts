/** From the form of a call to the commands it means: it is registered, and with it may go its acceptance, dispatch or answer. */

import { rolesFor } from '#shared/accounts/permissions.ts';
import type { Execution, Fields } from '#shared/desk/execute.ts';
import type { FieldFault } from '#shared/kernel/kind.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { Role } from '#shared/store/accounts.ts';
import { type FormFields, formKey, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';

export const CALL_LABELS = {
  type: '诉求类型',
  description: '诉求内容',
  topic: '事项',
  caller: '诉求人',
  contact: '联系电话',
  ending: '登记以后',
  department: '承办单位',
  source: '来源',
  at: '来电时间',
} as const;
type CallField = keyof typeof CALL_LABELS;
const FIELDS = Object.keys(CALL_LABELS) as CallField[];

/** What becomes of the call at once, and the steps that means. */
const ENDINGS = {
  accepted: ['受理，稍后派发', ['AcceptHotlineCase']],
  dispatched: ['受理并派发', ['AcceptHotlineCase', 'Dispatch']],
  answered: ['当场答复办结', ['AcceptHotlineCase', 'ReplyToCaller', 'CloseHotlineCase']],
  received: ['只登记，待受理', []],
} as const;
type Ending = keyof typeof ENDINGS;

export function endingsFor(role: Role): { value: Ending; label: string }[] {
  return (Object.keys(ENDINGS) as Ending[])
    .filter((ending) => ENDINGS[ending][1].every((command) => rolesFor(command).includes(role)))
    .map((value) => ({ value, label: ENDINGS[value][0] }));
}

export function typedCall(sent: FormFields): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, textOf(sent, name)]));
}

type Values = Readonly<Record<string, string>>;

function registering(values: Values, now: string): Fields {
  const { type = '', source = '', description = '', topic = '', caller = '', contact = '' } = values;
  const said = Object.entries({ description: description.replaceAll('\r\n', '\n'), topic, caller, contact });
  const filled = said.filter(([, text]) => text !== '');
  return {
    command: 'RegisterHotlineCase',
    at: instantOf(values.at ?? '', now),
    ...(type !== '' && { type }),
    ...(source !== '' && { source }),
    ...Object.fromEntries(filled),
  };
}

/** A call logged in the minute it came is logged now. */
function instantOf(typed: string, now: string): string {
  const minute = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.exec(typed)?.[0].replace(' ', 'T');
  if (minute === undefined) return typed;
  return now.startsWith(minute) ? now : `${minute}:00.000+08:00`;
}

type Call = {
  readonly web: Web;
  readonly who: Principal;
  readonly values: Values;
  readonly token: string;
};

/** The first command that is refused ends it; sending the same form again goes on from there. */
export async function logCall(c: Ctx, { web, who, values, token }: Call): Promise<Execution> {
  const key = formKey(who.user, token);
  const now = web.house.clock.now();
  const ending: Ending = values.ending && values.ending in ENDINGS ? (values.ending as Ending) : 'received';
  const fields = registering(values, now);
  if (ending === 'dispatched' && !values.department) return missingDepartment();
  let done = await sendCommand(c, { web, who }, { fields, key });
  for (const command of done.ok ? ENDINGS[ending][1] : []) {
    if (!done.ok) return done;
    const at = String(fields.at) > now ? now : fields.at;
    const step = { command, case: done.number, at, ...(command === 'Dispatch' && departmentOf(values)) };
    done = await sendCommand(c, { web, who }, { fields: step, key: `${key} ${command}` });
  }
  return done;
}

const departmentOf = ({ department = '' }: Values): Fields => ({ department });

function missingDepartment(): Execution {
  const message = '派发时必须填写';
  return { ok: false, field: 'department', code: 'required', message };
}

/** Faults of the commands at the fields of the form. */
export function callErrors(faults: readonly FieldFault[]): FieldError[] {
  return faults.map(({ field, code, message }) => {
    const name = FIELDS.find((one) => one === field);
    return { field: name ?? '', code, message: name ? `${CALL_LABELS[name]}：${message}` : message };
  });
}

/** The day a call is logged: what the lists offer then. */
export const todayOf = ({ house }: Web) => dateOfInstant(house.clock.now());
