/** Policy hotlineSatisfied: the cell of who counts as satisfied. */
import type { RatePolicies } from '#shared/kernel/policies.ts';

export function satisfiedName({ hotlineSatisfied }: RatePolicies): string {
  return hotlineSatisfied === 'fullyOnly' ? 'fullySatisfied' : 'satisfied';
}
