/**
 * As much of the deployed house as long work is carried out on that signs nothing: no accounts but who there is, no audit
 * stream, no notary, no lists (ADR 89). What it has recorded it projects, as the whole house does.
 */
import type { JobHouse } from '#shared/jobs/ask-job.ts';
import { dynamoPeople } from '#shared/store/dynamodb/accounts.ts';
import { viewsToFill } from '#shared/store/dynamodb/views-filled.ts';
import { cloudLedger } from './cloud-ledger.ts';
import { deployedClients } from './deployed-clients.ts';
import { notingWrites, projectOwn } from './own-writes.ts';

export function deployedCarrier(): JobHouse {
  const deployed = deployedClients({});
  const { ledger, ground } = cloudLedger(deployed, viewsToFill);
  const writes = notingWrites(ledger.log);
  const own = { ...ledger, log: writes.log };
  const people = dynamoPeople(ground.client, deployed.places.accounts);
  return { ...own, people, catchUp: projectOwn.bind(null, own, writes) };
}
