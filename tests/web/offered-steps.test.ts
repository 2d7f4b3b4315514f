/** The page of a case offers every step that is lawful today, and no other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { givenOn } from '../support/application-desk.ts';
import { SITUATIONS, STEPS, THAT_DAY } from '../support/application-situations.ts';
import { registered } from '../support/letter-office.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let officer: Visitor;
beforeAll(async () => {
  office = await openWebOffice();
  office.setNow(`${THAT_DAY}T09:30:00.000+08:00`);
  officer = await office.visitor('li', 'officer');
});
afterAll(() => office.close());

async function carryOut(...commands: readonly Fields[]): Promise<void> {
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  for (const fields of commands) {
    const done = await executeCommand(office.web.house, { office: 'default', actor, fields });
    if (!done.ok) throw new Error(`${JSON.stringify(fields)}: ${done.code} ${done.field}`);
  }
}

/** Registers the case as the situation tells it and reads what its page offers now. */
async function offered(situation: string): Promise<readonly string[]> {
  for (const { command, ...rest } of SITUATIONS[situation] ?? []) {
    const into =
      'into' in rest && rest.into !== undefined
        ? { into: rest.into.map((part) => `${situation}-${part}`) }
        : {};
    await carryOut({ ...rest, ...into, command, case: situation });
  }
  const { text } = await officer.get(`/applications/${situation}`);
  return stepsIn(text).sort();
}

function stepsIn(page: string): string[] {
  const now = /<h2>现在可以办理<\/h2>(.*?)<\/section>/s.exec(page)?.[1] ?? '';
  return [...now.matchAll(/\/steps\/(\w+)/g)].map(([, name]) => name ?? '');
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

  it('offers service first when the reply was given, and a new reply where one was ordered', async () => {
    await carryOut(registered('L1'), {
      command: 'Reply',
      case: 'L1',
      on: '2026-03-20',
      outcome: 'refused.internalAffairs',
    });
    const first = async () => stepsIn((await officer.get('/applications/L1')).text)[0];
    expect(await first()).toBe('RecordService');
    await carryOut(
      { command: 'OpenAppeal', case: 'F1', kind: 'review', on: '2026-04-10', application: 'L1' },
      {
        command: 'ConcludeAppeal',
        case: 'F1',
        on: '2026-05-11',
        means: 'revoked64',
        newReply: true,
        replyDays: 20,
      },
    );
    expect(await first()).toBe('RedoReply');
  });
});
