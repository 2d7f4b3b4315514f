/** How a correction names the step whose date was wrong: as the history prints it, or as a person would say it. */

type Step = { readonly id: string; readonly type: string };

/**
 * `name` is an event's id (`2.1`), a bare version (`2`), the event's or the command's name, or the column of an import;
 * of several steps of one name the last is meant. `types` leads from commands and columns to events.
 */
export function stepNamed<S extends Step>(
  steps: readonly S[],
  name: string,
  types: Readonly<Record<string, string>>,
): S | undefined {
  const type = Object.hasOwn(types, name) ? types[name] : name;
  return (
    steps.find(({ id }) => id === name || id === `${name}.1`) ?? steps.findLast((step) => step.type === type)
  );
}
