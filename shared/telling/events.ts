/**
 * Everything the product says of itself while it runs. Closed, so that an alarm cannot listen for a line that nobody
 * writes: filters and metrics of the deployment are made from the lists below (`infra/aws/constructs/lines.ts`).
 */
type Level = 'INFO' | 'WARN' | 'ERROR';

export const EVENTS = {
  // requests, and who comes in
  ...{
    viewed: 'INFO',
    posted: 'INFO',
    fault: 'ERROR',
    auditUnwritable: 'ERROR',
    unavailable: 'WARN',
    listsBehind: 'WARN',
    providerFailed: 'WARN',
  },
  ...{ signIn: 'INFO', signedOut: 'INFO', sessionsEnded: 'INFO', passwordChanged: 'INFO' },
  ...{ factorAdded: 'INFO', factorRemoved: 'INFO', recoveryCodesRenewed: 'INFO', signInRulesSet: 'INFO' },
  // accounts
  ...{
    accountAdded: 'INFO',
    accountRoleChanged: 'INFO',
    accountDepartmentChanged: 'INFO',
    accountEnabled: 'INFO',
    accountDisabled: 'INFO',
  },
  ...{ accountPasswordReset: 'INFO', factorsCleared: 'INFO', tokenCreated: 'INFO', tokenEnded: 'INFO' },
  ...{ feedAdded: 'INFO', feedEnded: 'INFO' },
  // work behind the pages
  ...{ carriedOut: 'INFO', projected: 'INFO', folded: 'INFO', reminders: 'INFO', ran: 'INFO' },
  ...{ deadLetter: 'ERROR', backgroundFault: 'ERROR', failed: 'ERROR', storeFault: 'WARN' },
  // what is kept
  ...{ drift: 'ERROR', alarm: 'ERROR', viewsRefilled: 'WARN', unprotected: 'ERROR' },
  ...{ sealed: 'INFO', unsealed: 'ERROR', anchorFault: 'ERROR' },
} as const satisfies Readonly<Record<string, Level>>;
export type EventName = keyof typeof EVENTS;

export const NAMESPACE = 'Taizhang';

/** What is called by the clock; each says `ran` when its work is done. */
export const SCHEDULES = [
  ...(['EachMinute', 'EachFiveMinutes', 'EachHour'] as const),
  ...(['EachMorning', 'EachNight', 'EachNewYear'] as const),
] as const;
export type Schedule = (typeof SCHEDULES)[number];

type Counted = { readonly event: EventName; readonly unless?: Readonly<Record<string, string>> };
/** By the name of its metric: lines that are counted, in whichever function they are written. */
export const COUNTED = {
  DeadLetters: { event: 'deadLetter' },
  Drifts: { event: 'drift' },
  AnchorFaults: { event: 'anchorFault' },
  Unprotected: { event: 'unprotected' },
  AuditUnwritable: { event: 'auditUnwritable' },
  PageFaults: { event: 'fault' },
  StoreFaults: { event: 'storeFault' },
  SignInsRefused: { event: 'signIn', unless: { outcome: 'in' } },
} as const satisfies Readonly<Record<string, Counted>>;

type Measured = {
  /** By the name of its metric, also the field that holds it: its unit. */
  readonly units: Readonly<Record<string, 'Count' | 'Milliseconds'>>;
  /** The field that tells one series from another. */
  readonly by?: string;
};
/** Lines that bring a figure with them, which CloudWatch takes from the line itself (embedded metric format). */
export const MEASURED: Readonly<Partial<Record<EventName, Measured>>> = {
  ran: { units: { Ran: 'Count' }, by: 'schedule' },
  folded: { units: { UnfoldedAge: 'Milliseconds' } },
  projected: { units: { ProjectionDelay: 'Milliseconds' } },
};
