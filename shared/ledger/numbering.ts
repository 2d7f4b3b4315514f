/** By which rule an office numbers its cases. */
import type { CaseKind } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { RUNNING_DIGITS } from '#shared/store/next-number.ts';
import type { NumberRule } from '#shared/store/ports.ts';

const PREFIX: Partial<Record<CaseKind, string>> = {
  application: 'SQ',
  hotline: 'RX',
  appeal: 'FS',
  amendment: 'GZ',
  personal: 'GR',
};

/** Letters of the kind, the year of the day it begins on, a running number. */
export function ruleOfCases(office: string, kind: CaseKind, on: PlainDate): NumberRule {
  return { office, kind, prefix: `${PREFIX[kind] ?? 'ZL'}${on.slice(0, 4)}-`, digits: RUNNING_DIGITS };
}
