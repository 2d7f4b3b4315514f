/** On the page of an application: the way to its letters. */
import type { FC } from 'hono/jsx';
import type { Application } from '#shared/disclosure/application.ts';
import { lettersHref } from './addresses.ts';

export const LettersLink: FC<{ number: string; state: Application }> = ({ number, state }) => (
  <section class="panel">
    <h2>文书</h2>
    <ul class="step-list">
      <li>
        <a href={lettersHref(number)}>回执、告知书和答复书</a>
        <span class="soft small">
          {state.letters.length === 0 ? '还没有制发' : `已制发 ${state.letters.length} 份`}
        </span>
      </li>
    </ul>
  </section>
);
