/** Pages and API behind API Gateway. */
import { getConnInfo, handle, type LambdaEvent } from 'hono/aws-lambda';
import { recordAsFound } from '#shared/accounts/as-found.ts';
import { NOBODY_ASKS } from '#shared/accounts/asking.ts';
import { auditedAccounts } from '#shared/accounts/audited.ts';
import { providerNamed } from '#shared/accounts/provider-named.ts';
import { LARGEST_FILE_IN_LAMBDA_MB } from '#shared/attachments/keep-file.ts';
import { printBy } from '#shared/documents/print.ts';
import { called } from '#shared/house/called.ts';
import { deployedHouse } from '#shared/house/deployed-house.ts';
import { ensureOffice } from '#shared/house/first-office.ts';
import { byWork } from '#shared/jobs/ask-job.ts';
import { askedOnce } from '#shared/kernel/asked-once.ts';
import { UNNAMED } from '#shared/ledger/office-name.ts';
import { sayLine } from '#shared/telling/say.ts';
import { webByPart } from './by-part.ts';
import { pathAsSent } from './frame/path-part.ts';

const house = deployedHouse();
const { PRINT_FUNCTION = '' } = process.env;
// who is not told of the function that prints would print here, and has no browser to do it with
if (PRINT_FUNCTION !== '')
  printBy(async (print) =>
    (await import('#shared/house/print-function.ts')).printElsewhere(PRINT_FUNCTION, print),
  );
const office = { id: process.env.OFFICE_ID ?? 'default', name: process.env.OFFICE_NAME ?? UNNAMED };
/** Not while the function starts: what the store cannot do then is said on a page, and tried again. */
const begin = askedOnce(async () => {
  await Promise.all([
    ensureOffice(house.log, house.clock, office),
    recordAsFound(house.accounts, house.audit),
  ]);
});

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
    begin,
    ...(provider !== null && { provider }),
    largestFileMb: LARGEST_FILE_IN_LAMBDA_MB,
    carrier: byWork(house),
    // a gateway waits for 29 seconds
    longestWaitMs: 20_000,
    readiness: { withinMs: 2000, keptMs: 5000 },
    requestOf: ({ env }) => env.requestContext?.requestId,
    addressOf: (c) => getConnInfo(c).remote.address ?? '',
  },
});

const answered = handle(app);
/** API Gateway has decoded the path. */
export const handler = called((event: LambdaEvent) =>
  answered('rawPath' in event ? { ...event, rawPath: pathAsSent(event.rawPath) } : event),
);
