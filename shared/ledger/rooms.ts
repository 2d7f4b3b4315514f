/** Every kind of case that can be recorded and counted. A new kind is one line here. */
import type { Room } from './room.ts';
import { appealRoom } from './room-appeal.ts';
import { calendarRoom } from './room-calendar.ts';
import { disclosureRoom } from './room-disclosure.ts';
import { hotlineRoom } from './room-hotline.ts';
import { lettersRoom } from './room-letters.ts';
import { listsRoom } from './room-lists.ts';
import { policiesRoom } from './room-policies.ts';
import { registerRooms } from './room-register.ts';
import { reportRoom } from './room-report.ts';

export const ROOMS: ReadonlyMap<string, Room> = new Map(
  [
    disclosureRoom,
    hotlineRoom,
    appealRoom,
    ...registerRooms,
    calendarRoom,
    listsRoom,
    reportRoom,
    lettersRoom,
    policiesRoom,
  ].map((room) => [room.kind, room]),
);

/** The rooms that know a command: names such as CorrectDate belong to several. */
export function roomsFor(command: string): Room[] {
  return [...ROOMS.values()].filter((room) => room.commands.includes(command));
}
