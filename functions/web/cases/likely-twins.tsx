/** What is perhaps there already is shown before it is saved: once, and whoever means it saves it all the same. */
import type { Child, FC } from 'hono/jsx';
import { maskedText } from '#shared/masking/mask-text.ts';
import { type FormFields, formKey, textOf } from '../frame/form-fields.ts';
import type { Principal, Web } from '../frame/web.ts';
import { Banner } from '../look/banner.tsx';
import { caseLink } from './case-address.tsx';

/** The numbers that were shown when the form was sent. */
const SHOWN_TWINS = 'shown-twins';

export type Twin = {
  readonly kind: string;
  readonly number: string;
  readonly day: string;
  readonly subject: string;
};

const keyOf = (twins: readonly Twin[]): string => twins.map(({ number }) => number).join(' ');

type Sent = {
  readonly web: Web;
  readonly who: Principal;
  readonly fields: FormFields;
  readonly token: string;
};

/** None where they were shown, or where this very form has been carried out: what it made would be its own twin. */
export async function unseen(
  { web, who, fields, token }: Sent,
  find: () => Promise<readonly Twin[]>,
): Promise<readonly Twin[]> {
  const twins = await find();
  if (keyOf(twins) === textOf(fields, SHOWN_TWINS)) return [];
  // asked last: another click on this form may have been carried out meanwhile
  return (await web.house.log.commitOfKey(who.office, formKey(who.user, token))) === null ? twins : [];
}

export const seenField = (twins: readonly Twin[]): Readonly<Record<string, string>> =>
  twins.length === 0 ? {} : { [SHOWN_TWINS]: keyOf(twins) };

type Props = { readonly twins: readonly Twin[]; readonly what: string; readonly children?: Child };

export const LikelyTwins: FC<Props> = ({ twins, what, children }) =>
  twins.length === 0 ? null : (
    <Banner kind="warning">
      <p>还没有登记。{what}：</p>
      <ul>
        {twins.map(({ kind, number, day, subject }) => (
          <li>
            {caseLink(kind, number)}（{day}）{maskedText('subject', subject)}
          </li>
        ))}
      </ul>
      <p>{children}不是同一件、仍要登记的，再提交一次。</p>
    </Banner>
  );
