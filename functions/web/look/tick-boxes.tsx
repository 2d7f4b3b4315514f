/** Any of several choices. The first box carries the group's id, so that the summary of faults leads to it. */
import type { FC } from 'hono/jsx';
import { type Choice, type Common, describe, Notes } from './fields.tsx';
import { idOf } from './form.tsx';

export const TickBoxes: FC<Common & { choices: readonly Choice[] }> = (props) => {
  const { form, name, label, choices, optional, when } = props;
  const wrong = form.errors.some((error) => error.field === name);
  const groups = [...new Set(choices.map(({ group }) => group ?? null))];
  return (
    <fieldset
      class={`field radios${wrong ? ' field-wrong' : ''}${when === undefined ? '' : ` ${when}`}`}
      aria-describedby={describe(props)['aria-describedby']}
    >
      <legend>
        {label}
        {optional && <span class="optional">（选填）</span>}
      </legend>
      <Notes of={props} />
      {groups.map((group) => (
        <div class="radio-row">
          {group !== null && <span class="tick-group">{group}</span>}
          {choices
            .filter((one) => (one.group ?? null) === group)
            .map((choice) => (
              <Box of={props} choice={choice} isFirst={choice === choices[0]} />
            ))}
        </div>
      ))}
    </fieldset>
  );
};

const Box: FC<{ of: Common; choice: Choice; isFirst: boolean }> = ({ of, choice, isFirst }) => {
  const { form, name, autofocus } = of;
  const { value, label } = choice;
  const id = isFirst ? idOf(name) : `${idOf(name)}-${value}`;
  return (
    <label class="radio" for={id}>
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={(form.values[name] ?? '').split('\n').includes(value)}
        autofocus={autofocus && isFirst}
      />
      {label}
    </label>
  );
};
