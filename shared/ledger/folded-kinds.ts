/**
 * Every kind of case as its history leaves it, without its commands: what counts, lists, indexes and dates anew has no
 * part in deciding, and a function that does nothing else does not carry it (ADR 86). A new kind is one line here, too.
 */
import { foldedAmendment } from '#shared/amendment/folded.ts';
import { foldedAppeal } from '#shared/appeal/folded.ts';
import { evolve as evolveCalendar } from '#shared/calendar/state.ts';
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { foldedApplication } from '#shared/disclosure/folded.ts';
import { evolveApprovals } from '#shared/handling/approvals.ts';
import { handledFolded } from '#shared/handling/state.ts';
import { foldedCall } from '#shared/hotline/folded.ts';
import { evolveLists } from '#shared/hotline/lists.ts';
import { defineFolded, type FoldedKind } from '#shared/kernel/kind.ts';
import { evolve as evolveLetters } from '#shared/letters/state.ts';
import { evolveRetention } from '#shared/personal/retention.ts';
import { evolve as evolveRequest } from '#shared/personal/state.ts';
import { evolvePolicies } from '#shared/policies/policies.ts';
import { REGISTER_KINDS } from '#shared/register/events.ts';
import { foldedEntry } from '#shared/register/folded.ts';
import { evolveOpening } from '#shared/reporting/opening-balance.ts';

export const FOLDED_KINDS: ReadonlyMap<string, FoldedKind> = new Map(
  [
    handledFolded(defineFolded<Application, DisclosureEvent>(foldedApplication)),
    handledFolded(defineFolded(foldedCall)),
    handledFolded(defineFolded(foldedAppeal)),
    handledFolded(defineFolded(foldedAmendment)),
    ...REGISTER_KINDS.map((kind) => handledFolded(defineFolded(foldedEntry(kind)))),
    defineFolded({ kind: 'calendar', evolve: evolveCalendar }),
    defineFolded({ kind: 'lists', evolve: evolveLists }),
    defineFolded({ kind: 'report', evolve: evolveOpening }),
    defineFolded({ kind: 'letters', evolve: evolveLetters }),
    defineFolded({ kind: 'policies', evolve: evolvePolicies }),
    defineFolded({ kind: 'approvals', evolve: evolveApprovals }),
    defineFolded({ kind: 'personal', evolve: evolveRequest }),
    defineFolded({ kind: 'retention', evolve: evolveRetention }),
  ].map((kind): [string, FoldedKind] => [kind.kind, kind]),
);
