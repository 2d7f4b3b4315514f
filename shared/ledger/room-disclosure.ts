import type { Application } from '#shared/disclosure/application.ts';
import { type DisclosureCommand, disclosureCommands } from '#shared/disclosure/commands.ts';
import { decide } from '#shared/disclosure/decide.ts';
import { identityWarnings } from '#shared/disclosure/decide-receipt.ts';
import type { DisclosureContext } from '#shared/disclosure/disclosure-decision.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { contributionsOfApplication } from '#shared/disclosure/figures.ts';
import { migrateApplication } from '#shared/disclosure/migrate.ts';
import { partsOf } from '#shared/disclosure/parts.ts';
import { redate } from '#shared/disclosure/redate.ts';
import { evolve } from '#shared/disclosure/state.ts';
import type { ApplicantType } from '#shared/glossary.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import { briefOfApplication } from '#shared/reporting/case-briefs.ts';
import { officeCalendar } from './office-calendar.ts';
import { parseCommand } from './parse-command.ts';
import type { Room } from './room.ts';
import { officePolicies } from './room-policies.ts';

type Settings = Required<Pick<DisclosureContext, 'calendar' | 'policies'>>;

export const disclosureRoom: Room = {
  kind: 'application',
  warnings: ({ applicantType, identity }) =>
    identityWarnings(applicantType as ApplicantType, identity === undefined ? undefined : String(identity)),
  commands: Object.keys(disclosureCommands),
  evolve: (state, event) => evolve(state as Application | null, event as Recorded<DisclosureEvent>),
  contributions: (state) => contributionsOfApplication(state as Application | null),
  brief: (state, calendar) => (state === null ? null : briefOfApplication(state as Application, calendar)),
  redate: (state, recounting) => (state === null ? null : redate(state as Application, recounting)),
  parse: (name, fields) => parseCommand(disclosureCommands, ['RegisterApplication'], [name, fields]),
  decide: (state, command, { today, settings }) =>
    decide(state as Application | null, command.value as DisclosureCommand, {
      today,
      ...(settings as Settings),
    }),
  prepare: async (log, { office }): Promise<Settings> => ({
    calendar: await officeCalendar(log, office),
    policies: await officePolicies(log, office),
  }),
  parts: (state, { number, events }) => partsOf(state as Application | null, number, events),
  migrate: (state, row) => migrateApplication(state as Application | null, row),
};
