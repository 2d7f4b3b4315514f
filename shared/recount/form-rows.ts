/** The rows and columns of the form, written out a second time. */

export const COLUMNS_3 = [
  'naturalPerson',
  'commercialEnterprise',
  'researchInstitution',
  'publicWelfareOrganisation',
  'legalServiceOrganisation',
  'otherOrganisation',
  'total',
];
export const ROWS_3 = [
  'newlyReceived',
  'carriedOver',
  'disclosed',
  'partiallyDisclosed',
  'refused.stateSecret',
  'refused.prohibitedByLaw',
  'refused.endangersStability',
  'refused.thirdPartyRights',
  'refused.internalAffairs',
  'refused.processInformation',
  'refused.enforcementFile',
  'refused.administrativeQuery',
  'unavailable.notHeld',
  'unavailable.mustBeCreated',
  'unavailable.stillUnclear',
  'notProcessed.petition',
  'notProcessed.repeated',
  'notProcessed.publication',
  'notProcessed.excessive',
  'notProcessed.reconfirmation',
  'other.notCorrected',
  'other.feeUnpaid',
  'other.other',
  'concluded',
  'carriedForward',
];
/** Rows of table 三 that not every form has, each by the first year of its form. */
export const SINCE: Readonly<Record<string, number>> = {};
export const COLUMNS_4 = ['upheld', 'corrected', 'other', 'pending', 'total'];
export const ROWS_4 = ['review', 'suitDirect', 'suitAfterReview'];
