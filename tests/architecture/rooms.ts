/**
 * The rooms of the house, lowest first: a room may know those above it in this list and no other. So no two rooms can
 * lead to each other, and what holds for a case never depends on how it is stored or shown.
 */
export const ROOMS = [
  // what is true, whoever asks: no clock, no store, no web
  'shared/kernel',
  'shared/masking',
  'shared/glossary',
  'shared/calendar',
  'shared/policies',
  'shared/service',
  'shared/handling',
  'shared/personal',
  'shared/hotline',
  'shared/appeal',
  'shared/register',
  'shared/amendment',
  'shared/disclosure',
  'shared/reporting',
  // where it is kept: ports and their adapters
  'shared/transparency',
  'shared/telling',
  'shared/store',
  // what carries it out
  'shared/recount',
  'shared/documents',
  'shared/letters',
  'shared/ledger',
  'shared/notary',
  'shared/attachments',
  'shared/accounts',
  'shared/views',
  'shared/search',
  'shared/worklist',
  'shared/redating',
  'shared/settling',
  'shared/year',
  'shared/proof',
  'shared/trail',
  'shared/evidence',
  'shared/desk',
  'shared/intake',
  'shared/feeds',
  'shared/erasing',
  'shared/correspondence',
  'shared/reminders',
  'shared/checker',
  'shared/jobs',
  'shared/house',
  // what is started
  'functions/recount',
  'functions/verifier',
  'functions/demo',
  'functions/web/frame',
  'functions/web/wording',
  'functions/web/look',
  'functions/web/access',
  'functions/web/lists',
  'functions/web/cases',
  'functions/web/drafts',
  'functions/web/hatch',
  'functions/web/approvals',
  'functions/web/tables',
  'functions/web/charts',
  'functions/web/worklist',
  'functions/web/search',
  'functions/web/appeals',
  'functions/web/amendments',
  'functions/web/report',
  'functions/web/hotline',
  'functions/web/office',
  'functions/web/letters',
  'functions/web/applications',
  'functions/web/case-file',
  'functions/web/register',
  'functions/web/persons',
  'functions/web/calendar',
  'functions/web/policies',
  'functions/web/audit',
  'functions/web/audit-desk',
  'functions/web/accounts',
  'functions/web/rights',
  'functions/web/reminders',
  'functions/web/imports',
  'functions/web/dead-letters',
  'functions/web/checker',
  'functions/web/help',
  'functions/web/home',
  'functions/web/api',
  'functions/web',
  'functions/cli',
  'functions/aggregate',
  'functions/project',
  'functions/record-feed',
  'functions/remind',
  'functions/notarise',
  'functions/print',
  'functions/jobs',
  'functions/sign',
  'functions/commands',
  // where it runs
  'infra/aws',
  'infra/local',
] as const;

const PURE = ROOMS.slice(0, ROOMS.indexOf('shared/transparency'));

/** `shared/glossary.ts` and `shared/glossary/terms.ts` are one room; a package is a room by its own name. */
export function roomOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (!['shared', 'functions', 'infra', 'tests'].includes(first))
    return first.startsWith('@') ? `${first}/${second}` : first;
  const room = `${first}/${second.replace(/\.\w+$/, '')}`;
  return room === 'functions/web' && !third.includes('.') ? `${room}/${third}` : room;
}

/** Rules only: what they give for the same events is the same in every year and on every machine. */
export function isPure(path: string): boolean {
  return PURE.some((room) => room === roomOf(path));
}
