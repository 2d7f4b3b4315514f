/** The closed union of warnings: what a person should know and what stops nothing. Codes are a public contract. */
export const WARNING_CODES = [
  // any kind of case
  'awaitsApproval',
  'listsFollow',
  // disclosure applications
  'incompleteArt29',
  'checkDigit',
  'correctionAfterDate',
  'delayShortens',
  'thirdPartyMayStillAnswer',
  'overpaid',
  'paymentAfterDate',
  // hotline cases
  'addedToList',
  // appeals
  'reviewFirst',
  'onlyForSuits',
  'coDefendantNotCounted',
  'newReplyAssumed',
  'appealAfterPeriod',
  // register
  'regulationOfABureau',
  'feeMayCountTwice',
  // the calendar
  'casesRedated',
  'casesFollow',
  // files
  'otherSheets',
  'noHeading',
  'hiddenRows',
  'mergedCells',
  'totalsRow',
  'unknownHeading',
  'mappedHeadingMissing',
  'voidedNumberAgain',
  'noRows',
  'doesNotTieOut',
  // what is attached
  'malwareFound',
  'fileNotKept',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
