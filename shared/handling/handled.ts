/** What makes a kind of case one that is handled: its own rules, and beside them those that are the same for all. */
import type { CaseBrief } from '#shared/kernel/case-brief.ts';
import { type Decision, refuse } from '#shared/kernel/decision.ts';
import type { Context, Kind } from '#shared/kernel/kind.ts';
import { HANDLING_COMMANDS, type HandlingCommand } from './commands.ts';
import { decideHandling } from './decide.ts';
import { evolveHandling, type Handled, handlingOf, isHandling } from './state.ts';

export function handled<State extends Handled>(own: Kind<State>): Kind<State> {
  const { brief } = own;
  return {
    ...own,
    schemas: { ...own.schemas, ...HANDLING_COMMANDS },
    commands: [...own.commands, ...Object.keys(HANDLING_COMMANDS)],
    isBeside: isHandling,
    evolve: (state, event) => {
      if (!isHandling(event)) return own.evolve(state, event);
      return state && { ...state, handling: evolveHandling(handlingOf(state), event) };
    },
    decide: (state, command, context) =>
      isOfHandling(command) ? handle(own, state, { command, context }) : own.decide(state, command, context),
    ...(brief && { brief: (state, calendar) => withFacts(brief(state, calendar), state) }),
  };
}

function isOfHandling(command: unknown): command is HandlingCommand {
  const name = typeof command === 'object' && command !== null ? Reflect.get(command, 'command') : '';
  return Object.hasOwn(HANDLING_COMMANDS, String(name));
}

type Asked = { readonly command: HandlingCommand; readonly context: Context };

function handle<State extends Handled>(
  { kind }: Kind<State>,
  state: State | null,
  { command, context }: Asked,
): Decision {
  if (state === null) return refuse('unknownCase', '', { field: 'case' });
  return decideHandling(handlingOf(state), command, { today: context.today, kind });
}

/** Who has the case, by which the work list is narrowed. */
function withFacts(brief: CaseBrief, state: Handled): CaseBrief {
  const { department, person } = handlingOf(state);
  const said = { ...(department !== null && { department }), ...(person !== null && { person }) };
  return { ...brief, facts: { ...brief.facts, ...said } };
}
