/** Choosing a file. A browser never gives a chosen file back: after a fault it is chosen again. */
import type { FC } from 'hono/jsx';
import { type Common, describe, Field } from './fields.tsx';
import { idOf } from './form.tsx';

type Files = Common & {
  readonly accept: string;
  readonly multiple?: boolean;
  /** The camera of a phone, at once. */
  readonly capture?: boolean;
  /** The most all of it may have, in bytes: files may be dropped and pasted here where script runs, which names them. */
  readonly most?: number;
};

export const FileField: FC<Files> = (props) => (
  <Field of={props}>
    <input
      id={idOf(props.name)}
      name={props.name}
      type="file"
      accept={props.accept}
      multiple={props.multiple}
      capture={props.capture ? 'environment' : undefined}
      data-most={props.most}
      autofocus={props.autofocus}
      {...describe(props)}
    />
    {props.most !== undefined && <p class="hint" role="status" />}
  </Field>
);
