/** What makes a kind of case one that is handled: its own rules, and beside them those that are the same for all. */
import { AWAITING, type CaseBrief, DESK, returnedTo } from '#shared/kernel/case-brief.ts';
import { type Decision, refuse } from '#shared/kernel/decision.ts';
import type { Context, Kind } from '#shared/kernel/kind.ts';
import type { Known } from '#shared/kernel/known.ts';
import { HANDLING_COMMANDS, type HandlingCommand, isDecision, PROPOSE } from './commands.ts';
import { decideHandling } from './decide.ts';
import { decideStep, type StepDecision, stepMeant } from './decide-step.ts';
import { evolveHandling, type Handled, handlingOf, isHandling } from './state.ts';

export function handled<State extends Handled>(own: Kind<State>): Kind<State> {
  const { brief, known, needs } = own;
  return {
    ...own,
    schemas: { ...own.schemas, ...HANDLING_COMMANDS },
    commands: [...own.commands, ...Object.keys(HANDLING_COMMANDS)],
    isBeside: isHandling,
    meant: (state, command) =>
      isOfHandling(command) && isDeciding(command) ? stepMeant(own, state, command) : command,
    evolve: (state, event) => {
      if (!isHandling(event)) return own.evolve(state, event);
      return state && { ...state, handling: evolveHandling(handlingOf(state), event) };
    },
    decide: (state, command, context) =>
      isOfHandling(command) ? handle(own, state, { command, context }) : own.decide(state, command, context),
    ...(needs && { needs: (command) => needs(isOfHandling(command) ? undefined : command) }),
    ...(brief && { brief: (state, calendar) => withFacts(brief(state, calendar), state) }),
    ...(known && { known: (state) => withDepartment(known(state), state) }),
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

/** Who has the case, by which the work list is narrowed, and on whose desk a step of it lies. */
function withFacts(brief: CaseBrief, state: Handled): CaseBrief {
  const { department, person, proposals } = handlingOf(state);
  const waiting = proposals.some(({ returned }) => returned === null);
  const [back] = proposals.filter(({ returned }) => returned !== null);
  const desk = waiting ? AWAITING : back === undefined ? null : returnedTo(back.by);
  const said = {
    ...(department !== null && { department }),
    ...(person !== null && { person }),
    ...(desk !== null && { [DESK]: desk }),
  };
  return { ...brief, facts: { ...brief.facts, ...said } };
}

/** Who has it now is known of it before whose matter it once was. */
function withDepartment(known: Known, state: Handled): Known {
  return { ...known, department: handlingOf(state).department ?? known.department };
}
