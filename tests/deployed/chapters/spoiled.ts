/** Last of all, because it leaves a hole: an item of the ledger that nobody can read, and a right that goes missing. */
import { expect } from 'vitest';
import type { Chapter } from '../chapter.ts';

export const givenUp: Chapter = {
  title: 'a stretch of the feed that is given up is laid aside, and made up for by the documented command',
  happens: async (office) => {
    const { house } = office;
    const projector = house.account.of('AWS::IAM::Role').find(({ id }) => /^WorkProjectRole/.test(id))?.id;
    const before = await house.waiting('ChangeFeedDead');
    await house.rights.without(
      ({ role, action }) => role === projector && action === 'dynamodb:ConditionCheckItem',
      async () => {
        const row = { number: 'HOLE', receivedAt: '2026-12-30 09:00', type: '投诉' };
        await house.send(
          queueOf(
            house.account.of('AWS::SQS::Queue').map(({ id }) => id),
            'Feed',
          ),
          feedMessage(row),
        );
        await house.settle();
      },
    );
    expect(house.front.refused.splice(0).length).toBeGreaterThan(0);
    house.problems.length = 0;
    expect(await house.waiting('ChangeFeedDead')).toBe(before + 1);
    expect((await office.as('chen').get('/hotline?number=HOLE')).text).not.toContain('/hotline/HOLE"');
    const done = await house.command('catch-up', '--since', '2026-12-31T09:00:00+08:00');
    expect(done.exit, done.stderr).toBe(0);
    expect((await office.as('chen').get('/hotline?number=HOLE')).text).toContain('/hotline/HOLE');
  },
};

const queueOf = (queues: readonly string[], topic: string): string =>
  queues.find((id) => id.startsWith(`Queues${topic}`) && !id.includes('Dead')) ?? '';
const feedMessage = (record: object): string =>
  JSON.stringify({ office: 'default', feed: 'platform', record });

export const unreadable: Chapter = {
  title: 'an item that cannot be read is a dead letter, and holds up nothing behind it',
  happens: async (office) => {
    const { house } = office;
    const ledger = house.account
      .of('AWS::DynamoDB::Table')
      .find(({ id }) => id.startsWith('TablesLedger'))?.id;
    const text = (S: string) => ({ S });
    const spoiled = {
      pk: text('default#application#spoiled'),
      sk: text('v0000000001'),
      body: text('{'),
      hash: text('0'),
    };
    await house.dynamo('PutItem', { TableName: ledger, Item: spoiled });
    await house.settle();
    const li = office.as('li');
    const letter = /href="(\/dead-letters\/[^"?]+)"/.exec((await li.get('/dead-letters')).text)?.[1] ?? '';
    expect((await li.fillIn(letter, {}, letter)).status).toBe(303);
    await house.settle();
    expect((await li.get('/dead-letters')).text).toContain(letter);
  },
};
