/** What is done around a case, in words: the same for every kind. */

import { sizeText } from '#shared/attachments/keep-file.ts';
import {
  ATTACHMENT_KIND_LABELS,
  FILE_TYPE_TERMS,
  type FileType,
  SCAN_LABELS,
} from '#shared/glossary/attachments.ts';
import type { HandlingEvent } from '#shared/handling/events.ts';
import { coded, text, type Word, type WordsOf } from './word.ts';

const BYTES: Word<number> = { label: '大小', text: sizeText };
const TYPE: Word<FileType> = { label: '格式', text: (type) => FILE_TYPE_TERMS[type].label };
const SCANNED = { scan: coded('查毒', SCAN_LABELS), scanner: text('查毒程序'), threat: text('病毒') };

export const HANDLING_WORDS: WordsOf<HandlingEvent> = {
  CaseAssigned: { department: text('承办科室'), person: text('承办人') },
  NoteAdded: {},
  FileAttached: {
    paper: coded('材料', ATTACHMENT_KIND_LABELS),
    type: TYPE,
    bytes: BYTES,
    ...SCANNED,
    file: null,
    sha256: null,
  },
  FileScanned: { file: null, ...SCANNED },
  FileWithdrawn: { file: null },
};
