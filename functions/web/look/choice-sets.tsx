/** Choices that are all in view: one of few as radios, any of several as boxes. */
import type { Child, FC } from 'hono/jsx';
import { type Choice, type Common, describe, Notes } from './fields.tsx';
import { idOf } from './form.tsx';

/** Few choices that are all worth seeing. The first radio carries the group's id, so that the summary leads to it. */
export const RadioGroup: FC<Common & { choices: readonly Choice[] }> = (props) => {
  const { form, name, choices, autofocus } = props;
  const chosen = form.values[name] ?? '';
  const sentences = choices.some(({ label }) => label.length > 16);
  return (
    <ChoiceSet of={props}>
      <div class={sentences ? 'radio-row sentences' : 'radio-row'}>
        {choices.map(({ value, label: text }, index) => (
          <label class="radio" for={index === 0 ? idOf(name) : `${idOf(name)}-${value}`}>
            <input
              type="radio"
              id={index === 0 ? idOf(name) : `${idOf(name)}-${value}`}
              name={name}
              value={value}
              checked={value === chosen}
              autofocus={autofocus && (value === chosen || (chosen === '' && index === 0))}
            />
            {text}
          </label>
        ))}
      </div>
    </ChoiceSet>
  );
};

/** Choices in view under one question, radios or boxes. */
const ChoiceSet: FC<{ of: Common; children?: Child }> = ({ of, children }) => {
  const { form, name, label, optional, when } = of;
  const wrong = form.errors.some((error) => error.field === name);
  return (
    <fieldset
      class={`field radios${wrong ? ' field-wrong' : ''}${when === undefined ? '' : ` ${when}`}`}
      aria-describedby={describe(of)['aria-describedby']}
    >
      <legend>
        {label}
        {optional && <span class="optional">（选填）</span>}
      </legend>
      <Notes of={of} />
      {children}
    </fieldset>
  );
};

/** The first box carries the group's id, so that the summary of faults leads to it. */
export const TickBoxes: FC<Common & { choices: readonly Choice[] }> = (props) => {
  const { choices } = props;
  const groups = [...new Set(choices.map(({ group }) => group ?? null))];
  return (
    <ChoiceSet of={props}>
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
    </ChoiceSet>
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
