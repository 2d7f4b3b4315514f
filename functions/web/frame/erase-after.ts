/** What was agreed to is destroyed before the answer is given, by whichever way the consent came. */
import type { Execution, Fields } from '#shared/desk/execute.ts';
import { finishErasures } from '#shared/erasing/erase-cases.ts';
import type { Web } from './web.ts';

const ENDING = ['ApproveErasure', 'AnswerPersonRequest'];

export async function eraseIfAgreed(
  { house, accounts }: Web,
  { office, fields }: { readonly office: string; readonly fields: Fields },
  done: Execution,
): Promise<void> {
  if (!done.ok || !ENDING.includes(String(fields.command))) return;
  const people = async (of: string): Promise<readonly string[]> =>
    (await accounts.list()).filter((one) => one.office === of).map(({ user }) => user);
  await finishErasures({ ...house, people }, office);
}
