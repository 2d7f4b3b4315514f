/** Every field of every event of a hotline case, in words. */
import { SATISFACTION_LABELS } from '#shared/glossary/choices.ts';
import type { HotlineEvent, SourceGroup } from '#shared/hotline/events.ts';
import { TYPE_LABELS } from '#shared/hotline/first-lists.ts';
import { MENDING_WORDS } from './mending-words.ts';
import { redatedText } from './redated-words.ts';
import { coded, count, minute, provisionalText, step, text, time, type Word, type WordsOf } from './word.ts';

const GROUPS: Readonly<Record<SourceGroup, string>> = { '12345': '12345热线', other: '其他来源' };
/** A type that the office has added goes by its own label. */
const TYPE: Word<string> = { label: '诉求类型', text: (type) => TYPE_LABELS[type] ?? type };
/** The time of a step stands beside its name. */
const AT = null;

export const HOTLINE_WORDS: WordsOf<HotlineEvent> = {
  HotlineCaseRegistered: {
    number: null,
    at: AT,
    source: text('来源'),
    group: coded('计入', GROUPS),
    type: TYPE,
    topic: text('事项'),
    subdistrict: text('街道'),
    migrated: null,
    located: null,
    sourceAssumed: { label: '来源说明', text: () => '来件没有写明来源' },
  },
  HotlineCaseAccepted: { at: AT, migrated: null },
  HotlineCaseRejected: { at: AT },
  Dispatched: { at: AT, migrated: null, department: text('承办单位') },
  DispatchReturned: { at: AT },
  TimeLimitSet: {
    at: time('起算时间'),
    migrated: null,
    dueAt: {
      label: '办理时限',
      text: (dueAt, { data }) => provisionalText(minute(dueAt), data.provisional === true),
    },
    provisional: null,
    workingDays: count('时限（工作日）'),
    hours: count('时限（小时）'),
    redated: { label: '因日历变动重算', text: redatedText },
  },
  HandlingExtended: { at: AT, dueAt: time('办理时限') },
  DepartmentReplied: { at: AT, department: text('承办单位') },
  CallerAnswered: { at: AT },
  HotlineCaseClosed: { at: AT, migrated: null },
  FollowUpRecorded: { at: AT, migrated: null, satisfaction: coded('满意度', SATISFACTION_LABELS) },
  HotlineCaseRedone: { at: AT },
  HotlineCaseSupervised: { at: AT },
  MergedInto: { at: AT, into: text('并入') },
  RedirectedToDisclosure: { at: AT },
  LinkedAsRepeat: { of: text('先前的工单') },
  LinkedToApplication: { at: AT, application: text('关联申请') },
  HotlineCaseClassified: {
    type: TYPE,
    topic: text('事项'),
    subdistrict: text('街道'),
    migrated: null,
    located: null,
  },
  HotlineSourceNamed: { source: text('来源'), group: coded('计入', GROUPS), migrated: null },
  TextCorrected: MENDING_WORDS,
  HotlineDateCorrected: { event: step('更正的步骤') },
  HotlineCaseVoided: { takenBack: text('撤回的导入') },
};
