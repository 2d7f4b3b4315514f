import { handled } from '#shared/handling/handled.ts';
import type { Calendar } from '#shared/kernel/calendar/calendar.ts';
import { defineKind } from '#shared/kernel/kind.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import type { Application } from './application.ts';
import { type DisclosureCommand, disclosureCommands } from './commands.ts';
import { decide } from './decide.ts';
import { openedOn } from './decide-receipt.ts';
import type { DisclosureEvent } from './events.ts';
import { foldedApplication } from './folded.ts';
import { mendable } from './mend.ts';
import { partsOf } from './parts.ts';
import { applicationRows } from './rows.ts';

type Settings = { readonly calendar: Calendar; readonly policies: Policies };

const own = defineKind<Application, DisclosureCommand, DisclosureEvent, Settings>({
  ...foldedApplication,
  ...applicationRows,
  schemas: disclosureCommands,
  opening: ['RegisterApplication'],
  mendable,
  opensOn: (command) => (command.command === 'RegisterApplication' ? openedOn(command) : null),
  decide: (state, command, { settings, ...asking }) => decide(state, command, { ...asking, ...settings }),
  parts: partsOf,
});
export const disclosureKind = handled(own);
