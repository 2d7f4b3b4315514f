/** Hotline cases as Open311 service requests. No personal data: what callers said stays out. */
import type { HotlineEvent } from '#shared/hotline/events.ts';
import { type HotlineLists, labelOfType, offeredOn } from '#shared/hotline/lists.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { CaseSummary } from '#shared/store/views.ts';
import { eventName } from '../wording/event-names.ts';
import type { Item } from './open311-text.ts';

/** A service is a type of the office's list. */
export function servicesOn(lists: HotlineLists, on: PlainDate): readonly Item[] {
  return offeredOn(lists, 'types', on).map(({ key, label }) => ({
    service_code: key,
    service_name: label,
    description: '',
    metadata: false,
    type: 'realtime',
    keywords: '',
    group: '',
  }));
}

const STATUS_NOTES: Readonly<Record<CaseSummary['status'], string>> = {
  open: '办理中',
  concluded: '已办结或另行处理',
  unconfirmed: '待受理',
  voided: '作废',
};

/** `history` where it was asked for. */
export function requestOf(
  { number, status, recordedAt, facts }: CaseSummary,
  lists: HotlineLists,
  history?: readonly Item[],
): Item {
  const text = (name: string): string | null => {
    const fact = facts[name] ?? null;
    return fact === null ? null : String(fact);
  };
  const type = text('type');
  return {
    service_request_id: number,
    status: status === 'open' ? 'open' : 'closed',
    status_notes: STATUS_NOTES[status],
    service_name: type === null ? null : labelOfType(lists, type),
    service_code: type,
    description: text('topic'),
    agency_responsible: text('department'),
    service_notice: null,
    requested_datetime: text('receivedAt'),
    // for a closed case when it was closed, never when it was imported
    updated_datetime: (status === 'open' ? null : text('closedAt')) ?? recordedAt,
    expected_datetime: text('dueAt'),
    // no nearer than the sub-district: the address itself may be a caller's home
    address: text('subdistrict'),
    address_id: null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
    source: text('source'),
    closed_datetime: text('closedAt'),
    ...(history && { status_history: history }),
  };
}

const CLOSING: ReadonlySet<string> = new Set<HotlineEvent['type']>([
  'HotlineCaseClosed',
  'HotlineCaseRejected',
  'MergedInto',
  'RedirectedToDisclosure',
  'HotlineCaseVoided',
]);
const OPENING: ReadonlySet<string> = new Set<HotlineEvent['type']>([
  'HotlineCaseRegistered',
  'HotlineCaseRedone',
]);

/** An extension of GeoReport: every step with its time and the status after it, oldest first. */
export function statusHistory(events: readonly Recorded[]): readonly Item[] {
  const steps = events.map((event) => ({ event, at: String(event.data.at ?? event.on) }));
  steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let status = 'open';
  return steps.map(({ event, at }) => {
    if (CLOSING.has(event.type)) status = 'closed';
    if (OPENING.has(event.type)) status = 'open';
    const agency = event.type === 'Dispatched' ? String(event.data.department) : null;
    return {
      datetime: at,
      status,
      event: event.type,
      name: eventName(event.type),
      agency_responsible: agency,
    };
  });
}
