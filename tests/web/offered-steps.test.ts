/** The page of a case offers every step that is lawful today, and no other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { givenOn } from '../support/application-desk.ts';
import { SITUATIONS, STEPS, THAT_DAY } from '../support/application-situations.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let officer: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  office.setNow(`${THAT_DAY}T09:30:00.000+08:00`);
  officer = await office.visitor('li', 'officer');
});
afterAll(() => office.close());

/** Registers the case as the situation tells it and reads what its page offers now. */
async function offered(situation: string): Promise<readonly string[]> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  for (const { command, ...rest } of SITUATIONS[situation] ?? []) {
    const into =
      'into' in rest && rest.into !== undefined
        ? { into: rest.into.map((part) => `${situation}-${part}`) }
        : {};
    const fields = { ...rest, ...into, command, case: situation };
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(`${situation}: ${command} ${done.code} ${done.field}`);
  }
  const { text } = await officer.get(`/applications/${situation}`);
  const now = /<h2>现在可以办理<\/h2>(.*?)<\/section>/s.exec(text)?.[1] ?? '';
  return [...now.matchAll(/\/steps\/(\w+)/g)].map(([, name]) => name ?? '').sort();
}

function lawful(situation: string): readonly string[] {
  const told = givenOn(THAT_DAY, ...(SITUATIONS[situation] ?? []));
  return STEPS.filter((step) => told.when(step).refusal === null)
    .map(({ command }) => command as string)
    .sort();
}

describe('the page of a case', () => {
  const cases = Object.keys(SITUATIONS).filter((situation) => situation !== 'unregistered');

  it.each(cases)('offers what is lawful today: %s', async (situation) => {
    expect(await offered(situation)).toEqual(lawful(situation));
  });
});
