/** What the change feed could not bring: a right that goes missing, and an item of the ledger that nobody can read. */
import { expect } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
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
        const row = { number: 'HOLE', receivedAt: '2026-11-23 09:00', type: '投诉' };
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
    const done = await house.command('catch-up', '--since', instantOf(house.now() - 3_600_000));
    expect(done.exit, done.stderr).toBe(0);
    expect((await office.as('chen').get('/hotline?number=HOLE')).text).toContain('/hotline/HOLE');
  },
};

const queueOf = (queues: readonly string[], topic: string): string =>
  queues.find((id) => id.startsWith(`Queues${topic}`) && !id.includes('Dead')) ?? '';
const feedMessage = (record: object): string =>
  JSON.stringify({ office: 'default', feed: 'platform', record });

type Stored = Readonly<Record<string, { readonly S: string }>>;

export const unreadable: Chapter = {
  title: 'a commit that cannot be read is a dead letter, and is projected once it can be read again',
  happens: async (office) => {
    const { house } = office;
    const tables = house.account.of('AWS::DynamoDB::Table');
    const TableName = tables.find(({ id }) => id.startsWith('TablesLedger'))?.id;
    const queues = house.account.of('AWS::SQS::Queue').map(({ id }) => id);
    const opened = { number: 'SPOILED', receivedAt: '2026-11-23 09:00', type: '投诉' };
    await house.send(queueOf(queues, 'Feed'), feedMessage(opened));
    await house.settle();
    const goOn = house.hold('ChangeFeed');
    await house.send(queueOf(queues, 'Feed'), feedMessage({ ...opened, closedAt: '2026-11-23 17:00' }));
    await house.settle();
    const { Items = [] } = (await house.dynamo('Scan', { TableName })) as { Items?: readonly Stored[] };
    const closing = Items.find(({ sk, body }) => sk?.S === 'v00000002' && body?.S.includes('"SPOILED"'));
    await house.dynamo('PutItem', { TableName, Item: { ...closing, body: { S: '{' } } });
    goOn();
    await house.settle();
    const li = office.as('li');
    const letter = /href="(\/dead-letters\/[^"?]+)"/.exec((await li.get('/dead-letters')).text)?.[1] ?? '';
    expect((await li.fillIn(letter, {}, letter)).location).toBe('/dead-letters?sent=1');
    await house.settle();
    expect((await li.get('/dead-letters')).text).toContain(letter);
    await house.dynamo('PutItem', { TableName, Item: closing });
    expect((await li.fillIn(letter, {}, letter)).location).toBe('/dead-letters?sent=1');
    await house.settle();
    expect((await li.get('/dead-letters')).text).toContain('没有未能处理的记录');
    expect((await li.get('/hotline?number=SPOILED&state=closed')).text).toContain('/hotline/SPOILED"');
  },
};
