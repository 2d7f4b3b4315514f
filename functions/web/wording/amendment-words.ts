/** Every field of every event of a request to correct a record, in words. */
import type { AmendmentEvent } from '#shared/amendment/events.ts';
import { AMENDMENT_DECISION_LABELS, CHANNEL_LABELS } from '#shared/glossary/choices.ts';
import { APPLICANT_TYPE_LABELS } from '#shared/glossary.ts';
import { MENDING_WORDS } from './mending-words.ts';
import { coded, step, type WordsOf } from './word.ts';

const DECISION = coded('处理结果', AMENDMENT_DECISION_LABELS);

export const AMENDMENT_WORDS: WordsOf<AmendmentEvent> = {
  AmendmentRequested: {
    number: null,
    applicantType: coded('申请人类型', APPLICANT_TYPE_LABELS),
    channel: coded('申请渠道', CHANNEL_LABELS),
  },
  AmendmentDecided: { decision: DECISION },
  AmendmentWithdrawn: {},
  TextCorrected: MENDING_WORDS,
  AmendmentDateCorrected: { event: step('更正的步骤') },
  AmendmentDecisionCorrected: { decision: coded('更正为', AMENDMENT_DECISION_LABELS) },
  AmendmentVoided: {},
};
