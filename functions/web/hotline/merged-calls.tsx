/** On the page of a case, the calls that were merged into it: somebody is still waiting, and how often they said so. */
import type { FC } from 'hono/jsx';
import { maskedText } from '#shared/masking/mask-text.ts';
import { findCases } from '#shared/search/find-cases.ts';
import type { House } from '#shared/store/house.ts';
import { caseLink } from '../cases/case-address.tsx';

type Call = { readonly number: string; readonly day: string; readonly said: string };
/** A case that more people call about has its place in the figures, not here. */
const MOST = 50;

/** Found by the number they were merged under; newest first. */
export async function mergedCalls(house: House, office: string, number: string): Promise<readonly Call[]> {
  await house.search.follow();
  const { items } = await findCases(house, { office, kind: 'hotline', query: number }, { limit: MOST });
  return items
    .filter((one) => one.number !== number && one.numbers.includes(number))
    .map(({ number: own, day, subject }) => ({
      ...{ number: own, day, said: maskedText('subject', subject ?? '') },
    }));
}

export const MergedCalls: FC<{ calls: readonly Call[] }> = ({ calls }) =>
  calls.length === 0 ? null : (
    <section class="panel" aria-labelledby="repeated">
      <h2 id="repeated">重复来电 {calls.length} 次</h2>
      <ul class="earlier">
        {calls.map(({ number, day, said }) => (
          <li>
            {caseLink('hotline', number)} <time datetime={day}>{day}</time>
            <p>{said}</p>
          </li>
        ))}
      </ul>
    </section>
  );
