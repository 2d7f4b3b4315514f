/**
 * 信息处理费 (条例42; 国办函〔2020〕109号). Both scales are marginal, and an application is charged by one of them only
 * (arts. 2–3). Amounts are whole fen.
 */
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';

/** What the event of a notice keeps. */
export type FeeNotice = {
  /** Null where it was sent and nobody knew yet when it would come. */
  readonly receivedOn: PlainDate | null;
  readonly basis: 'perItem' | 'perPage';
  readonly quantity: number;
  readonly amountFen: number;
  /** By item: the applications of the month that earlier notices have charged already; version 1 is lifted with 0. */
  readonly chargedBefore: number;
  /** The policy in force when it was sent: a later one moves no date. Version 1 is lifted with `restarts`. */
  readonly afterPayment: Policies['paymentRestarts'];
};

const YUAN = 100;

/** Art. 4: the `n` applications of one applicant in one calendar month. 1–10 free, then bands of rising price. */
export function perItem(n: number): number {
  let fen = 0;
  for (let item = 11; item <= n; item += 1) fen += priceOfItem(item);
  return fen;
}

/** Art. 4: the price of the `item`-th application of the month; from 31 each band of ten costs 100 yuan more. */
export function priceOfItem(item: number): number {
  if (item <= 10) return 0;
  return (item <= 30 ? 100 : 100 * (2 + Math.floor((item - 31) / 10))) * YUAN;
}

/** Art. 5: the pages of one application after `after`, up to `upTo`, at so many yuan each; the first 30 are free. */
export const PAGE_BANDS = [
  { after: 30, upTo: 100, yuan: 10 },
  { after: 100, upTo: 200, yuan: 20 },
  { after: 200, upTo: Number.POSITIVE_INFINITY, yuan: 40 },
] as const;

export function perPage(p: number): number {
  const within = (after: number, upTo: number): number => Math.max(0, Math.min(p, upTo) - after);
  return PAGE_BANDS.reduce((fen, { after, upTo, yuan }) => fen + within(after, upTo) * yuan * YUAN, 0);
}
