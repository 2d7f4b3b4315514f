/** `checkpoint`: seals what was recorded since the last one, as the schedule does every hour. */
import type { House } from '#shared/store/house.ts';
import { type SealedLog, SealingRefused } from '#shared/store/notary.ts';
import { type Ending, ended } from './ending.ts';

/** One JSON object a log. Exit 1 where nothing could be sealed, or an anchor is not up to date. */
export async function checkpoint(house: House): Promise<Ending> {
  try {
    const sealed = await house.notary.seal();
    const standing = await house.notary.standing();
    const anchorsOf = (log: string) => standing.find((one) => one.log === log)?.anchors ?? [];
    const results = sealed.map((one) => ({ ...told(one), anchors: anchorsOf(one.log) }));
    const isUpToDate = standing.every(({ anchors }) => anchors.every(({ fault }) => fault === null));
    return ended(isUpToDate ? 0 : 1, ...results);
  } catch (error) {
    if (!(error instanceof SealingRefused)) throw error;
    return ended(1, { code: error.code, message: error.message });
  }
}

function told({ log, added, checkpoint: newest }: SealedLog) {
  const { origin, size, root, time, whole } = newest ?? {};
  return { log, origin, size, root: root?.toString('base64'), time, added, checkpoint: whole };
}
