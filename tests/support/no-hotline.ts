/** The hotline's figures where there was no case. */
import type { HotlineFigures } from '#shared/reporting/report.ts';

export const NO_HOTLINE: HotlineFigures = {
  received: 0,
  receivedPreviousYear: null,
  yearOnYear: null,
  accepted: 0,
  closed: 0,
  closureRate: null,
  closedOnTime: 0,
  dueKnown: 0,
  onTimeRate: null,
  rated: 0,
  satisfied: 0,
  satisfactionRate: null,
  dailyAverage: 0,
  bySource: {},
  byType: {},
  byTopic: {},
  byDepartment: {},
  byMonth: [],
};
