/** A letter before it is issued: its facts, what is missing, and the document where nothing is. */
import type { Application } from '#shared/disclosure/application.ts';
import type { DisclosureEvent } from '#shared/disclosure/events.ts';
import { disclosureKind } from '#shared/disclosure/kind.ts';
import { withChoices } from '#shared/disclosure/letter-choices.ts';
import { type Dating, dayBorne, usualDating } from '#shared/disclosure/letter-dating.ts';
import { type LetterCase, type LetterSubject, letterSubject } from '#shared/disclosure/letter-facts.ts';
import { groundsIn } from '#shared/disclosure/letter-grounds.ts';
import { type Missing, missingFacts, requirementsOf } from '#shared/disclosure/letter-requirements.ts';
import { chineseDate } from '#shared/disclosure/letter-words.ts';
import {
  type Facts,
  type LetterKind,
  type TemplateName,
  TYPED_FACTS,
  type TypedFact,
} from '#shared/disclosure/letters.ts';
import { registrationOf } from '#shared/disclosure/mend.ts';
import { remedyText } from '#shared/disclosure/remedy.ts';
import { textsInForce } from '#shared/glossary/law-sources.ts';
import { isAct, judgedAs, remedyOf } from '#shared/glossary/remedies.ts';
import type { TextInForce } from '#shared/kernel/case-clock.ts';
import type { Recorded } from '#shared/kernel/event.ts';
import { correctedTexts } from '#shared/kernel/mending.ts';
import { dateOfInstant, type PlainDate } from '#shared/kernel/plain-date.ts';
import { eventsOf, historyOf } from '#shared/ledger/case-history.ts';
import { isName, officeOf } from '#shared/ledger/office-name.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { isSample } from '#shared/ledger/sample-mark.ts';
import type { LetterSettings } from '#shared/letters/state.ts';
import type { Clock, LogReader, SealFault } from '#shared/store/ports.ts';
import { letterSettings, remedyPolicy, type Template, templateInForce } from './letter-settings.ts';
import { unsaidIn } from './unsaid.ts';

export type LetterRequest = {
  readonly office: string;
  readonly case: string;
  readonly kind: LetterKind;
  /** Which of several; the last when absent. */
  readonly about?: string;
  readonly typed: Partial<Readonly<Record<TypedFact, string>>>;
  /** Which day it bears; what is usual for its kind when absent. */
  readonly dated?: Dating;
};
export type Draft = {
  readonly subject: LetterSubject;
  /** The day it bears. */
  readonly on: PlainDate;
  readonly state: Application;
  readonly version: number;
  readonly settings: LetterSettings;
  /** Without 文号 while none was given. */
  readonly facts: Facts;
  readonly missing: readonly Missing[];
  /** What the law wants in it and the office's own template does not ask for. */
  readonly unsaid: readonly Missing[];
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
    events: correctedTexts(events),
    calendar: await officeSettings(log, office).calendar(),
    version: commits.length,
    closed,
  };
}

export type Drafting = { readonly log: LogReader; readonly clock: Clock };

/** Null while the step has not been taken. */
export async function draftLetter(
  { log, clock }: Drafting,
  of: OpenCase,
  request: LetterRequest,
): Promise<Draft | null> {
  const subject = letterSubject(of, request.kind, request.about);
  if (subject === null) return null;
  const { office, kind, dated = usualDating(kind) } = request;
  const on = dayBorne(dated, subject.on, dateOfInstant(clock.now()));
  const settings = await letterSettings(log, office);
  const known: Facts = {
    ...officeFacts(settings, await nameOn(log, office, on)),
    ...deliveryFact(of),
    ...typedFacts(request.typed),
    ...subject.facts,
    成文日期: chineseDate(on),
    ...(subject.number === null ? {} : { 文号: subject.number }),
  };
  const chosen = withChoices(known, subject, of);
  const facts = { ...chosen, ...remedyFacts(subject, chosen, settings) };
  const template = await templateInForce(log, office, subject.template);
  const requirements = requirementsOf(subject.template, facts.救济告知 !== '');
  const unsaid = unsaidIn(template, { ...subject, facts });
  return {
    subject,
    on,
    state: of.state,
    version: of.version,
    settings,
    facts,
    missing: [...missingFacts({ 文号: '待编', ...facts }, requirements), ...untrueIn(unsaid)],
    unsaid,
    texts: facts.救济告知 ? textsInForce(['复议法', '复议法实施条例', '行诉法'], subject.on, subject.on) : [],
    template,
    notice: (await isSample(log, office)) ? SAMPLE_NOTICE : null,
  };
}

/** Without these words the template would say what the case does not bear out. */
function untrueIn(unsaid: ReturnType<typeof unsaidIn>): readonly Missing[] {
  const untrue = unsaid.filter((one) => one.untrue);
  return untrue.map(({ fact, article }) => ({ fact: `模板中的${fact}`, article }));
}

async function nameOn(log: LogReader, office: string, on: PlainDate): Promise<string> {
  const named = (await officeOf(log, office, on))?.name ?? '';
  return isName(named) ? named : '';
}

function officeFacts(settings: LetterSettings, organName: string): Facts {
  return {
    机关名称: organName,
    联系人: settings.contactPerson,
    联系电话: settings.contactPhone,
    联系地址: settings.contactAddress,
    联系方式: contactOf(settings),
    缴费方式: settings.payment,
    复议机关: settings.reviewOrgan,
    人民法院: settings.court,
  };
}

/** Only what is known: no name without a person. */
function contactOf({ contactPerson, contactPhone, contactAddress }: LetterSettings): string {
  const told = [
    ['联系人', contactPerson],
    ['联系电话', contactPhone],
    ['地址', contactAddress],
  ];
  return told.flatMap(([what, text]) => (text ? [`${what}：${text}`] : [])).join('，');
}

/** 复议法 art. 23(2): empty where nothing can be attacked, absent where organ or court is not known. */
function remedyFacts({ template, on, facts }: LetterSubject, chosen: Facts, settings: LetterSettings): Facts {
  const act = template.startsWith('reply.') ? template.slice('reply.'.length) : template;
  if (!isAct(act) || facts.撤回日期 !== undefined) return { 救济告知: '' };
  const decided = { act, on, grounds: groundsIn(chosen.答复依据 ?? '') };
  const remedy = remedyOf(decided, remedyPolicy(settings));
  if (remedy === 'none') return { 救济告知: '' };
  const { reviewOrgan, court } = settings;
  const paper = template.startsWith('reply.') && !NO_LONGER.includes(template) ? '答复' : '告知书';
  const told = { reviewOrgan, court, paper, part: judgedAs(decided) === 'partiallyDisclosed' } as const;
  return reviewOrgan && court ? { 救济告知: remedyText(remedy, told) } : {};
}

/** Replies that call themselves 告知书: the application is not handled any more. */
const NO_LONGER: readonly TemplateName[] = ['reply.other.notCorrected', 'reply.other.feeUnpaid'];

/** The form the applicant asked for (art. 29(3)) is the form of delivery (art. 40) unless another is typed. */
function deliveryFact({ state }: OpenCase): Facts {
  const { deliveryForm = null } = registrationOf(state).data;
  return deliveryForm === null ? {} : { 提供方式: deliveryForm };
}

function typedFacts(typed: LetterRequest['typed']): Facts {
  const known = TYPED_FACTS.map((fact) => [fact, typed[fact]?.trim()] as const).filter(([, text]) => text);
  return Object.fromEntries(known);
}
