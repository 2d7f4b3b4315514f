import { type CloudOffice, openCloudOffice } from '../../support/cloud-office.ts';
import { dynamoReads } from '../../support/read-meter.ts';
import { readsContract } from './reads.contract.ts';

readsContract('DynamoDB', { each: 2, ranges: 2 }, async () => {
  const office: CloudOffice = await openCloudOffice();
  const meter = dynamoReads(office.client);
  return { house: office, meter, close: () => office.stop() };
});
