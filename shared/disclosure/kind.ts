import type { ApplicantType } from '#shared/glossary.ts';
import { handled } from '#shared/handling/handled.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { Application } from './application.ts';
import { type DisclosureCommand, disclosureCommands } from './commands.ts';
import { decide } from './decide.ts';
import { identityWarnings, openedOn } from './decide-receipt.ts';
import type { DisclosureEvent } from './events.ts';
import { foldedApplication } from './folded.ts';
import { mendable } from './mend.ts';
import { migrateApplication } from './migrate.ts';
import { partsOf } from './parts.ts';

type Settings = { readonly calendar: Calendar; readonly policies: Policies };

const own = defineKind<Application, DisclosureCommand, DisclosureEvent, Settings>({
  ...foldedApplication,
  schemas: disclosureCommands,
  opening: ['RegisterApplication'],
  warnings: ({ applicantType, identity }) =>
    identityWarnings(applicantType as ApplicantType, identity === undefined ? undefined : String(identity)),
  mendable,
  opensOn: (command) => (command.command === 'RegisterApplication' ? openedOn(command) : null),
  needs: () => ({ calendar: true, policies: true }),
  decide: (state, command, { settings, ...asking }) => decide(state, command, { ...asking, ...settings }),
  parts: partsOf,
  migrate: migrateApplication,
});
export const disclosureKind = handled(own);
