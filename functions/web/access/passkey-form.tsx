/** A button at which the browser asks for a passkey; what it answers goes with the form. */
import type { Child, FC } from 'hono/jsx';
import { hostOf, type KeyAnswer, keyAsked, keyWanted } from '#shared/accounts/passkeys.ts';
import type { Factor } from '#shared/store/accounts.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { Button, Form } from '../look/form.tsx';
import { openedOnce, seal } from './sealed.ts';
import { ownAddress } from './visitor.ts';

const CARRIED = { purpose: 'passkey', minutes: 15 } as const;

/** `options` for the browser, and the challenge in them sealed for us. */
export type KeyQuestion = {
  readonly way: 'get' | 'create';
  readonly options: string;
  readonly sealed: string;
};

type Optioned = { readonly challenge: string };

async function questionOf(web: Web, way: KeyQuestion['way'], options: Optioned): Promise<KeyQuestion> {
  const sealed = await seal(web, CARRIED, { challenge: options.challenge });
  return { way, options: JSON.stringify(options), sealed };
}

/** For one of the keys of a person, or for any. */
export async function keyQuestion(c: Ctx, web: Web, known: readonly Factor[] = []): Promise<KeyQuestion> {
  return questionOf(web, 'get', keyAsked(hostOf(ownAddress(c)), known));
}

type ForPerson = { readonly user: string; readonly known: readonly Factor[] };

export async function newKeyQuestion(c: Ctx, web: Web, asked: ForPerson): Promise<KeyQuestion> {
  return questionOf(web, 'create', await keyWanted({ ...asked, host: hostOf(ownAddress(c)) }));
}

/** What the browser answered; null where the challenge is none of ours, too old, or was answered before. */
export async function keyAnswerIn(c: Ctx, web: Web, fields: FormFields): Promise<KeyAnswer | null> {
  const asked = await openedOnce<Optioned>(web, CARRIED, textOf(fields, 'challenge'));
  if (asked === null) return null;
  return { answer: textOf(fields, 'answer'), challenge: asked.challenge, host: hostOf(ownAddress(c)) };
}

type Props = {
  readonly c: Ctx;
  readonly action: string;
  readonly question: KeyQuestion;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly button: string;
  readonly children?: Child;
};

export const PasskeyForm: FC<Props> = ({ c, action, question, hidden, button, children }) => (
  <Form c={c} action={action} hidden={{ ...hidden, challenge: question.sealed }} label={button}>
    <input type="hidden" name="answer" data-passkey={question.way} data-options={question.options} />
    {children}
    <Button kind="secondary">{button}</Button>
  </Form>
);

export const NO_KEY = {
  field: '',
  code: 'noPasskey',
  message: '没有收到通行密钥的应答：可能取消了、设备上没有本系统的通行密钥，或者浏览器太旧',
} as const;
