/** The history of a case as people read it: what happened, on which day it counts, who entered it and when. */
import type { FC } from 'hono/jsx';
import { correctedTexts } from '#shared/kernel/mending.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import type { FiledEvent } from '#shared/ledger/case-file.ts';
import { ROLE_NAMES } from '../look/masthead.tsx';
import { factsOf } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';
import { CLOSED_TEXTS, VIA_LABELS } from '../wording/terms.ts';
import { labelOf, minute, UNCONFIRMED } from '../wording/word.ts';

/** As the reader may see them. */
type Props = { readonly events: readonly FiledEvent[] };

export const History: FC<Props> = ({ events }) => (
  <ol class="history">
    {events.map((event) => (
      <Entry event={event} events={events} />
    ))}
  </ol>
);

const Entry: FC<Props & { event: FiledEvent }> = ({ event, events }) => {
  const lines = factsOf({ ...event, before: textsBefore(event, events) }, events);
  return (
    <li id={`event-${event.id}`}>
      <div class="history-head">
        <strong>{eventName(event.type)}</strong>
        <time datetime={whenOf(event)}>{minute(whenOf(event))}</time>
        {'migrated' in event.data && event.data.migrated === true && <span class="tag">由历史数据导入</span>}
      </div>
      {lines.length > 0 && (
        <dl class="history-facts">
          {lines.map((line) => (
            <div>
              <dt>{line.label}</dt>
              <dd>
                {line.text}
                {line.key === 'approvedBy' && !isApproved(event, events) && UNCONFIRMED}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {event.closed !== null && (
        <p class="soft small">其中的个人信息和文字内容{CLOSED_TEXTS[event.closed]}。</p>
      )}
      <p class="history-who">
        {whoText(event)} · {minute(event.recordedAt)} 录入
        {dateOfInstant(event.recordedAt) !== event.on && <span class="history-late">（补录）</span>}
      </p>
    </li>
  );
};

/** Another account approved it, and is the one that is named. */
const isApproved = ({ version }: FiledEvent, events: readonly FiledEvent[]): boolean =>
  events.some((one) => one.version === version && one.type === 'StepApproved');

/** What the texts read that this event put right; undefined of any other event. */
function textsBefore(event: FiledEvent, events: readonly FiledEvent[]) {
  if (event.type !== 'TextCorrected') return undefined;
  const inOrder = events.toSorted((a, b) => a.version - b.version || placeOf(a) - placeOf(b));
  const mended = correctedTexts(inOrder, event.id).find(({ id }) => id === event.data.event);
  return mended?.texts ?? {};
}

function placeOf({ id }: FiledEvent): number {
  return Number(id.split('.')[1]);
}

/** A step that knows its time of day says so; one whose day is another than its instant's keeps the day. */
function whenOf({ on, data }: FiledEvent): string {
  return 'at' in data && typeof data.at === 'string' && data.at.startsWith(on) ? data.at : on;
}

export function whoText({ actor }: Pick<FiledEvent, 'actor'>): string {
  if (actor.via === 'system') return '系统自动';
  const role = labelOf(ROLE_NAMES, actor.role);
  const program = actor.via === 'api' || actor.via === 'feed' ? '程序 ' : '';
  const machine = actor.machine === undefined ? '' : `系统用户 ${actor.machine}`;
  const owner = actor.owner === undefined ? '' : `令牌属于 ${actor.owner}`;
  return `${program}${actor.user}（${[role, VIA_LABELS[actor.via], owner, machine].filter(Boolean).join('，')}）`;
}
