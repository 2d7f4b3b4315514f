/** The closed union of refusal and field codes. Codes are a public contract: they are never renamed. */
export const REFUSAL_CODES = [
  // faults of form, at a field (contract §2)
  'required', 'badDate', 'future', 'badChoice', 'badNumber', 'dateOrder', 'together', 'encoding', 'tooLong', 'conflict',
  // any kind of case
  'unknownCommand', 'unknownCase', 'numberTaken', 'staleVersion', 'voided', 'alreadyExists', 'unknownEvent',
  'contradictsLaterStep', 'notAllowed', 'unchanged', 'keyReused', 'unavailable',
  // disclosure applications
  'notReceived', 'alreadyReceived', 'alreadyConcluded', 'notConcluded', 'correctionAlreadyRequested',
  'noCorrectionRequested', 'correctionRequired', 'ownCommand', 'periodNotEnded', 'alreadyExtended', 'extensionTooLong',
  'extensionAfterDue', 'noSuchConsultation', 'consultationAnswered', 'noReasonsAsked', 'noFeeNotice', 'feeNotDue',
  'feeAlreadyNoticed', 'awaitingCorrection', 'awaitingPayment', 'alreadySplit', 'archived', 'notArt35',
  // hotline cases
  'alreadyAccepted', 'alreadyRejected', 'notAccepted', 'notDispatched', 'alreadyClosed', 'notClosed', 'notReplied',
  'merged', 'mergeIntoItself', 'redirected',
  // appeals
  'alreadyJudged', 'notASuit', 'routeRequired', 'badMeans', 'unknownApplication', 'alreadyAnswered',
  // register
  'alreadyRepealed',
  // the reporting year
  'yearNotEnded', 'alreadyClosedYear', 'notClosedYear', 'checksFail', 'casesBlock', 'recountDiffers', 'nothingToRestate',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];
