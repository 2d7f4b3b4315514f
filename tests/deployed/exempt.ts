/** Rights that no chapter uses, each with its reason. Anything else that is not used fails the suite. */
import type { Right } from './iam.ts';

type Exemption = { readonly what: (right: Right) => boolean; readonly why: string };

export const EXEMPT: readonly Exemption[] = [
  {
    what: ({ role }) => role.startsWith('Scanned'),
    why: "GuardDuty's own role, as its documentation lists the rights: nothing of the product works with it",
  },
  {
    what: ({ resource }) => resource.includes('/long/'),
    why: 'asked only of an item past what the engine takes: tests/contract/store tries those',
  },
];

export const isExempt = (right: Right): boolean => EXEMPT.some(({ what }) => what(right));
/** As somebody would look for it in the template. */
export const nameOf = ({ role, action, resource }: Right): string => `${role} ${action} ${resource}`;
