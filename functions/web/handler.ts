/** Pages and API behind API Gateway. */
import { setTimeout } from 'node:timers/promises';
import { getConnInfo, handle } from 'hono/aws-lambda';
import { recordAsFound } from '#shared/accounts/as-found.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { auditedAccounts } from '#shared/accounts/audited.ts';
import { providerNamed } from '#shared/accounts/provider-named.ts';
import { LARGEST_FILE_IN_LAMBDA_MB } from '#shared/attachments/keep-file.ts';
import { called } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { ensureOffice } from '#shared/house/open-ledger.ts';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { UNNAMED } from '#shared/ledger/office-name.ts';
import { sayLine } from '#shared/telling/say.ts';
import { webByPart } from './by-part.ts';

const house = deployedHouse();
const office = { id: process.env.OFFICE_ID ?? 'default', name: process.env.OFFICE_NAME ?? UNNAMED };
const prepared = askedOnce(async () => {
  await ensureOffice(house.log, house.clock, office);
  await recordAsFound(house.accounts, house.audit);
});
// a store that is out of reach now, or does not answer, is no reason to have no pages at all: the first waits for it
await Promise.race([prepared().catch(() => {}), setTimeout(3000)]);

const provider = providerNamed({
  ...{ issuer: process.env.OIDC_ISSUER, client: process.env.OIDC_CLIENT, secret: process.env.OIDC_SECRET },
  ...{ claim: process.env.OIDC_CLAIM, groups: process.env.OIDC_GROUPS, roles: process.env.OIDC_ROLES },
});

const app = webByPart({
  house,
  accounts: auditedAccounts(house.accounts, house.audit, NOBODY_ASKS),
  log: sayLine,
  config: {
    office: office.id,
    secureCookies: true,
    ...(provider !== null && { provider }),
    largestFileMb: LARGEST_FILE_IN_LAMBDA_MB,
    prepared,
    readiness: { withinMs: 2000, keptMs: 5000 },
    requestOf: ({ env }) => env.requestContext?.requestId,
    addressOf: (c) => getConnInfo(c).remote.address ?? '',
  },
});

const answer = handle(app);
export const handler = called(answer);
