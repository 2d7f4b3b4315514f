/** The parts of every form: the frame with its tokens, the summary of what must be mended, the buttons. */
import type { Child, FC } from 'hono/jsx';
import { CSRF_FIELD, DRAFT_FIELD, TOKEN_FIELD } from '../frame/form-fields.ts';
import type { Ctx } from '../frame/web.ts';
import { minute } from '../wording/word.ts';
import { Banner } from './banner.tsx';

/** A fault at a field: a stable code, and the words for people. `field` is '' for the form as a whole. */
export type FieldError = { readonly field: string; readonly code: string; readonly message: string };
/** What was typed, by field, and what is wrong with it. */
export type FormState = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
};
export const BLANK_FORM: FormState = { values: {}, errors: [] };

/** Where what was typed is kept, or thrown away. */
export const DRAFTS = '/drafts';

type Frame = {
  readonly c: Ctx;
  readonly action: string;
  /** Makes a second click the same command: the key under which it is carried out. */
  readonly token?: string;
  /** Other values that travel unseen, such as the version that was looked at. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly label?: string;
  /** For buttons that stand beside it. */
  readonly id?: string;
  readonly upload?: boolean;
  /** The page on which the form stands, where what is typed is kept until it is sent. */
  readonly draft?: string | undefined;
  readonly children?: Child;
};

export const Form: FC<Frame> = ({ c, action, token, hidden = {}, ...frame }) => {
  const { label, id, upload, draft, children } = frame;
  return (
    <form
      class="form"
      id={id}
      method="post"
      action={action}
      aria-label={label}
      enctype={upload ? 'multipart/form-data' : undefined}
      novalidate
      data-draft={draft}
    >
      <input type="hidden" name={CSRF_FIELD} value={c.var.csrf} />
      {token !== undefined && <input type="hidden" name={TOKEN_FIELD} value={token} />}
      {Object.entries({ ...hidden, ...seenBy(c, hidden) }).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {draft !== undefined && <input type="hidden" name={DRAFT_FIELD} value={`${draft} ${label ?? ''}`} />}
      {draft !== undefined && c.var.draft !== null && (
        <Banner kind="info">这是您 {minute(c.var.draft.keptAt)} 填写、还没有提交的内容。</Banner>
      )}
      {children}
      {draft !== undefined && <DraftLine restored={c.var.draft !== null} />}
    </form>
  );
};

/** What was typed was typed in view of that version: going on from it as if it were the newest would pass over others. */
function seenBy(c: Ctx, { version }: NonNullable<Frame['hidden']>): Readonly<Record<string, string>> {
  const seen = c.var.draft?.version;
  return version === undefined || seen === undefined ? {} : { version: seen };
}

/** After the buttons of the form itself, so that the return key presses one of those. */
const DraftLine: FC<{ restored: boolean }> = ({ restored }) => (
  <p class="draft-line">
    <button class="link" type="submit" formaction={DRAFTS}>
      存草稿
    </button>
    {restored && (
      <button class="link" type="submit" formaction={`${DRAFTS}/drop`}>
        不要这些内容，从头填写
      </button>
    )}
    <span class="draft-said" role="status" />
  </p>
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
  /** It is answered by a file, and the page stays. */
  readonly downloads?: boolean;
  readonly children?: Child;
};
export const Button: FC<ButtonProps> = ({ kind = 'primary', name, value, downloads, children }) => (
  <button
    class={`button button-${kind}`}
    type="submit"
    name={name}
    value={value}
    data-downloads={downloads ? 'yes' : undefined}
  >
    {children}
  </button>
);

export const Actions: FC<{ children?: Child }> = ({ children }) => <div class="actions">{children}</div>;
