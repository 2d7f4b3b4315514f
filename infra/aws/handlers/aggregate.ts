/** By schedule: each minute the tail of the figures is folded; each night every case is proved against the log. */
import { proofHandler, sendProof } from '../../../functions/aggregate/nightly-proof.ts';
import { deployedHouse } from './deployed-house.ts';
import { fromQueue } from './from-queue.ts';

const house = deployedHouse();
/** No request of a projector is on its way longer than this (ADR 18). */
const SETTLE_MS = 60_000;

export async function fold(): Promise<void> {
  await house.views.compact(SETTLE_MS);
}

export async function startProof(): Promise<void> {
  await sendProof(house);
}

export const prove = fromQueue(
  house,
  'proof',
  proofHandler(house, (drift) => console.log(JSON.stringify({ event: 'drift', ...drift }))),
);
