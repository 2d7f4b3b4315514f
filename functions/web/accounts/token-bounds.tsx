/** What a token is bounded by: its last day, and what it is good for. */
import type { FC } from 'hono/jsx';
import { isScope, SCOPES } from '#shared/accounts/tokens.ts';
import { dateOfInstant, type Instant, type PlainDate, parsePlainDate } from '#shared/kernel/plain-date.ts';
import type { ApiToken } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { RadioGroup } from '../look/choice-sets.tsx';
import { DateField, TextField } from '../look/fields.tsx';
import type { FieldError, FormState } from '../look/form.tsx';
import { readDate } from '../look/typed-date.ts';

/** `named`: the commands that are typed beside it. */
const KINDS = {
  all: '角色能做的全部',
  read: '只读',
  import: '读取、登记整份文件',
  named: '读取、只办下列命令',
} as const;

export const TokenBounds: FC<{ form: FormState }> = ({ form }) => (
  <>
    <TextField
      form={form}
      name="owner"
      label="归谁使用"
      hint="用户名；不填的是自己。这个令牌提请的步骤，他本人不能批准"
      size="short"
      optional
    />
    <DateField
      form={form}
      name="expiresOn"
      label="有效到哪一天"
      hint="建议不超过一年；不填的一直有效，直到作废"
      optional
    />
    <RadioGroup
      form={form}
      name="scope"
      label="用途"
      choices={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
    />
    <TextField
      form={form}
      name="commands"
      label="命令"
      hint="选“只办下列命令”时填，用逗号隔开，如 RegisterHotlineCase、Dispatch，名称见接口说明"
      optional
    />
  </>
);

type Bounds = Pick<ApiToken, 'expiresOn' | 'scope'>;
type Typed = {
  readonly bounds: Bounds;
  readonly values: FormState['values'];
  readonly errors: readonly FieldError[];
};

export function boundsIn(fields: FormFields, now: Instant): Typed {
  const values = {
    expiresOn: textOf(fields, 'expiresOn'),
    scope: textOf(fields, 'scope') || 'all',
    commands: textOf(fields, 'commands'),
  };
  const today = dateOfInstant(now);
  const expiresOn = values.expiresOn === '' ? null : parsePlainDate(readDate(values.expiresOn, today));
  const commands = values.commands.split(/[,，、\s]/).filter((one) => one !== '');
  const errors: FieldError[] = [];
  if (values.expiresOn !== '' && (expiresOn === null || expiresOn < today))
    errors.push({ field: 'expiresOn', code: 'badDate', message: '填今天或者以后的日期' });
  if (values.scope === 'named' && (commands.length === 0 || !commands.every(isCommand)))
    errors.push({ field: 'commands', code: 'unknownCommand', message: '填命令的名称，用逗号隔开' });
  const scope = scopeOf(values.scope, commands);
  return { values, errors, bounds: { ...(expiresOn && { expiresOn }), ...(scope && { scope }) } };
}

const isCommand = (name: string): boolean => isScope(name) && !SCOPES.some((one) => one === name);

function scopeOf(kind: string, commands: readonly string[]): readonly string[] | null {
  if (kind === 'read') return ['read'];
  if (kind === 'import') return ['read', 'import'];
  return kind === 'named' ? ['read', ...commands] : null;
}

/** In words, for a list. */
export function scopeWords(scope: readonly string[] | undefined): string {
  if (scope === undefined) return KINDS.all;
  const words = { read: '读取', import: '登记整份文件' } as const;
  return scope.map((one) => (one === 'read' || one === 'import' ? words[one] : one)).join('、');
}

export function lastDayWords(expiresOn: string | undefined, today: PlainDate): string {
  if (expiresOn === undefined) return '一直有效';
  return expiresOn < today ? `已过期（${expiresOn}）` : expiresOn;
}
