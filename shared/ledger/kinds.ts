/** Every kind of case that can be recorded and counted. A new kind is one line here. */
import { amendmentKind } from '#shared/amendment/kind.ts';
import { appealKind } from '#shared/appeal/kind.ts';
import { calendarKind } from '#shared/calendar/kind.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { approvalsKind } from '#shared/handling/approvals.ts';
import { hotlineKind, listsKind } from '#shared/hotline/kind.ts';
import type { Kind } from '#shared/kernel/kind.ts';
import { lettersKind } from '#shared/letters/kind.ts';
import { personalKind, retentionKind } from '#shared/personal/kind.ts';
import { policiesKind } from '#shared/policies/kind.ts';
import { registerKinds } from '#shared/register/kind.ts';
import { reportKind } from '#shared/reporting/kind.ts';

export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    disclosureKind,
    hotlineKind,
    appealKind,
    amendmentKind,
    ...registerKinds,
    calendarKind,
    listsKind,
    reportKind,
    lettersKind,
    policiesKind,
    approvalsKind,
    personalKind,
    retentionKind,
  ].map((kind): [string, Kind] => [kind.kind, kind]),
);

const COMMANDS = new Set([...KINDS.values()].flatMap(({ commands }) => commands));
const BY_COMMAND: ReadonlyMap<string, readonly Kind[]> = new Map(
  [...COMMANDS].map((command) => [
    command,
    [...KINDS.values()].filter(({ commands }) => commands.includes(command)),
  ]),
);
const NO_KIND: readonly Kind[] = [];

/** The kinds that know a command: names such as CorrectDate belong to several. */
export function kindsFor(command: string): readonly Kind[] {
  return BY_COMMAND.get(command) ?? NO_KIND;
}
