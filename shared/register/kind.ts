import { handled } from '#shared/handling/handled.ts';
import { defineKind, type Kind } from '#shared/kernel/kind.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Policies } from '#shared/kernel/policies.ts';
import { REGISTER_COMMANDS, type RegisterCommand } from './commands.ts';
import { decide, mendable } from './decide.ts';
import { REGISTER_KINDS, type RegisterEvent, type RegisterKind } from './events.ts';
import { foldedEntry } from './folded.ts';
import { entryRows } from './rows.ts';
import type { RegisterState } from './state.ts';

type Settings = { readonly policies?: Policies };

const {
  Publish,
  PublishAwaited,
  IssueDocument,
  RepealDocument,
  RecordDecision,
  RecordFee,
  RecordFigure,
  ...ANY_ENTRY
} = REGISTER_COMMANDS;
/** The first of each opens an entry. */
const OWN = {
  publication: { Publish, PublishAwaited },
  document: { IssueDocument, RepealDocument },
  decision: { RecordDecision },
  fee: { RecordFee },
  figure: { RecordFigure },
} as const satisfies Readonly<Record<RegisterKind, object>>;

/** One a kind of entry: they share their rules, and each has numbers of its own. */
export const registerKinds: readonly Kind<RegisterState>[] = REGISTER_KINDS.map((kind) =>
  handled(
    defineKind<RegisterState, RegisterCommand, RegisterEvent, Settings>({
      ...foldedEntry(kind),
      ...entryRows(kind),
      schemas: { ...OWN[kind], ...ANY_ENTRY },
      opening: Object.keys(OWN[kind]).slice(0, 1),
      mendable,
      opensOn,
      decide: (state, command, { settings, ...asking }) => decide(state, command, { ...asking, ...settings }),
    }),
  ),
);

function opensOn(command: RegisterCommand): PlainDate | null {
  switch (command.command) {
    case 'Publish':
      return command.publishedOn ?? command.formedOn ?? null;
    case 'IssueDocument':
      return command.issuedOn;
    case 'RecordDecision':
      return command.decidedOn;
    case 'RecordFee':
      return command.receivedOn;
    case 'RecordFigure':
      return command.recordedOn;
    default:
      return null;
  }
}
