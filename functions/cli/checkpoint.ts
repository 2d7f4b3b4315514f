/**
 * `checkpoint`: seals what was recorded since the last one, as the schedule does every hour; with `--begin-anew`, where the
 * ledger lost its end.
 */
import { namesDeployment } from '#shared/house/places.ts';
import { beginSm2 } from '#shared/house/signing-key.ts';
import type { House } from '#shared/store/house.ts';
import { type SealedLog, SealingRefused } from '#shared/store/notary.ts';
import { type Ending, ended } from './ending.ts';
import { askerOf } from './open-house.ts';
import { type Arguments, needed, UsageError } from './options.ts';

/** One JSON object a log. Exit 1 where nothing could be sealed, or an anchor is not up to date. */
export async function checkpoint(house: House, args?: Arguments): Promise<Ending> {
  if (args?.flag('sm2') === true) signBySm2(args);
  try {
    const isAnew = args?.flag('begin-anew') === true;
    const sealed = isAnew ? await begunAnew(house, args) : await house.notary.seal();
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

/** From now on, also by the service that runs. What is deployed is told the key of KMS instead (docs/cloud.md). */
export function signBySm2(args: Arguments): void {
  if (namesDeployment(process.env)) throw new UsageError('--sm2 is for one machine: see docs/cloud.md');
  beginSm2(args.folder);
}

/** The stream says who and why before anything is signed. */
async function begunAnew({ audit, notary }: House, args: Arguments): Promise<readonly SealedLog[]> {
  const reason = needed(args, 'reason').replaceAll(/\s+/g, ' ').slice(0, LONGEST_REASON);
  const { actor, operator } = args;
  const details = {
    page: 'taizhang checkpoint --begin-anew',
    ...(actor.user !== operator && { as: actor.user }),
  };
  await audit.append({ ...askerOf(args), office: '', what: 'sealingBegunAnew', details, texts: { reason } });
  const by = actor.user === operator ? operator : `${actor.user} (${operator})`;
  return notary.beginAnew({ by, reason });
}

const LONGEST_REASON = 500;

function told({ log, added, checkpoint: newest }: SealedLog) {
  const { origin, size, root, time, whole } = newest ?? {};
  return { log, origin, size, root: root?.toString('base64'), time, added, checkpoint: whole };
}
