/** Choosing a file. A browser never gives a chosen file back: after a fault it is chosen again. */
import type { FC } from 'hono/jsx';
import { HANDED_IN } from '../frame/form-fields.ts';
import type { Ctx } from '../frame/web.ts';
import { type Common, describe, Field } from './fields.tsx';
import { idOf } from './form.tsx';

/** Where a file is handed in that is too large to come with its form. */
export const HAND_IN = '/hand-in';
const MEGABYTE = 1024 * 1024;

type Files = Common & {
  readonly accept: string;
  readonly multiple?: boolean;
  /** The camera of a phone, at once. */
  readonly capture?: boolean;
  /** The most all of it may have, in bytes: files may be dropped and pasted here where script runs, which names them. */
  readonly most?: number;
  /** Where large files come before the form: the page it stands on. */
  readonly c?: Ctx;
};

export const FileField: FC<Files> = (props) => {
  const { c, name } = props;
  const handedIn = c?.var.handedIn?.find(({ field }) => field === name);
  if (c === undefined || handedIn === undefined) return <Chosen {...props} />;
  const size = (handedIn.bytes / MEGABYTE).toFixed(1);
  return (
    <Field of={props}>
      <output id={idOf(name)}>
        已上传：{handedIn.name}（{size} MB）
      </output>
      <input type="hidden" name={`${HANDED_IN}${name}`} value={handedIn.id} />
      <p class="hint">
        <a href={handInAt(c, name)}>换一个文件</a>
      </p>
    </Field>
  );
};

function handInAt(c: Ctx, field: string): string {
  return `${HAND_IN}?${new URLSearchParams({ next: c.req.path, field })}`;
}

const Chosen: FC<Files> = (props) => (
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
    {props.c?.var.handedIn !== undefined && (
      <p class="hint">
        超过 4 MB 的文件随表单传不上来，<a href={handInAt(props.c, props.name)}>请先在这里上传</a>。
      </p>
    )}
  </Field>
);
