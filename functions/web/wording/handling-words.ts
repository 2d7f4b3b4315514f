/** What is done around a case, in words: the same for every kind. */

import { sizeText } from '#shared/attachments/keep-file.ts';
import { APPROVABLE_COMMANDS } from '#shared/glossary/approvals.ts';
import {
  ATTACHMENT_KIND_LABELS,
  FILE_TYPE_TERMS,
  type FileType,
  SCAN_LABELS,
} from '#shared/glossary/attachments.ts';
import type { HandlingEvent } from '#shared/handling/events.ts';
import { coded, date, labelOf, text, type Word, type WordsOf } from './word.ts';

const BYTES: Word<number> = { label: '大小', text: sizeText };
const TYPE: Word<FileType> = { label: '格式', text: (type) => FILE_TYPE_TERMS[type].label };
const SCANNERS: Readonly<Record<string, string>> = { clamav: 'ClamAV', guardduty: 'GuardDuty' };
const SCANNER: Word<string> = { label: '查毒程序', text: (by) => labelOf(SCANNERS, by) };
const SCANNED = { scan: coded('查毒', SCAN_LABELS), scanner: SCANNER, threat: text('病毒') };

/** The step that waits, or waited, for a second person. */
const STEP: Word<string> = { label: '步骤', text: (command) => labelOf(APPROVABLE_COMMANDS, command) };

export const HANDLING_WORDS: WordsOf<HandlingEvent> = {
  CaseAssigned: { department: text('承办科室'), person: text('承办人') },
  AccessGranted: { person: text('可以知悉') },
  AccessRevoked: { person: text('不再知悉') },
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
  StepProposed: { command: STEP, day: date('步骤日期') },
  StepApproved: { step: null, command: STEP, by: text('提请人'), approver: text('批准人') },
  StepReturned: { step: null, command: STEP, by: text('提请人') },
  StepWithdrawn: { step: null, command: STEP, by: text('提请人') },
};
