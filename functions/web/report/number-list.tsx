/** Numbers of the prose that no figure stands behind, each in its sentence: to read, and to confirm one by one. */
import type { FC } from 'hono/jsx';
import { sectionNumeral } from '#shared/reporting/document.ts';
import { numberText } from '#shared/reporting/narrative-numbers.ts';
import type { UnconfirmedNumber } from '#shared/year/unconfirmed-numbers.ts';

export const CONFIRM_FIELD = 'confirmed';

type Written = { readonly section: number; readonly number: string; readonly sentence: string };
type Placed = Written & { readonly at?: number | undefined; readonly figure?: number | undefined };

/** The number in its sentence, marked. */
const NumberInSentence: FC<{ of: Placed }> = ({ of: { section, number, sentence, at, figure } }) => {
  const start = at ?? sentence.indexOf(number);
  return (
    <>
      <strong>{number}</strong>
      {section > 0 && <span class="soft">（第{sectionNumeral(section) || section}部分）</span>}{' '}
      {sentence.slice(0, start)}
      <mark>{sentence.slice(start, start + number.length)}</mark>
      {sentence.slice(start + number.length)}
      {figure === undefined ? null : <>（表中为 {numberText(figure)}）</>}
    </>
  );
};

export const NumberList: FC<{ numbers: readonly Placed[] }> = ({ numbers }) => (
  <ul class="plain-list numbers">
    {numbers.map((one) => (
      <li>
        <NumberInSentence of={one} />
      </li>
    ))}
  </ul>
);

/** `ticked`: what somebody has confirmed on this form already. */
type Props = { readonly numbers: readonly UnconfirmedNumber[]; readonly ticked: ReadonlySet<string> };
export const NumberConfirmations: FC<Props> = ({ numbers, ticked }) =>
  numbers.length === 0 ? null : (
    <fieldset class="field numbers" id={`f-${CONFIRM_FIELD}`} tabindex={-1}>
      <legend>文字中的数字（{numbers.length}个）</legend>
      <p class="hint">
        这些数字不是由数据填入的，也没有表格可对。请逐个核对，无误的勾选；勾选随定稿一并保存。
      </p>
      {numbers.map((one) => (
        <label class="check">
          <input type="checkbox" name={CONFIRM_FIELD} value={one.token} checked={ticked.has(one.token)} />
          <span>
            <NumberInSentence of={one} />
          </span>
        </label>
      ))}
    </fieldset>
  );
