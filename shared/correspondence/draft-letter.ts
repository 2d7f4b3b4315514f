/** A letter before it is issued: its facts, what is missing, and the document where nothing is. */
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { type LetterCase, type LetterSubject, letterSubject } from '#shared/disclosure/letter-facts.ts';
import { type Missing, missingFacts, requirementsOf } from '#shared/disclosure/letter-requirements.ts';
import { chineseDate } from '#shared/disclosure/letter-words.ts';
import { type Facts, type LetterKind, TYPED_FACTS, type TypedFact } from '#shared/disclosure/letters.ts';
import { remedyOf, remedyText } from '#shared/disclosure/remedy.ts';
import { textsInForce } from '#shared/glossary/law-sources.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { TextInForce } from '#shared/kernel/case-clock.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import { eventsOf, historyOf } from '#shared/ledger/case-history.ts';
import { isName, officeOf } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { isSample } from '#shared/ledger/sample-mark.ts';
import type { LetterSettings } from '#shared/letters/state.ts';
import type { LogReader, SealFault } from '#shared/store/ports.ts';
import { letterSettings, remedyPolicy, type Template, templateInForce } from './letter-settings.ts';

export type LetterRequest = {
  readonly office: string;
  readonly case: string;
  readonly kind: LetterKind;
  /** Which of several; the last when absent. */
  readonly about?: string;
  readonly typed: Partial<Readonly<Record<TypedFact, string>>>;
};
export type Draft = {
  readonly subject: LetterSubject;
  readonly state: Application;
  readonly version: number;
  readonly settings: LetterSettings;
  /** Without 文号 while none was given. */
  readonly facts: Facts;
  readonly missing: readonly Missing[];
  /** The texts of law that the remedy it names rests on, of the day it bears; none where it names no remedy. */
  readonly texts: readonly TextInForce[];
  readonly template: Template;
  /** What stands above everything in a sample office. */
  readonly notice: string | null;
};

const SAMPLE_NOTICE = '【示例】本文书由示例机关生成，人名、机构均为虚构，不具有法律效力';

export type OpenCase = LetterCase & {
  readonly version: number;
  /** Why texts of the case cannot be read, where some cannot. */
  readonly closed: SealFault | null;
};

/** Null when there is no such application. Sealed texts are opened: letters are made of them. */
export async function openCase(log: LogReader, office: string, number: string): Promise<OpenCase | null> {
  const commits = await historyOf(log, { office, kind: 'application', number });
  if (commits === null) return null;
  const events: Recorded<DisclosureEvent>[] = [];
  let state: Application | null = null;
  let closed: SealFault | null = null;
  for (const commit of commits) {
    const seal = await log.openSeal(commit);
    if (typeof seal === 'string') closed = seal;
    for (const event of eventsOf(commit, seal)) {
      state = disclosureKind.evolve(state, event) as Application | null;
      events.push(event as Recorded<DisclosureEvent>);
    }
  }
  if (state === null) return null;
  return {
    number: commits[0]?.number ?? number,
    state,
    events,
    calendar: await officeSettings(log, office).calendar(),
    version: commits.length,
    closed,
  };
}

/** Null while the step has not been taken. */
export async function draftLetter(
  log: LogReader,
  of: OpenCase,
  request: LetterRequest,
): Promise<Draft | null> {
  const subject = letterSubject(of, request.kind, request.about);
  if (subject === null) return null;
  const { office } = request;
  const settings = await letterSettings(log, office);
  const named = (await officeOf(log, office, subject.on))?.name ?? '';
  const organName = isName(named) ? named : '';
  const facts: Facts = {
    ...officeFacts(settings, organName),
    ...remedyFacts(subject, settings),
    ...deliveryFact(of),
    ...typedFacts(request.typed),
    ...subject.facts,
    成文日期: chineseDate(subject.on),
    ...(subject.number === null ? {} : { 文号: subject.number }),
  };
  const requirements = requirementsOf(subject.template, facts.救济告知 !== '');
  return {
    subject,
    state: of.state,
    version: of.version,
    settings,
    facts,
    missing: missingFacts({ 文号: '待编', ...facts }, requirements),
    texts: facts.救济告知 ? textsInForce(['复议法', '复议法实施条例', '行诉法'], subject.on, subject.on) : [],
    template: await templateInForce(log, office, subject.template),
    notice: (await isSample(log, office)) ? SAMPLE_NOTICE : null,
  };
}

function officeFacts(settings: LetterSettings, organName: string): Facts {
  return {
    机关名称: organName,
    联系人: settings.contactPerson,
    联系电话: settings.contactPhone,
    联系地址: settings.contactAddress,
    缴费方式: settings.payment,
    复议机关: settings.reviewOrgan,
    人民法院: settings.court,
  };
}

/** 复议法 art. 23(2): empty where nothing was decided against the applicant, absent where organ or court is not known. */
function remedyFacts({ template, on, facts }: LetterSubject, settings: LetterSettings): Facts {
  if (!template.startsWith('reply.')) return {};
  const outcome = template.slice('reply.'.length) as Outcome;
  const remedy = facts.撤回日期 === undefined ? remedyOf(outcome, on, remedyPolicy(settings)) : 'none';
  if (remedy === 'none') return { 救济告知: '' };
  const { reviewOrgan, court } = settings;
  return reviewOrgan && court ? { 救济告知: remedyText(remedy, { reviewOrgan, court }) } : {};
}

/** The form the applicant asked for (art. 29(3)) is the form of delivery (art. 40) unless another is typed. */
function deliveryFact({ events }: OpenCase): Facts {
  const [first] = events;
  const wanted = first?.type === 'ApplicationRegistered' ? first.data.deliveryForm : null;
  return wanted === null ? {} : { 提供方式: wanted };
}

function typedFacts(typed: LetterRequest['typed']): Facts {
  const known = TYPED_FACTS.map((fact) => [fact, typed[fact]?.trim()] as const).filter(([, text]) => text);
  return Object.fromEntries(known);
}
