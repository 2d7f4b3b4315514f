/** Pages and API behind API Gateway. */
import { getConnInfo, handle } from 'hono/aws-lambda';
import { UNNAMED } from '../../../functions/aggregate/office-name.ts';
import { webApp } from '../../../functions/web/app.tsx';
import { ensureOffice } from '../../local/open-ledger.ts';
import { deployedHouse } from './deployed-house.ts';

const house = deployedHouse();
const office = { id: process.env.OFFICE_ID ?? 'default', name: process.env.OFFICE_NAME ?? UNNAMED };
await ensureOffice(house.log, house.clock, office);

const { app } = webApp({
  house,
  accounts: house.accounts,
  log: (line) => console.log(JSON.stringify(line)),
  config: {
    office: office.id,
    secureCookies: true,
    addressOf: (c) => getConnInfo(c).remote.address ?? '',
  },
});

export const handler = handle(app);
