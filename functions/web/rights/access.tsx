/** Letting somebody know of a case that few know of, and taking it back: by those who guard the rules, cases unseen. */
import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { GUARDS } from '#shared/accounts/permissions.ts';
import { KIND_LABELS } from '#shared/glossary/kinds.ts';
import type { Ctx, Principal } from '../frame/web.ts';
import type { CommandField } from '../look/command-fields.ts';
import { DrawnFields } from '../look/drawn-fields.tsx';
import type { Choice } from '../look/fields.tsx';
import { Actions, Button, Form, type FormState } from '../look/form.tsx';

const KINDS: readonly Choice[] = (['hotline', 'application'] as const).map((value) => ({
  value,
  label: KIND_LABELS[value],
}));
export const ACCESS = '/rights/access';

/** `people`: the accounts of the office that may come in. */
export const accessFields = (people: readonly string[]): readonly CommandField[] => [
  { name: 'kind', kind: 'radio', label: '类别', choices: KINDS },
  { name: 'case', kind: 'text', label: '编号', size: 'medium' },
  {
    name: 'person',
    kind: 'select',
    label: '知悉的人',
    choices: people.map((value) => ({ value, label: value })),
  },
  { name: 'reason', kind: 'area', label: '理由', rows: 2 },
];

type Props = {
  readonly c: Ctx;
  readonly who: Principal;
  readonly form: FormState;
  readonly people: readonly string[];
};

export const Access: FC<Props> = ({ c, who, form, people }) =>
  !GUARDS.includes(who.role) ? null : (
    <section class="panel" aria-labelledby="access">
      <h2 id="access">授权知悉</h2>
      <p class="soft">
        承办的人和审批的人本来就能看，不用授权；交办就是让承办的人知悉。授权和撤销记入该件的办理经过。不能授权自己。
      </p>
      <Form c={c} action={ACCESS} token={randomUUID()} label="授权知悉">
        <DrawnFields fields={accessFields(people)} form={form} />
        <Actions>
          <Button name="do" value="GrantAccess">
            授权
          </Button>
          <Button kind="secondary" name="do" value="RevokeAccess">
            撤销授权
          </Button>
          <Button kind="secondary" name="do" value="AssignCase">
            交办给他
          </Button>
        </Actions>
      </Form>
    </section>
  );
