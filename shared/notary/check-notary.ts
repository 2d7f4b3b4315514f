/** A notary that holds what is stored against what was sealed, and seals nothing itself. */
import type { Notary, TreeChecked, Unsealed } from '#shared/store/notary.ts';
import { checkedLog } from './check-log.ts';
import { newestKept } from './notary-keys.ts';
import { type NotaryOptions, readingNotary } from './read-notary.ts';

export function checkingNotary(options: NotaryOptions): Notary {
  return {
    ...readingNotary(options),
    check: async (read) => {
      const checked = await checkedAll(options, read);
      if (checked.checkpoints.length === 0) return checked;
      // another process may have been sealing meanwhile, file after file: what is a fault is one when that has ended
      return options.alone(() => checkedAll(options, read));
    },
  };
}

const NOTHING: Unsealed = { count: 0, since: null };

async function checkedAll(
  { logs, blobs, key, anchors }: NotaryOptions,
  read: Parameters<Notary['check']>[0] = {},
): Promise<TreeChecked> {
  const checked = [];
  const sealedAt = (await newestKept(blobs, 'ledger'))?.time ?? null;
  const ours = { blobs, keyLine: await key.line(), hasSigned: await key.hasSigned(), sealedAt, anchors };
  for (const { source, stored, found } of logs)
    checked.push(
      await checkedLog({
        log: source.log,
        stored: read[source.log] ?? stored,
        found,
        ...ours,
        upTo: read.upTo,
      }),
    );
  const [ledger, audit] = checked.map(({ unsealed }) => unsealed);
  const unsealed = { ...(ledger ?? NOTHING), audit: audit ?? NOTHING };
  const checkpoints = checked.flatMap((one) => one.checkpoints);
  return { checkpoints, setbacks: checked.flatMap(({ setbacks }) => setbacks), unsealed };
}
