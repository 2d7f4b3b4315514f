/** Values past what an item is let have: for this trial 4,000 bytes instead of 380,000, as a variable of every function. */
import { expect } from 'vitest';
import type { Chapter } from '../chapter.ts';

const LONG = '本机关公开的各项规划图纸及其说明'.repeat(120);

export const long: Chapter = {
  title: 'long values lie in the bucket, whoever writes and whoever reads them',
  happens: async (office) => {
    const { house } = office;
    await house.tell({ LONGEST_ITEM_BYTES: '4000' });
    const li = office.as('li');
    const registered = {
      ...{ command: 'RegisterApplication', case: 'LONG1', channel: 'inPerson', submittedOn: '2026-11-20' },
      ...{ applicant: { type: 'naturalPerson', name: '张三' }, subject: LONG },
    };
    expect(await office.api('POST', '/commands', registered)).toMatchObject({ status: 201 });
    const rows = [1, 2].map((one) => JSON.stringify({ ...registered, case: `LONG-F${one}` })).join('\n');
    expect(await office.imports('commands', rows)).toMatchObject({ status: 200, rejected: [] });
    await house.settle();
    expect((await li.get('/applications/LONG1')).text).toContain(LONG);
    const ledger = house.account
      .of('AWS::DynamoDB::Table')
      .find(({ id }) => id.startsWith('TablesLedger'))?.id;
    const { Items } = await house.dynamo('Scan', { TableName: ledger });
    expect(JSON.stringify(Items)).toContain('long/ledger/');
    expect(JSON.stringify(Items)).not.toContain(LONG);
  },
};
