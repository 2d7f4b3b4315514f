import type { Needs } from '#shared/kernel/kind.ts';
import { defineKind, type Kind } from '#shared/kernel/kind.ts';
import { PERSONAL_COMMANDS, type PersonalCommand } from './commands.ts';
import { decide, type PersonalSettings } from './decide.ts';
import type { NamedCase, PersonalEvent } from './events.ts';
import {
  decideRetention,
  evolveRetention,
  RETENTION_COMMANDS,
  RETENTION_STREAM,
  type Retention,
  type RetentionCommand,
} from './retention.ts';
import { evolve, type PersonRequest } from './state.ts';

/** Which cases are looked at: those a command names, and those of the request that it decides. */
type Meant = { readonly cases?: readonly NamedCase[] };

const own = defineKind<PersonRequest, PersonalCommand, PersonalEvent, PersonalSettings>({
  kind: 'personal',
  schemas: PERSONAL_COMMANDS,
  opening: ['ReceivePersonRequest'],
  evolve,
  opensOn: (command) => (command.command === 'ReceivePersonRequest' ? command.on : null),
  needs: (command): Needs<PersonalSettings> => ({
    ...{ calendar: true, policies: true },
    standings: JSON.stringify((command as Meant | undefined)?.cases ?? []),
  }),
  decide,
});

/** What people ask about their own data: recorded like cases, counted nowhere. */
export const personalKind: Kind<PersonRequest> = {
  ...own,
  meant: (state, command) => (state === null ? null : { ...Object(command), cases: state.cases }),
};

/** How long records are kept. */
export const retentionKind = defineKind<Retention, RetentionCommand>({
  kind: 'retention',
  schemas: RETENTION_COMMANDS,
  opening: Object.keys(RETENTION_COMMANDS),
  evolve: evolveRetention,
  decide: decideRetention,
  settingOf: () => RETENTION_STREAM,
});
