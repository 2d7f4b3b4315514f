/** What the forms under a list send: an entry added, changed under its name or another, ended; many names at once. */
import type { Fields } from '#shared/desk/execute.ts';
import { HOTLINE_LISTS, type HotlineLists, LIST_NAMES, versionOn } from '#shared/hotline/lists.ts';
import type { Instant, PlainDate } from '#shared/kernel/plain-date.ts';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import type { Ctx, Principal, Web } from '../frame/web.ts';
import {
  type CommandField,
  commandFields,
  errorsAt,
  typedValues,
  type Values,
} from '../look/command-fields.ts';
import type { FieldError } from '../look/form.tsx';

const FIELDS: readonly CommandField[] = [
  { name: 'label', kind: 'text', label: '名称', settles: 'to' },
  { name: 'workingDays', kind: 'number', label: '办理时限' },
  { name: 'hours', kind: 'number', label: '办理时限（小时）' },
  { name: 'group', kind: 'select', label: '计入' },
  { name: 'on', kind: 'date', label: '自何日起' },
];
/** More in one go are an import. */
const MOST_AT_ONCE = 500;

export function typedEntry(sent: FormFields): Values {
  return typedValues([{ name: 'list' }, { name: 'was' }, { name: 'labels' }, ...FIELDS], sent);
}

/** The form filled with an entry as it stands on a day; nothing where the lists have none of that name. */
export function valuesOf(lists: HotlineLists, { list, label }: Values, today: PlainDate): Values {
  const name = LIST_NAMES.find((one) => one === list);
  const entry = name === undefined ? undefined : lists.entries[name].get(label ?? '');
  if (name === undefined || entry === undefined) return {};
  const { workingDays, hours, group } = versionOn(entry, today);
  return {
    ...{ list: name, label: entry.label, was: entry.label, on: today },
    ...(name === 'types' && { workingDays: `${workingDays ?? ''}`, hours: `${hours ?? ''}` }),
    ...(name === 'sources' && { group }),
  };
}

type Changing = {
  readonly c: Ctx;
  readonly web: Web;
  readonly who: Principal;
  readonly token: string;
  readonly now: Instant;
};

/** What is wrong; nothing when it was recorded. */
export async function changeList(
  c: Ctx,
  by: { readonly web: Web; readonly who: Principal },
  sent: FormFields,
): Promise<readonly FieldError[]> {
  const changing = { c, ...by, token: textOf(sent, TOKEN_FIELD), now: by.web.house.clock.now() };
  const values = typedEntry(sent);
  const action = textOf(sent, 'do');
  if (action === 'many') return addMany(changing, values);
  if (action === 'change' && values.was !== values.label) return rename(changing, values);
  return send(changing, commandOf(changing, values, action));
}

async function send({ c, web, who, token }: Changing, fields: Fields, part?: string): Promise<FieldError[]> {
  const done = await sendCommand(c, { web, who }, { fields, token, ...(part !== undefined && { part }) });
  return done.ok ? [] : errorsAt(FIELDS, done);
}

/** Under its new name, and then with what else was changed: that nothing else was is no fault. */
async function rename(changing: Changing, values: Values): Promise<readonly FieldError[]> {
  const { list = '', was = '', label = '' } = values;
  const named = { ...fieldsOf(changing, values, ['on']), list, label: was, to: label };
  const refused = await send(changing, { ...named, command: 'RenameListEntry' }, 'rename');
  if (refused.length > 0) return refused;
  const changed = await send(changing, commandOf(changing, values, 'set'), 'set');
  return changed.filter(({ code }) => code !== 'unchanged');
}

/** One that is there already is none to add; the first that is refused stops, and is named. */
async function addMany(changing: Changing, values: Values): Promise<readonly FieldError[]> {
  const { list = '', labels = '' } = values;
  const names = labels.split('\n').map((line) => line.trim());
  const all = [...new Set(names.filter((line) => line !== ''))];
  if (all.length === 0) return [{ field: 'labels', code: 'required', message: '每行写一个名称' }];
  if (all.length > MOST_AT_ONCE)
    return [{ field: 'labels', code: 'tooLong', message: `一次最多 ${MOST_AT_ONCE} 个` }];
  for (const label of all) {
    const [fault] = await send(
      changing,
      commandOf(changing, { list, label, on: values.on ?? '' }, 'set'),
      label,
    );
    if (fault !== undefined && fault.code !== 'unchanged')
      return [{ ...fault, field: 'labels', message: `“${label}”：${fault.message}` }];
  }
  return [];
}

type Now = Pick<Changing, 'now'>;

function fieldsOf({ now }: Now, values: Values, names: readonly string[]): Fields {
  const some = FIELDS.filter(({ name }) => names.includes(name));
  return { case: HOTLINE_LISTS, ...commandFields(some, values, { now }) };
}

function commandOf(now: Now, values: Values, action: string): Fields {
  if (action.startsWith('policy')) {
    const policy = { policy: 'redoWhenDissatisfied', value: action === 'policyOn' };
    return { ...fieldsOf(now, values, ['on']), ...policy, command: 'SetHotlinePolicy' };
  }
  const { list = '' } = values;
  if (action === 'end')
    return {
      ...fieldsOf(now, { ...values, label: values.was || (values.label ?? '') }, ['label', 'on']),
      ...{ list, command: 'EndListEntry' },
    };
  const asked = ['label', 'workingDays', 'hours', 'on'];
  const fields = fieldsOf(now, values, list === 'sources' ? [...asked, 'group'] : asked);
  return { ...fields, list, command: 'SetListEntry' };
}
