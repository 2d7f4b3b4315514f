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
  {
    what: ({ action }) => action.startsWith('xray:'),
    why: 'used by the daemon beside a function, which is not here: what it is told, tests/contract/store tries',
  },
  {
    what: ({ action, resource }) => action === 'sqs:SendMessage' && resource.includes('CallsDead'),
    why: 'the service itself lays a call there that failed as often as it was tried, with the rights of the function',
  },
  {
    what: ({ role, action, resource }) =>
      role.startsWith('WorkProjectAgain') &&
      (/\/index\/due(?:Kind)?$/.test(resource) ||
        action === 'kms:GenerateDataKey' ||
        (/:(?:ConditionCheckItem|DeleteItem)$/.test(action) && resource.includes('TablesViews')) ||
        (action === 'dynamodb:PutItem' && /Tables(?:Keys|Order)/.test(resource))),
    why: 'it does what the projector does, by the same bundle, for what failed there: what changes rows, waits to be sealed, or is the first case of an office, which makes the key of its search',
  },
  {
    what: ({ role, action, resource }) =>
      role.startsWith('JobsCarry') && action === 'dynamodb:DeleteItem' && resource.includes('TablesViews'),
    why: 'what a job has recorded, it or the projector shows, whoever comes first: some runs use it, and some do not',
  },
  {
    what: ({ role, action, resource }) =>
      /^JobsCarry(?:Signing|Commands)/.test(role) &&
      action === 'sqs:SendMessage' &&
      resource.includes(role.startsWith('JobsCarrySigning') ? 'QueuesSigning' : 'QueuesCommands'),
    why: 'asked of work that takes longer than a message is carried on for: tests/faults/jobs.test.ts carries such on',
  },
  {
    what: ({ role, action, resource }) =>
      (role.startsWith('JobsCarryJobs') && action === 's3:DeleteObject' && resource.endsWith('/jobs/*')) ||
      (/^JobsCarry(?:Jobs|Commands)/.test(role) && action === 's3:ListBucket'),
    why: 'what a slice has kept is dropped by the next, and a file that is gone after a day is told from one that may not be read: tests/faults/jobs.test.ts',
  },
  {
    what: ({ role, action, resource }) =>
      role.startsWith('JobsCarrySigning') && action === 'dynamodb:PutItem' && resource.includes('TablesKeys'),
    why: 'the key of what waits for approval, made where a year is the first that an office proposes: tests/specification tries it',
  },
  {
    what: ({ role, resource }) => role.includes('Prove') && /\/index\/(?:due|dueKind|status)$/.test(resource),
    why: 'asked only in a night after a change of the calendar broke off, or where a cell of some days is wrong: tests/faults/nightly-pass.test.ts',
  },
];

export const isExempt = (right: Right): boolean => EXEMPT.some(({ what }) => what(right));
/** As somebody would look for it in the template. */
export const nameOf = ({ role, action, resource }: Right): string => `${role} ${action} ${resource}`;
