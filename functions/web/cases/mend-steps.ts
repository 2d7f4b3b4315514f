/** The form in which the texts of a case are put right: all of them as they read today, with one reason. The same for every kind. */
import { stepTexts } from '#shared/kernel/correct-text.ts';
import type { TextField } from '#shared/kernel/event.ts';
import type { Mendable } from '#shared/kernel/mending.ts';
import { textLabel } from '../wording/event-facts.ts';
import { eventName } from '../wording/event-names.ts';
import type { Situation, StepField, StepForm } from './step-form.ts';
import { reason, remedy } from './step-parts.ts';

/** Several lines, mostly. */
const LONG: readonly TextField[] = ['description', 'items', 'reason', 'evidence', 'otherAct'];

function mendableOf({ file }: Situation): Mendable | null {
  return file.kind.mendable?.(file.state) ?? null;
}

type Text = { readonly key: string; readonly field: TextField; readonly label: string };
type Reads = { readonly text: string; readonly required: boolean };

function textField({ key, field, label }: Text, { text, required }: Reads): StepField {
  return {
    name: `text-${key.replace('/', '-')}`,
    place: `texts.${key}`,
    kind: LONG.includes(field) || text.length > 60 || text.includes('\n') ? 'area' : 'text',
    label,
    keepsBlank: true,
    optional: !required,
    initial: () => text,
  };
}

function textsOf(situation: Situation): readonly StepField[] {
  const mendable = mendableOf(situation);
  if (mendable === null) return [];
  const entry = mendable.entry.map(({ field, ...reads }) =>
    textField({ key: field, field, label: textLabel(field) }, reads),
  );
  const steps = stepTexts(mendable, situation.file.events).map(({ event, type, on, field, ...reads }) =>
    textField(
      { key: `${event}/${field}`, field, label: `${eventName(type)}（${on}）：${textLabel(field)}` },
      reads,
    ),
  );
  return [...entry, ...steps];
}

export const CORRECT_TEXT: StepForm = remedy('CorrectText', '更正文字', {
  about: '改需要改的几项，其余不动；原来的文字和理由留在办理经过里，以后的文书用改后的文字',
  inFull: true,
  more: textsOf,
  probe: (situation) => {
    const [first] = textsOf(situation);
    const key = first?.place?.slice('texts.'.length);
    return key === undefined ? null : { texts: { [key]: '—' }, reason: '—' };
  },
  fields: [{ ...reason, label: '更正理由' }],
});
