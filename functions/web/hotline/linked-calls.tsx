/** On an application's page: the hotline calls it came from, whose callers were referred to the disclosure channel (trap 26). */

import { linkedTo } from '#shared/hotline/figures.ts';
import { yearOf } from '#shared/kernel/plain-date.ts';
import { caseLink } from '../cases/case-address.tsx';
import type { Situation } from '../cases/step-form.ts';
import type { Web } from '../frame/web.ts';

const MOST = 20;

export async function linkedCalls({ file, context }: Situation, { house }: Web) {
  await house.catchUp();
  const cell = linkedTo(file.number);
  const year = yearOf(context.today);
  const { items } = await house.views.members({ office: file.office, cell, year }, { limit: MOST });
  return items.length === 0 ? null : (
    <section class="panel" aria-label="关联的热线工单">
      <p>
        由热线工单转来：
        {items.map(({ case: number }) => (
          <> {caseLink('hotline', number)}</>
        ))}
      </p>
    </section>
  );
}
