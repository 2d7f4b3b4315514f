/** Who has the case, and what colleagues have noted of it. */

import { randomUUID } from 'node:crypto';
import type { FC } from 'hono/jsx';
import { rolesFor } from '#shared/accounts/permissions.ts';
import { type Handled, type Handling, handlingOf } from '#shared/handling/state.ts';
import type { Ctx, Principal } from '../frame/web.ts';
import { TextArea } from '../look/fields.tsx';
import { Actions, BLANK_FORM, Button, Form } from '../look/form.tsx';
import { Facts } from '../look/table.tsx';
import { minute } from '../wording/word.ts';
import { caseHref } from './case-address.tsx';
import type { CasePages } from './case-kind.ts';
import type { Situation } from './step-form.ts';

type Props = {
  readonly c: Ctx;
  readonly pages: CasePages;
  readonly situation: Situation;
  readonly who: Principal;
};

export const HandlingPanel: FC<Props> = ({ c, pages, situation, who }) => {
  const { file } = situation;
  const { notes, person, department, granted } = handlingOf(file.state as Handled);
  const steps = `${caseHref(pages, file.number)}/steps`;
  const may = (command: string): boolean => rolesFor(command).includes(who.role);
  const known = granted.length === 0 ? null : granted.join('、');
  const given = [
    ['承办人', person] as const,
    ['承办科室', department] as const,
    ['经授权知悉', known] as const,
  ];
  return (
    <section class="panel" aria-labelledby="handling">
      <h2 id="handling">承办与备注</h2>
      <Facts items={given.filter((one): one is readonly [(typeof one)[0], string] => one[1] !== null)} />
      {person === null && department === null && <p class="soft">还没有交办。</p>}
      {may('AssignCase') && (
        <p>
          <a href={`${steps}/AssignCase`}>{person === null ? '交办' : '转交'}</a>
        </p>
      )}
      <Notes notes={notes} />
      {may('AddNote') && (
        <Form c={c} action={`${steps}/AddNote`} token={randomUUID()} label="加备注">
          <TextArea form={BLANK_FORM} name="text" label="备注" rows={2} />
          <Actions>
            <Button kind="secondary">加备注</Button>
          </Actions>
        </Form>
      )}
    </section>
  );
};

const Notes: FC<Pick<Handling, 'notes'>> = ({ notes }) => (
  <ul class="step-list">
    {notes.toReversed().map(({ id, text = '（文字已删除）', by, at }) => (
      <li>
        <a href={`#event-${id}`} class="small">
          {by} {minute(at)}
        </a>
        <p>{text}</p>
      </li>
    ))}
  </ul>
);
