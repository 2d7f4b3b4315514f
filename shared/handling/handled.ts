/** What makes a kind of case one that is handled: its own rules, and beside them those that are the same for all. */
import { type Decision, refuse } from '#shared/kernel/decision.ts';
import type { Context, Kind } from '#shared/kernel/kind.ts';
import { HANDLING_COMMANDS, type HandlingCommand, isDecision, PROPOSE } from './commands.ts';
import { decideHandling } from './decide.ts';
import { decideStep, type StepDecision, stepMeant } from './decide-step.ts';
import { type Handled, handledFolded, handlingOf, isHandling } from './state.ts';

export function handled<State extends Handled>(own: Kind<State>): Kind<State> {
  const { needs } = own;
  return {
    ...own,
    ...handledFolded(own),
    schemas: { ...own.schemas, ...HANDLING_COMMANDS },
    commands: [...own.commands, ...Object.keys(HANDLING_COMMANDS)],
    isBeside: isHandling,
    meant: (state, command) =>
      isOfHandling(command) && isDeciding(command) ? stepMeant(own, state, command) : command,
    decide: (state, command, context) =>
      isOfHandling(command) ? handle(own, state, { command, context }) : own.decide(state, command, context),
    ...(needs && { needs: (command) => needs(isOfHandling(command) ? undefined : command) }),
  };
}

function isOfHandling(command: unknown): command is HandlingCommand {
  const name = typeof command === 'object' && command !== null ? Reflect.get(command, 'command') : '';
  return name === PROPOSE || Object.hasOwn(HANDLING_COMMANDS, String(name));
}

function isDeciding(command: HandlingCommand): command is StepDecision {
  return command.command === PROPOSE || isDecision(command.command);
}

type Asked = { readonly command: HandlingCommand; readonly context: Context };

function handle<State extends Handled>(
  own: Kind<State>,
  state: State | null,
  { command, context }: Asked,
): Decision {
  if (state === null) return refuse('unknownCase', '', { field: 'case' });
  if (isDeciding(command)) return decideStep(own, state, { command, context });
  return decideHandling(handlingOf(state), command, {
    ...{ today: context.today, kind: own.kind, user: context.user },
  });
}
