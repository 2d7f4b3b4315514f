/** Choosing a file. A browser never gives a chosen file back: after a fault it is chosen again. */
import type { FC } from 'hono/jsx';
import { type Common, describe, Field } from './fields.tsx';
import { idOf } from './form.tsx';

export const FileField: FC<Common & { readonly accept: string }> = (props) => (
  <Field of={props}>
    <input
      id={idOf(props.name)}
      name={props.name}
      type="file"
      accept={props.accept}
      autofocus={props.autofocus}
      {...describe(props)}
    />
  </Field>
);
