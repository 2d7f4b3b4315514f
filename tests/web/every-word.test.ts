/** No page prints a name of the program: every field, code and choice is in the words of an office. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { Obstacles, type ShownObstacle } from '#functions/web/report/obstacles.tsx';
import { checkText } from '#functions/web/tables/check-lines.tsx';
import { factsOf } from '#functions/web/wording/event-facts.ts';
import { eventName } from '#functions/web/wording/event-names.ts';
import { INSTANCE_POLICIES } from '#shared/appeal/events.ts';
import { meansOf } from '#shared/appeal/means.ts';
import { LETTER_KINDS } from '#shared/disclosure/letters.ts';
import {
  APPEAL_KINDS,
  APPEAL_OUTCOMES,
  APPEAL_PROCEDURES,
  APPEAL_ROUTES,
  CHANNELS,
  DECISION_KINDS,
  DOCUMENT_KINDS,
  MEDIA,
  SATISFACTIONS,
} from '#shared/glossary/choices.ts';
import { articleText, refusalText } from '#shared/glossary/refusals.ts';
import { APPLICANT_TYPES, OUTCOMES } from '#shared/glossary.ts';
import { TEXT_FIELDS } from '#shared/kernel/event.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { POLICIES } from '#shared/kernel/policies.ts';
import { REFUSAL_CODES } from '#shared/kernel/refusal-code.ts';
import { lifted, presentVersion } from '#shared/ledger/upcast.ts';
import { HOTLINE_STATEMENTS } from '#shared/reporting/narrative-statements-hotline.ts';
import { TABLE_STATEMENTS } from '#shared/reporting/narrative-statements-tables.ts';
import { frozenSamples } from '../contract/events/frozen.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** What an office itself calls formats of files, their sizes, and the programs that look for a virus and what they find. */
const FORMATS = /\b(?:PDF|JPEG|PNG|WebP|TIFF|OFD|Word|Excel|[KM]B|ClamAV|GuardDuty|Eicar-Test-Signature)\b/g;

/** Numbers of cases, addresses, the checks' own numbers and the endings of files are no words of the program. */
function foreignWords(told: string): string[] {
  const own = told
    .replace(/https?:\/\/\S+/g, '')
    .replace(/\b[A-Z]{1,3}\d[\w-]*/g, '')
    .replace(/(?<!\w)\.(?:xlsx|csv|docx|pdf)\b/g, '')
    .replace(/（\d{4}）示\S+/g, '')
    .replace(FORMATS, '');
  return own.match(/[A-Za-z_]{2,}\d*/g) ?? [];
}

/** Settings are no cases: no history shows them. */
const ofCases = Object.keys(frozenSamples()).filter((type) => eventName(type) !== '其他记录');

describe('the history of a case', () => {
  it('has a name for every event of a case', () => {
    expect(ofCases.length).toBeGreaterThan(60);
    for (const type of ofCases) expect(foreignWords(eventName(type)), type).toEqual([]);
  });

  it.each(ofCases)('tells %s, of every version there was, in words', (type) => {
    for (const [v, { sample }] of Object.entries(frozenSamples()[type] ?? {})) {
      const { data } = lifted({ type, v: Number(v), data: sample });
      const lines = factsOf({ type, data });
      for (const { key, label, text } of lines) {
        expect(foreignWords(label), `${type}.${key}`).toEqual([]);
        expect(foreignWords(text), `${type}.${key} ${text}`).toEqual([]);
      }
    }
    expect(presentVersion(type)).toBeGreaterThan(0);
  });

  it('names each free text that an event can hold, and shows no document', () => {
    for (const field of TEXT_FIELDS) {
      const lines = factsOf({ type: 'ReceiptConfirmed', data: {}, texts: { [field]: '某' } });
      expect(
        lines.flatMap(({ label }) => foreignWords(label)),
        field,
      ).toEqual([]);
      expect(lines.length, field).toBe(['document', 'proposed', 'digest'].includes(field) ? 0 : 1);
    }
  });

  const CHOICES: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['ApplicationRegistered', 'channel', CHANNELS],
    ['ApplicationRegistered', 'applicantType', APPLICANT_TYPES],
    ['ApplicationReplied', 'outcome', OUTCOMES],
    ['ApplicationReplied', 'otherGrounds', [OUTCOMES]],
    ['OutcomeCorrected', 'outcome', OUTCOMES],
    ['ReplyRedone', 'counts', POLICIES.redoPolicy],
    ['ReplyRevised', 'counts', POLICIES.selfCorrectionPolicy],
    ['FeeNoticeSent', 'afterPayment', POLICIES.paymentRestarts],
    ['FeeNoticeSent', 'basis', ['perItem', 'perPage']],
    ['FeeNoticeSent', 'chargedBefore', [3]],
    ['ThirdPartyReplied', 'consents', [true, false]],
    ['LetterIssued', 'kind', LETTER_KINDS],
    ['ReplyRedated', 'reason', ['calendarYear', 'extraDay']],
    ['AppealOpened', 'kind', APPEAL_KINDS],
    ['AppealOpened', 'route', APPEAL_ROUTES],
    ['AppealOpened', 'procedure', APPEAL_PROCEDURES],
    ['AppealOpened', 'coDefendant', [true]],
    ['AppealOpened', 'asReviewOrgan', [true]],
    ['AppealConcluded', 'outcome', APPEAL_OUTCOMES],
    ['AppealConcluded', 'means', [...meansOf('review'), ...meansOf('suit')]],
    ['JudgmentAppealed', 'instances', INSTANCE_POLICIES],
    ['AppealCoDefendantCorrected', 'coDefendant', [true, false]],
    ['FollowUpRecorded', 'satisfaction', SATISFACTIONS],
    ['HotlineCaseRegistered', 'group', ['12345', 'other']],
    ['HotlineCaseRegistered', 'sourceAssumed', [true]],
    ['Published', 'medium', MEDIA],
    ['DocumentIssued', 'kind', DOCUMENT_KINDS],
    ['DecisionRecorded', 'kind', DECISION_KINDS],
    ['FeeRecorded', 'item', ['informationProcessing']],
    [
      'EntryCompleted',
      'cells',
      [{ medium: 'website', column: '动态', fen: 300, item: 'informationProcessing' }],
    ],
  ];
  it.each(CHOICES)('has words for every choice of %s.%s', (type, field, values) => {
    for (const value of values) {
      const [line] = factsOf({ type, data: { [field]: value } as never });
      expect(line?.text, String(value)).toMatch(/[\p{Script=Han}\d]/u);
      expect(foreignWords(line?.text ?? ''), String(value)).toEqual([]);
    }
  });

  it.each([
    ['MergedInto', { at: '2026-11-02T10:00:00.000+08:00', into: 'T-2' }, '并入 T-2'],
    ['ApplicationSplit', { into: ['A-1', 'A-2'] }, '拆分为 A-1、A-2'],
    ['TimeLimitSet', { at: '2026-11-02T09:30:00.000+08:00' }, '起算时间 2026-11-02 09:30'],
    ['FeeRecorded', { fen: 300, item: null }, '金额（元） 3.00'],
    ['FeePaid', { amountFen: 20_000 }, '实收金额（元） 200.00'],
    [
      'AppealConcluded',
      { outcome: 'upheld', means: 'claimsDismissed69' },
      '结案方式 判决驳回诉讼请求（第六十九条）',
    ],
    [
      'ReplyRedone',
      { outcome: 'disclosed', counts: 'unchanged', order: null },
      '表三原来的结果 不改变，只计入表四',
    ],
  ])('says of %s what happened', (type, data, words) => {
    const told = factsOf({ type, data: data as never }).map(({ label, text }) => `${label} ${text}`);
    expect(told).toContain(words);
  });

  it('names the step a correction is of, and not its number', () => {
    const history = [{ id: '2.1', type: 'ApplicationReplied', on: '2026-09-18' }];
    const [line] = factsOf({ type: 'DateCorrected', data: { event: '2.1', to: '2026-09-20' } }, history);
    expect(line?.text).toBe('作出答复（2026-09-18）');
  });
});

describe('what stands in the way of signing', () => {
  const address = { year: 2025, scope: 'own' } as const;
  const about = {
    ...{ id: 'K7', left: 1, right: 2, cell: 'table3.disclosed.total', report: 1, recount: 2, section: 5 },
    ...{
      kind: 'application',
      case: 'A1',
      article: '条例31',
      office: 'A1',
      name: '甲局',
      message: '某事',
      remedy: '办理',
      version: 2,
      number: '30',
      sentence: '全区培训30次。',
    },
  };
  it.each(REFUSAL_CODES)('%s is in words', (code) => {
    expect(foreignWords(refusalText(code))).toEqual([]);
    const obstacle: ShownObstacle = { code, scope: 'narrative.received', ...about };
    const shown = String(Obstacles({ obstacles: [obstacle], address, role: 'admin' })).replace(
      /<[^>]*>/g,
      '',
    );
    expect(foreignWords(shown)).toEqual([]);
  });

  it('names every tie-out and what it is of', () => {
    const spoken = [...TABLE_STATEMENTS, ...HOTLINE_STATEMENTS].map(({ scope }) => `narrative.${scope}`);
    const others = [
      'insertions',
      'informationProcessingFee',
      'figures["预警"]',
      'publications.byColumn["动态"]',
    ];
    const tables = [
      'table2',
      'table3',
      'table4',
      'table3.naturalPerson',
      'table3.concluded',
      'table4.review',
      'hotline',
      'publications',
      'table2.regulations',
      'table2.feesTenThousandYuan',
    ];
    for (const scope of [...spoken, ...others.map((one) => `narrative.${one}`), ...tables, 'never.heard.of'])
      expect(foreignWords(checkText('K7', scope)), scope).toEqual([]);
  });

  it('cites its article as a person would', () => {
    for (const article of ['条例31', '行诉法85', '国办函〔2020〕109号'])
      expect(foreignWords(articleText(article))).toEqual([]);
  });
});

describe('the pages of a whole office', () => {
  let office: WebOffice;
  let li: Visitor;
  beforeAll(async () => {
    office = await openWebOffice();
    const plan = { office: 'default', cases: 40, year: 2026, today: dateOf('2026-11-20') };
    await fillSample({ ...office.web.house, setClock: (now) => office.setNow(now) }, plan);
    office.setNow('2026-11-23T09:30:00.000+08:00');
    li = await office.visitor('li', 'officer');
  }, 120_000);
  afterAll(() => office.close());

  it('print no name of a field, a code or a choice', async () => {
    const kinds = {
      application: '/applications',
      hotline: '/hotline',
      appeal: '/appeals',
      document: '/register/documents',
      publication: '/register/publications',
      decision: '/register/decisions',
      fee: '/register/fees',
      figure: '/register/figures',
    } as const;
    await office.web.house.catchUp();
    let seen = 0;
    for (const [kind, path] of Object.entries(kinds)) {
      const list = (await li.get(path)).text;
      const { items } = await office.web.house.views.list(
        'default',
        { kind: kind as never },
        { after: null, limit: 12 },
      );
      const pages = await Promise.all(
        items.map(({ number }) => li.get(`${path}/${encodeURIComponent(number)}`)),
      );
      for (const text of [list, ...pages.map((page) => page.text)]) {
        const read = text
          .replace(/<head>.*<\/head>/s, '')
          .replace(/<[^>]*>/g, ' ')

          // names of accounts and of programs that send records
          .replace(/\bli\b|\S+（[^）]*(?:页面|接口|对接|导入|命令行)）/g, '');
        expect(
          foreignWords(read).filter((word) => /^[a-z]/.test(word)),
          `${kind}: ${read.slice(0, 200)}`,
        ).toEqual([]);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(30);
  }, 120_000);
});
