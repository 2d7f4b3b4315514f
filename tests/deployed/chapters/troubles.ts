/** A bad hour: nonsense in the queues, a store that is throttled, calls by the clock that are missed. */
import { expect } from 'vitest';
import { textOfPart } from '#functions/web/frame/path-part.ts';
import { EVERYTHING } from '#shared/reminders/targets.ts';
import type { Chapter, Office } from '../chapter.ts';
import { failing } from '../stand-ins.ts';

const NONSENSE = '{"nonsense":true}';

const THROTTLED = failing(
  'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  'The level of configured provisioned throughput for the table was exceeded.',
);
/** By the topic of its queue: a message that its consumer can carry out. */
const SOUND: Readonly<Record<string, string>> = {
  reminder: JSON.stringify({
    ...{ office: 'default', on: '2027-01-04', way: 'keep', selection: EVERYTHING, things: [] },
    trial: true,
  }),
  proof: JSON.stringify({ pass: 'sound', cut: '2026-11-26T00:00:00.000+08:00', step: 'traces', part: 0 }),
  seal: '{}',
  job: '{"job":"nobody\'s"}',
};

/** Every consumer of a queue, with the topic it is asked by. */
function consumers({ house }: Office) {
  return house.account.of('AWS::Lambda::EventSourceMapping').flatMap(({ Properties }) => {
    const queue = String(Properties.EventSourceArn).split(':').at(-1) ?? '';
    const topic = /^Queues([A-Z][a-z]+)/.exec(queue)?.[1]?.toLowerCase();
    return topic === undefined
      ? []
      : [{ topic, queue, lambda: house.lambda(String(Properties.FunctionName)) }];
  });
}

export const poison: Chapter = {
  title: 'nonsense in a queue is a dead letter that a person lays aside or sends again',
  happens: async (office) => {
    for (const { queue, topic } of consumers(office))
      await office.house.send(queue, topic === 'seal' ? 'no JSON' : NONSENSE);
    await office.house.settle();
    const li = office.as('li');
    const open = async (): Promise<ReadonlySet<string>> => {
      const page = (await li.get('/dead-letters')).text;
      return new Set([...page.matchAll(/href="(\/dead-letters\/[^"?]+)"/g)].map(([, one = '']) => one));
    };
    const aside = (letter: string) => li.fillIn(letter, { do: 'aside', why: '试验' }, letter);
    const letters = await open();
    expect(letters.size).toBeGreaterThan(0);
    for (const letter of letters) {
      // what is no JSON is sent nowhere; of a record that is kept back the list sends it as it is
      const isShown = (await li.get(letter)).text.includes('name="body"');
      const id = textOfPart(decodeURIComponent(letter.split('/').at(-1) ?? ''));
      const [address, fields] = isShown ? [letter, { body: NONSENSE }] : ['/dead-letters', { id }];
      const sent = id.startsWith('seal:') && !isShown ? 0 : 1;
      expect([id, (await li.fillIn(address, fields)).location]).toEqual([id, `/dead-letters?sent=${sent}`]);
      await office.house.settle();
      expect((await aside(letter)).status).toBe(303);
    }
    // nonsense that was sent again is nonsense under another name
    for (const letter of await open()) expect((await aside(letter)).status).toBe(303);
  },
};

/** Of which there is a history. */
async function aCase({ house }: Office): Promise<string> {
  const ledger = house.account.of('AWS::DynamoDB::Table').find(({ id }) => id.startsWith('TablesLedger'))?.id;
  const { Items = [] } = (await house.dynamo('Scan', { TableName: ledger })) as {
    Items?: readonly { pk: { S: string }; sk: { S: string } }[];
  };
  const found = Items.find(({ pk, sk }) => pk.S.includes('#hotline#') && sk.S.startsWith('v'));
  const [office = '', kind, stream = ''] = found?.pk.S.split('#').map(decodeURIComponent) ?? [];
  return JSON.stringify({ office, kind, stream });
}

export const throttled: Chapter = {
  title: 'a store that is throttled for a moment loses nothing, and nothing becomes a dead letter',
  happens: async (office) => {
    const { house } = office;
    for (const { topic, queue, lambda } of consumers(office)) {
      const sound = topic === 'project' ? await aCase(office) : SOUND[topic];
      if (sound === undefined) continue;
      // until it has given the message back, to be tried again later
      let isGivenBack = false;
      house.front.faults = ({ role, service, operation }) => {
        if (role !== lambda.role) return null;
        isGivenBack ||= operation === 'ChangeMessageVisibility';
        return service === 'dynamodb' && !isGivenBack ? THROTTLED : null;
      };
      await house.send(queue, sound);
      await house.settle();
      house.front.faults = null;
      expect([topic, isGivenBack]).toEqual([topic, true]);
    }
    expect((await office.as('chen').get('/dead-letters')).text).toContain('没有未能处理的记录');
  },
};

export const missed: Chapter = {
  title: 'a call by the clock that is missed lies where an alarm looks',
  happens: async (office) => {
    const { house } = office;
    const waiting = await house.waiting('CallsDead');
    for (const { id } of house.account.of('AWS::Scheduler::Schedule')) await house.missed(id);
    expect((await house.waiting('CallsDead')) - waiting).toBe(
      house.account.of('AWS::Scheduler::Schedule').length,
    );
  },
};
