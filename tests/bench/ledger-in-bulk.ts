/**
 * A ledger of so many events, by the product's own recorder: ten years of calls and applications, the last few open, six
 * events a call that was closed. Read models are filled afterwards by the product's own rebuild.
 */
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { openLocalLedger } from '#shared/house/open-ledger.ts';
import { dateOfInstant, type Instant, instantOf } from '#shared/kernel/plain-date.ts';
import { rowJob } from '#shared/ledger/recorder.ts';
import type { EventLog } from '#shared/store/ports.ts';

const OFFICE = 'default';
const ACTOR = { user: 'bench', role: 'officer', via: 'import' } as const;
const DAY = 86_400_000;
const YEARS = 10;
/** Whatever the size: a work list is as long as the office is late. */
const OPEN = 300;
const EVENTS_OF_A_CLOSED_CALL = 6;
const EVENTS_OF_AN_APPLICATION = 2;
const OF_AN_APPLICANT = 26;
/**
 * `each`: one application to so many cases. A page is to show as much of a small ledger as of a large one: its last year
 * fills the lists of calls of any month in it and those of applications.
 */
const shapeOf = (cases: number): { each: number; ofLastYear: number } =>
  cases < 10_000 ? { each: 3, ofLastYear: 0.9 } : { each: 26, ofLastYear: 1 / YEARS };
const BATCH = 1000;
const TYPES = ['consultation', 'assistance', 'complaint', 'report', 'suggestion'];
const SOURCES = ['12345热线', '12345热线', '书记在线', '码上办'];
const OUTCOMES = ['disclosed', 'partiallyDisclosed', 'unavailable.notHeld', 'refused.stateSecret'] as const;

const of = <T>(list: readonly [T, ...T[]] | readonly T[], at: number): T => list[at % list.length] as T;

/** Of the case at that place; the newest came yesterday. */
function received(at: number, cases: number): Instant {
  const { ofLastYear } = shapeOf(cases);
  const left = 1 - at / cases;
  const before = ((left - ofLastYear) / (1 - ofLastYear)) * (YEARS - 1);
  const years = left < ofLastYear ? left / ofLastYear : 1 + before;
  return instantOf(Date.now() - DAY - Math.ceil(years * 365 * DAY));
}

function callJob(at: number, cases: number) {
  const receivedAt = received(at, cases);
  const epoch = Date.parse(receivedAt);
  const isOpen = at >= cases - OPEN;
  const row = {
    ...{ number: `GD${String(at).padStart(9, '0')}`, receivedAt, source: of(SOURCES, at * 7) },
    ...{ type: of(TYPES, at * 11), topic: `事项${(at * 13) % 40}`, subdistrict: `街道${(at * 7) % 9}` },
    ...{ department: `单位${(at * 17) % 30}`, dueAt: instantOf(epoch + 5 * DAY) },
    ...(!isOpen && { closedAt: instantOf(epoch + DAY / 2), satisfaction: 'satisfied' as const }),
  };
  return rowJob(hotlineKind, { office: OFFICE, number: row.number, actor: ACTOR }, row);
}

function applicationJob(at: number, cases: number) {
  const { each } = shapeOf(cases);
  const applicants = Math.ceil(cases / each / OF_AN_APPLICANT);
  const receivedOn = dateOfInstant(received(at, cases));
  const decidedOn = dateOfInstant(received(at, cases));
  const answered = at >= cases - OPEN ? {} : { outcome: of(OUTCOMES, at * 7), decidedOn };
  const row = {
    ...{ number: `SQ${String(at).padStart(9, '0')}`, receivedOn, applicantType: 'naturalPerson' as const },
    ...{ applicantName: `申请人${(at / each) % applicants}`, contact: `139${String(at).padStart(8, '0')}` },
    ...{ subject: `关于第${at}号地块的材料`, ...answered },
  };
  return rowJob(disclosureKind, { office: OFFICE, number: row.number, actor: ACTOR }, row);
}

/** How many cases that is; `progress` is told now and then. */
export async function fillInBulk(
  folder: string,
  events: number,
  progress: (cases: number, of: number) => void,
): Promise<number> {
  const { log } = await openLocalLedger(folder);
  const { each } = shapeOf(events / EVENTS_OF_A_CLOSED_CALL);
  const eventsOfEach = EVENTS_OF_A_CLOSED_CALL * (each - 1) + EVENTS_OF_AN_APPLICATION;
  const cases = Math.ceil((events * each) / eventsOfEach);
  await recorded(log, cases, progress);
  log.close();
  return cases;
}

async function recorded(
  log: EventLog,
  cases: number,
  progress: (cases: number, of: number) => void,
): Promise<void> {
  for (let from = 0; from < cases; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, cases - from) }, (_, index) => from + index);
    const jobs = some.map((at) =>
      at % shapeOf(cases).each === 0 ? applicationJob(at, cases) : callJob(at, cases),
    );
    for (const outcome of await log.write(jobs))
      if (!outcome.ok || outcome.value.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
    if (from % (100 * BATCH) === 0) progress(from, cases);
  }
}
