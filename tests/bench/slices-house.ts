/** The stores of the cloud from a process of the bench: emulators that another process keeps. */
import { type CloudStores, cloudStores } from '#shared/house/cloud-stores.ts';
import { documentClient } from '#shared/house/dynamodb-client.ts';
import type { Addresses } from '#shared/house/emulators.ts';
import { sealingIn } from '#shared/house/local-notary.ts';
import { SYSTEM_CLOCK } from '#shared/house/open-ledger.ts';
import { s3Client, sqsClient } from '#shared/house/start-fauxqs.ts';
import type { Actor } from '#shared/kernel/event.ts';
import { openNotary } from '#shared/notary/open-notary.ts';
import { keyFileWrapper } from '#shared/store/key-wrapper.ts';

export type Stand = { readonly folder: string; readonly addresses: Addresses };

export const OFFICE = { id: 'default', name: '某市数据局' } as const;
export const WANG: Actor = { user: 'wang', role: 'admin', via: 'form' };
/** Of which the cases are, and which is signed. */
export const YEAR = 2025;

/** `told`: how many commits a rebuild has put in. */
export function benchHouse(
  { folder, addresses }: Stand,
  told: (commits: number) => void = () => {},
): CloudStores {
  const { dynamodb, desk, places } = addresses;
  return cloudStores({
    clients: { dynamodb: documentClient(dynamodb), sqs: sqsClient(desk), s3: s3Client(desk) },
    ...{ places, clock: SYSTEM_CLOCK, wrapper: keyFileWrapper(Buffer.alloc(32, 7)), projection: 'bench' },
    sealing: () => sealingIn(folder),
    opens: openNotary,
    progress: told,
  });
}
