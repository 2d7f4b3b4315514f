/** What is done around a case, in words: the same for every kind. */
import { APPROVABLE_COMMANDS } from '#shared/glossary/approvals.ts';
import type { HandlingEvent } from '#shared/handling/events.ts';
import { date, labelOf, text, type Word, type WordsOf } from './word.ts';

const BYTES: Word<number> = {
  label: '大小',
  text: (bytes) =>
    bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`,
};

/** The step that waits, or waited, for a second person. */
const STEP: Word<string> = { label: '步骤', text: (command) => labelOf(APPROVABLE_COMMANDS, command) };

export const HANDLING_WORDS: WordsOf<HandlingEvent> = {
  CaseAssigned: { department: text('承办科室'), person: text('承办人') },
  NoteAdded: {},
  FileAttached: {
    file: null,
    kind: null,
    type: null,
    bytes: BYTES,
    sha256: null,
    ref: null,
    scan: null,
  },
  FileWithdrawn: { file: null },
  StepProposed: { command: STEP, day: date('步骤日期') },
  StepApproved: { step: null, command: STEP, by: text('提请人'), approver: text('批准人') },
  StepReturned: { step: null, command: STEP, by: text('提请人') },
  StepWithdrawn: { step: null, command: STEP, by: text('提请人') },
};
