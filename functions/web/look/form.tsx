/** The parts of every form: the frame with its tokens, the summary of what must be mended, the buttons. */
import type { Child, FC } from 'hono/jsx';
import { CSRF_FIELD, TOKEN_FIELD } from '../frame/form-fields.ts';
import type { Ctx } from '../frame/web.ts';

/** A fault at a field: a stable code, and the words for people. `field` is '' for the form as a whole. */
export type FieldError = { readonly field: string; readonly code: string; readonly message: string };
/** What was typed, by field, and what is wrong with it. */
export type FormState = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};
export const BLANK_FORM: FormState = { values: {}, errors: [] };

type Frame = {
  readonly c: Ctx;
  readonly action: string;
  /** Makes a second click the same command: the key under which it is carried out. */
  readonly token?: string;
  /** Other values that travel unseen, such as the version that was looked at. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly label?: string;
  readonly upload?: boolean;
  readonly children?: Child;
};

export const Form: FC<Frame> = ({ c, action, token, hidden = {}, label, upload, children }) => (
  <form
    class="form"
    method="post"
    action={action}
    aria-label={label}
    enctype={upload ? 'multipart/form-data' : undefined}
    novalidate
  >
    <input type="hidden" name={CSRF_FIELD} value={c.var.csrf} />
    {token !== undefined && <input type="hidden" name={TOKEN_FIELD} value={token} />}
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
);

export function idOf(name: string): string {
  return `f-${name}`;
}

type Summary = { readonly errors: readonly FieldError[]; readonly title?: string };
/** First on the page after a refusal; every line leads to its field. */
export const ErrorSummary: FC<Summary> = ({ errors, title = '没有保存，请先改正' }) =>
  errors.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {errors.map(({ field, code, message }) => (
          <li data-code={code}>{field === '' ? message : <a href={`#${idOf(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );

type ButtonProps = {
  readonly kind?: 'primary' | 'secondary' | 'danger';
  readonly name?: string;
  readonly value?: string;
  readonly children?: Child;
};
export const Button: FC<ButtonProps> = ({ kind = 'primary', name, value, children }) => (
  <button class={`button button-${kind}`} type="submit" name={name} value={value}>
    {children}
  </button>
);

export const Actions: FC<{ children?: Child }> = ({ children }) => <div class="actions">{children}</div>;
