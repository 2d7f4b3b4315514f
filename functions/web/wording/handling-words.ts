/** What is done around a case, in words: the same for every kind. */
import type { HandlingEvent } from '#shared/handling/events.ts';
import { text, type Word, type WordsOf } from './word.ts';

const BYTES: Word<number> = {
  label: '大小',
  text: (bytes) =>
    bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`,
};

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
};
