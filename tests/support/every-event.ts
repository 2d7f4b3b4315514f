/** A ledger in which everything that can be recorded has happened once: the sample office, and what it never does. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { changeFeed } from '#shared/accounts/feeds.ts';
import { DEFAULT_RULES, setSignInRules } from '#shared/accounts/sign-in-rules.ts';
import { openFile } from '#shared/attachments/open-file.ts';
import { defaultTemplate } from '#shared/correspondence/default-template.ts';
import { issueLetter } from '#shared/correspondence/issue-letter.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { reportPackage } from '#shared/documents/report-package.ts';
import { finishErasures } from '#shared/erasing/erase-cases.ts';
import { handlingOf } from '#shared/handling/state.ts';
import { hotlineKind } from '#shared/hotline/kind.ts';
import { type LocalHouse, openLocalHouse } from '#shared/house/open-house.ts';
import { importReports } from '#shared/intake/import-reports.ts';
import { importRows } from '#shared/intake/import-rows.ts';
import { rememberReading, rememberValues, shapeOf } from '#shared/intake/remembered.ts';
import { undoImport } from '#shared/intake/undo-import.ts';
import type { StoredEvent } from '#shared/kernel/event.ts';
import { dateOf, dateOfInstant, type Instant } from '#shared/kernel/plain-date.ts';
import { openCase } from '#shared/ledger/case-file.ts';
import { addOffice, moveOffice, renameOffice } from '#shared/ledger/office-tree.ts';
import { SAMPLE_NAME } from '#shared/ledger/sample-mark.ts';
import { queueReminders } from '#shared/reminders/queue-reminders.ts';
import { reminderHandler } from '#shared/reminders/send-reminders.ts';
import { EVERYTHING, setTargets } from '#shared/reminders/targets.ts';
import { drain } from '#shared/store/consume.ts';
import { aggregateOffice } from '#shared/year/nightly.ts';
import { yearStateOf } from '#shared/year/year-history.ts';

const ACTOR = { user: 'li', role: 'officer', via: 'form' } as const;
const OFFICE = 'default';
const NOW = '2026-11-24T09:00:00.000+08:00' as Instant;

const application = (number: string, more: Fields = {}): Fields => ({
  command: 'RegisterApplication',
  case: number,
  channel: 'inPerson',
  submittedOn: '2026-09-01',
  applicant: { type: 'naturalPerson', name: '甲', identity: '1', contact: '2' },
  subject: '规划图',
  ...more,
});
const call = (number: string): Fields => ({
  command: 'RegisterHotlineCase',
  case: number,
  at: '2026-11-02T09:00:00+08:00',
  source: '12345热线',
  type: 'complaint',
});
const at = (hour: number): string => `2026-11-02T${String(hour).padStart(2, '0')}:00:00+08:00`;

/** In order; none of them may be refused. */
export const COMMANDS: readonly Fields[] = [
  application('E1', { channel: 'online', submittedOn: '2026-09-01' }),
  { command: 'ConfirmReceipt', case: 'E1', on: '2026-09-02' },
  { command: 'ConsultOrgan', case: 'E1', on: '2026-09-03', organ: '区自然资源局' },
  { command: 'RecordOrganReply', case: 'E1', on: '2026-09-04', organ: '区自然资源局' },
  { command: 'AskReasons', case: 'E1', on: '2026-09-05' },
  { command: 'RecordReasons', case: 'E1', on: '2026-09-06' },
  { command: 'AgreeDelay', case: 'E1', on: '2026-09-07', until: '2026-12-30', reason: '数量大' },
  application('E8'),
  { command: 'RequestCorrection', case: 'E8', on: '2026-09-03', items: '文号', respondBy: '2026-09-18' },
  { command: 'ExtendCorrection', case: 'E8', on: '2026-09-17', until: '2026-10-09', reason: '住院' },
  { command: 'CorrectText', case: 'E8', field: 'subject', value: '总体规划图', reason: '误录' },
  { command: 'CorrectFact', case: 'E8', deliveryForm: '纸质', reason: '漏录' },
  application('E2'),
  {
    command: 'SendFeeNotice',
    case: 'E2',
    on: '2026-09-03',
    receivedOn: '2026-09-04',
    basis: 'perItem',
    quantity: 12,
  },
  { command: 'RecordFeePayment', case: 'E2', on: '2026-09-08', amount: 200 },
  { command: 'Reply', case: 'E2', on: '2026-09-20', outcome: 'disclosed' },
  {
    command: 'RedoReply',
    case: 'E2',
    on: '2026-10-20',
    outcome: 'partiallyDisclosed',
    byOrderOf: '复议决定',
  },
  { command: 'ReviseReply', case: 'E2', on: '2026-10-22', outcome: 'disclosed', reason: '原答复有误' },
  { command: 'CorrectDate', case: 'E2', event: 'Reply', on: '2026-09-21', reason: '误录' },
  {
    command: 'CorrectApplicantType',
    case: 'E2',
    on: '2026-10-21',
    type: 'otherOrganisation',
    reason: '误录',
  },
  { command: 'CorrectOutcome', case: 'E2', on: '2026-10-21', outcome: 'partiallyDisclosed', reason: '误录' },
  { command: 'Archive', case: 'E2', on: '2026-10-22' },
  application('E3'),
  {
    command: 'SendFeeNotice',
    case: 'E3',
    on: '2026-09-03',
    receivedOn: '2026-09-04',
    basis: 'perPage',
    quantity: 40,
  },
  { command: 'CloseUnpaid', case: 'E3', on: '2026-10-20' },
  application('E4'),
  { command: 'SplitApplication', case: 'E4', on: '2026-09-05', into: ['E4-1', 'E4-2'] },
  { command: 'VoidEntry', case: 'E4-2', on: '2026-09-06', reason: '误登' },
  application('E5', { submittedOn: '2026-11-20' }),
  { command: 'Publish', number: 'P6', formedOn: '2026-11-02', title: '甲' },
  { command: 'Publish', number: 'P7', formedOn: '2026-11-02', title: '乙' },
  { command: 'PublishAwaited', case: 'P7', publishedOn: '2026-11-10', medium: 'website' },
  { command: 'AddExtraDay', date: '2026-11-30', kind: 'holiday', cause: 'typhoon', reason: '台风' },
  { command: 'RemoveExtraDay', date: '2026-11-30', reason: '误录' },
  {
    command: 'LoadCalendarYear',
    year: 2027,
    notice: '国办发明电〔2026〕1号',
    daysOff: ['2027-01-01'],
    makeUp: [],
  },
  call('T1'),
  { command: 'RejectHotlineCase', case: 'T1', at: at(10), reason: '不属受理范围' },
  call('T2'),
  call('T3'),
  { command: 'LinkRepeat', case: 'T3', of: 'T2' },
  { command: 'MergeInto', case: 'T3', at: at(10), into: 'T2' },
  { command: 'AcceptHotlineCase', case: 'T2', at: at(10) },
  { command: 'Dispatch', case: 'T2', at: at(11), department: '水务局' },
  { command: 'ReturnDispatch', case: 'T2', at: at(12), reason: '不属职责' },
  { command: 'Dispatch', case: 'T2', at: at(13), department: '城管局' },
  { command: 'ExtendHandling', case: 'T2', at: at(14), dueAt: '2026-12-31T18:00:00+08:00', reason: '复杂' },
  { command: 'Supervise', case: 'T2', at: at(15) },
  { command: 'RecordDepartmentReply', case: 'T2', at: at(15), text: '已清运' },
  { command: 'ReplyToCaller', case: 'T2', at: at(16), text: '已告知' },
  { command: 'CloseHotlineCase', case: 'T2', at: at(17) },
  { command: 'RecordFollowUp', case: 'T2', at: at(18), satisfaction: 'dissatisfied' },
  { command: 'Redo', case: 'T2', at: at(19), reason: '未解决' },
  { command: 'ClassifyHotlineCase', case: 'T2', on: '2026-11-03', topic: '积水' },
  { command: 'CorrectDate', case: 'T2', event: '1.1', on: '2026-11-01', reason: '误录' },
  { ...call('T4'), subdistrict: '龙城街道', address: '云天路8号' },
  { command: 'AcceptHotlineCase', case: 'T4', at: at(10) },
  { command: 'RedirectToDisclosure', case: 'T4', at: at(11) },
  { command: 'LinkApplication', case: 'T4', at: at(12), application: 'E5' },
  call('T5'),
  { command: 'VoidEntry', case: 'T5', on: '2026-11-03', reason: '误登' },
  { command: 'SetListEntry', on: '2026-11-03', list: 'types', label: '投诉', workingDays: 10 },
  { command: 'EndListEntry', on: '2026-11-03', list: 'sources', label: '物联网感知' },
  { command: 'SetAnswerTemplate', on: '2026-11-03', name: '积水', text: '{编号}已转{承办单位}' },
  { command: 'EndAnswerTemplate', on: '2026-11-03', name: '积水' },
  { command: 'SetHotlinePolicy', on: '2026-11-03', policy: 'redoWhenDissatisfied', value: true },
  { command: 'SetPolicy', policy: 'splitPolicy', value: 'onePaper' },
  { command: 'OpenAppeal', case: 'Y1', kind: 'suit', route: 'direct', on: '2026-03-02', application: 'E2' },
  { command: 'AnswerAppeal', case: 'Y1', on: '2026-03-10' },
  { command: 'ConcludeAppeal', case: 'Y1', on: '2026-06-01', means: 'claimsDismissed69' },
  { command: 'AppealJudgment', case: 'Y1', on: '2026-06-08' },
  { command: 'ConcludeAppeal', case: 'Y1', on: '2026-08-08', means: 'revoked70' },
  { command: 'RecordService', case: 'Y1', step: 'ConcludeAppeal', way: 'post', on: '2026-08-09' },
  { command: 'StateReplyOrder', case: 'Y1', on: '2026-08-09', newReply: true, replyDays: 15 },
  { command: 'OpenRetrial', case: 'Y1', on: '2026-08-09', byHigherCourt: true },
  { command: 'RemandCase', case: 'Y1', on: '2026-08-09' },
  { command: 'ConcludeAppeal', case: 'Y1', on: '2026-08-09', means: 'revoked70' },
  { command: 'CorrectCoDefendant', case: 'Y1', on: '2026-08-09', coDefendant: true, reason: '误录' },
  { command: 'CorrectAppealRoute', case: 'Y1', on: '2026-08-09', route: 'afterReview', reason: '误录' },
  { command: 'CorrectDate', case: 'Y1', event: 'ConcludeAppeal', on: '2026-08-10', reason: '误录' },
  { command: 'RecordEffect', case: 'Y1', on: '2026-08-10' },
  { command: 'CorrectOutcome', case: 'Y1', on: '2026-08-10', outcome: 'other', reason: '误录' },
  { command: 'VoidEntry', case: 'Y1', on: '2026-08-10', reason: '误登' },
  { command: 'OpenAppeal', case: 'Y6', kind: 'suit', route: 'direct', on: '2026-11-20', application: 'E2' },
  { command: 'CorrectFact', case: 'Y6', procedure: 'simplified', reason: '漏录' },
  { command: 'OpenAppeal', case: 'Y4', kind: 'suit', route: 'direct', on: '2026-11-20', coDefendant: true },
  { command: 'OpenAppeal', case: 'Y2', kind: 'review', on: '2026-11-20', application: 'E2' },
  { command: 'ExtendReview', case: 'Y2', on: '2026-11-21', days: 30 },
  { command: 'OpenAppeal', case: 'Y3', kind: 'review', on: '2026-11-20', otherAct: '未主动公开' },
  { command: 'LinkAppeal', case: 'Y3', on: '2026-11-21', application: 'E2' },
  { command: 'OpenAppeal', case: 'Y5', kind: 'review', on: '2026-09-20', otherAct: '未主动公开' },
  { command: 'ConcludeAppeal', case: 'Y5', on: '2026-10-20', means: 'mediated73' },
  { command: 'SetPolicy', policy: 'mediatedAppeals', value: 'corrected' },
  { command: 'IssueDocument', number: 'G1', kind: 'normativeDocument', issuedOn: '2026-01-02', title: '甲' },
  { command: 'CorrectDate', case: 'G1', event: '1.1', on: '2026-01-03', reason: '误录' },
  { command: 'RepealDocument', number: 'G1', repealedOn: '2026-05-01' },
  {
    ...{ command: 'RequestAmendment', case: 'U1', on: '2026-11-02', subject: '缴费记录' },
    ...{ applicant: { type: 'naturalPerson', name: '甲' }, description: '基数有误', evidence: '工资单' },
  },
  { command: 'DecideAmendment', case: 'U1', on: '2026-11-16', decision: 'referred', organ: '市社保局' },
  { command: 'CorrectDate', case: 'U1', event: 'DecideAmendment', on: '2026-11-17', reason: '误录' },
  { command: 'CorrectOutcome', case: 'U1', on: '2026-11-18', outcome: 'directed', reason: '误录' },
  { command: 'VoidEntry', case: 'U1', on: '2026-11-18', reason: '误登' },
  {
    ...{ command: 'RequestAmendment', case: 'U2', on: '2026-11-02', subject: '缴费记录' },
    ...{ applicant: { type: 'naturalPerson', name: '甲' }, description: '基数有误', evidence: '工资单' },
  },
  { command: 'WithdrawAmendment', case: 'U2', on: '2026-11-16' },
  { command: 'AssignCase', case: 'E2', department: '办公室', person: 'li', note: '请核对' },
  { command: 'AssignCase', case: 'E2', person: null },
  { command: 'AddNote', case: 'Y2', text: '已电话沟通' },
  {
    ...{ command: 'AttachFile', case: 'T4', paper: 'application', name: '申请书.pdf', note: '原件' },
    content: Buffer.from('%PDF-1.7').toString('base64'),
  },
  { command: 'RecordFee', number: 'F9', receivedOn: '2026-05-01', amount: 3 },
  { command: 'VoidEntry', case: 'F9', on: '2026-05-02', reason: '误登' },
  { command: 'SetLetterSettings', organName: SAMPLE_NAME, numberWord: '示政数公开', contactPerson: '周' },
  { command: 'DescribeOffice', shortName: '示例局', superior: '示例区人民政府' },
  { command: 'WriteSection', year: 2025, section: 5, text: '问题。' },
  { command: 'WriteTemplate', section: 6, text: '无其他事项。' },
];

/** Every event recorded, oldest first. */
export async function everyEvent(): Promise<readonly StoredEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-every-'));
  let now = NOW;
  const setClock = (instant: Instant): void => {
    now = instant;
  };
  const house = await openLocalHouse(folder, { empty: true, clock: { now: () => now } });
  try {
    const plan = { office: OFFICE, cases: 30, year: 2026, today: dateOf('2026-11-23') };
    await fillSample({ ...house, setClock }, plan);
    now = NOW;
    await happen(house, folder);
    const events: StoredEvent[] = [];
    for await (const page of house.log.scan()) for (const commit of page) events.push(...commit.events);
    return events;
  } finally {
    house.close();
    rmSync(folder, { recursive: true });
  }
}

/** ClamAV comes up after a file was attached, finds something, and the file is withdrawn. */
async function scanAndWithdraw(
  house: LocalHouse,
  carryOut: (fields: Fields) => Promise<void>,
): Promise<void> {
  const scan = async () => ({ outcome: 'infected', by: 'clamav', threat: 'Eicar-Test-Signature' }) as const;
  const scanned = { ...house, scanner: { scan, again: scan } };
  const at = { office: OFFICE, number: 'T4' };
  const of = await openCase(house.log, hotlineKind, at);
  const [attached] = of === null ? [] : handlingOf(of.state).files;
  if (of === null || attached === undefined) throw new Error('no file of T4');
  await openFile(scanned, of, attached.file);
  await carryOut({ command: 'WithdrawFile', case: 'T4', file: attached.file, reason: '传错' });
}

async function letKnow(carryOut: (fields: Fields) => Promise<void>): Promise<void> {
  await carryOut({ command: 'GrantAccess', case: 'E5', person: '李', reason: '协办', kind: 'application' });
  await carryOut({ command: 'RevokeAccess', case: 'E5', person: '李', reason: '办毕', kind: 'application' });
}

async function happen(house: LocalHouse, folder: string): Promise<void> {
  const carryOut = async (fields: Fields): Promise<void> => {
    const done = await executeCommand(house, { office: OFFICE, actor: ACTOR, fields });
    if (!done.ok)
      throw new Error(`${done.code} ${JSON.stringify(fields)} ${JSON.stringify(done.facts ?? {})}`);
  };
  for (const fields of COMMANDS) await carryOut(fields);
  await scanAndWithdraw(house, carryOut);
  await beApproved(house);
  const document = defaultTemplate('receipt').toString('base64');
  const digest = createHash('sha256').update(document, 'base64').digest('hex');
  await carryOut({ command: 'SetLetterTemplate', template: 'receipt', digest, document });
  await carryOut({ command: 'ResetLetterTemplate', template: 'receipt' });
  const on = dateOf('2026-11-24');
  await addOffice(house, { id: 'b1', name: '甲局', parent: OFFICE, actor: ACTOR });
  await addOffice(house, { id: 'b2', name: '乙局', parent: OFFICE, actor: ACTOR });
  await renameOffice(house, { id: 'b1', name: '丙局', actor: ACTOR, on });
  await moveOffice(house, 'merged', { id: 'b2', to: 'b1', actor: ACTOR, on });
  const rules = { ...DEFAULT_RULES, factorFor: ['admin'] } as const;
  await setSignInRules(house.log, { office: OFFICE, actor: ACTOR, on }, rules);
  for (const type of ['FeedAdded', 'FeedEnded'] as const)
    await changeFeed(house.log, type, { office: OFFICE, actor: ACTOR, on, feed: 'grid' });
  const file = join(folder, 'reports.ndjson');
  writeFileSync(file, `${JSON.stringify({ year: 2023, table2: { licences: 3 } })}\n`);
  await importReports(house, {
    kind: 'reports',
    file,
    office: OFFICE,
    actor: ACTOR,
    dryRun: false,
    options: {},
  });
  await carryOut({ command: 'VoidEntry', kind: 'report', case: '2023', on: '2026-11-24', reason: '误录' });
  const letter = await issueLetter(house, {
    office: OFFICE,
    case: 'E5',
    kind: 'receipt',
    actor: ACTOR,
    typed: {},
  });
  if (!letter.ok) throw new Error(`${letter.code} ${JSON.stringify(letter.missing)}`);
  await grow(house, folder);
  await carryOut({ command: 'CloseYear', year: 2025, approvedBy: '王' });
  await carryOut(application('E6', { submittedOn: '2025-06-01' }));
  await carryOut({ command: 'Reply', case: 'E6', on: '2025-06-10', outcome: 'disclosed' });
  await carryOut({ command: 'RestateYear', year: 2025, approvedBy: '王', reason: '补录' });
  await letKnow(carryOut);
  const [frozen] = (await yearStateOf(house.log, { office: OFFICE, year: 2025 })).versions;
  if (frozen === undefined) throw new Error('not closed');
  await reportPackage(house, { office: OFFICE, year: 2025, scope: 'own', frozen });
  await beErased(house);
  await aggregateOffice(house, { id: OFFICE, name: '示例' });
  const recipients = [{ email: 'a@example.gov.cn', selection: EVERYTHING }];
  await setTargets(house, { office: OFFICE, actor: ACTOR, on: true, recipients, webhook: null });
  await queueReminders(house);
  const nobody = { email: async () => {}, webhook: async () => {}, keep: async () => {} };
  await drain(house, 'reminder', { handler: reminderHandler(house, nobody) });
}

/** A request is answered; another is agreed to by a second account, and carried out. */
async function beErased(house: LocalHouse): Promise<void> {
  const by = async (user: string, fields: Fields): Promise<void> => {
    const done = await executeCommand(house, { office: OFFICE, actor: { ...ACTOR, user }, fields });
    if (!done.ok) throw new Error(`${fields.command}: ${done.code}`);
  };
  const asked = { command: 'ReceivePersonRequest', on: '2026-11-24', name: '甲' };
  await by('li', { command: 'SetRetention', kind: 'application', grade: '30', source: '保管期限表' });
  await by('li', { ...asked, case: 'GR1', asks: 'access', reason: '查阅', cases: [] });
  await by('li', {
    command: 'AnswerPersonRequest',
    case: 'GR1',
    on: '2026-11-24',
    outcome: 'given',
    reason: '当面',
  });
  const cases = [{ kind: 'application', number: 'E1' }];
  await by('li', { ...asked, case: 'GR2', asks: 'erasure', ground: 'unlawful', cases });
  await by('li', { ...asked, case: 'GR3', asks: 'erasure', ground: 'unlawful', cases });
  await by('wang', { command: 'RefuseErasure', case: 'GR3', reason: '重复' });
  await by('wang', { command: 'ApproveErasure', case: 'GR2' });
  await finishErasures({ ...house, people: async () => [] });
}

/** One step that is returned, thought better of, proposed again and approved. */
async function beApproved(house: LocalHouse): Promise<void> {
  const by = async (user: string, fields: Fields): Promise<string> => {
    const done = await executeCommand(house, { office: OFFICE, actor: { ...ACTOR, user }, fields });
    if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(fields)}`);
    return `${done.version}.1`;
  };
  await by('li', { command: 'SetApprovals', steps: ['voiding'] });
  await by('li', application('E7'));
  const gone = { command: 'VoidEntry', case: 'E7', on: '2026-11-20', reason: '误登' };
  const first = await by('li', gone);
  await by('wang', { command: 'ReturnStep', case: 'E7', step: first, reason: '请核对' });
  await by('li', { command: 'WithdrawStep', case: 'E7', step: first });
  await by('wang', { command: 'ApproveStep', case: 'E7', step: await by('li', gone) });
  await by('li', { command: 'SetApprovals', steps: [] });
  const machine = { user: 'root', role: 'operator', via: 'cli' } as const;
  const rules = [
    { command: 'SetSeparation', separated: true },
    { command: 'SetRestriction', restricted: true },
  ];
  for (const fields of rules) await executeCommand(house, { office: OFFICE, actor: machine, fields });
}

/** Rows of an import that come again with more in them. */
async function grow(house: LocalHouse, folder: string): Promise<void> {
  const file = join(folder, 'rows.ndjson');
  const call = { number: 'T9', receivedAt: '2026-02-01' };
  const appeal = { number: 'Y3', kind: 'review', openedOn: '2026-02-01' };
  const entry = { number: 'P9', publishedOn: '2026-02-01', medium: 'website' };
  const filled = { number: 'D9', kind: 'licence', decidedOn: '2026-02-01' };
  const application = {
    number: 'E9',
    receivedOn: '2026-02-01',
    applicantType: 'naturalPerson',
    subject: '预算',
  };
  const rows = [
    ['hotline', call],
    ['hotline', { ...call, source: '书记在线', address: '云天路8号' }],
    ['appeals', appeal],
    ['appeals', { ...appeal, application: 'E2' }],
    ['publications', entry],
    ['publications', { ...entry, column: '工作动态', title: '甲' }],
    ['applications', application],
    ['applications', { ...application, channel: 'online', applicantName: '甲' }],
    ['decisions', filled],
  ] as const;
  for (const [kind, row] of rows) {
    writeFileSync(file, JSON.stringify(row));
    const request = {
      kind,
      file,
      office: OFFICE,
      actor: ACTOR,
      dryRun: false,
      options: {},
      name: '一.ndjson',
    };
    const { receipt } = await importRows(house, request);
    const by = { office: OFFICE, actor: ACTOR, on: dateOfInstant(NOW) };
    if (row === call) {
      await rememberValues(house.log, by, { of: kind, column: 'type', kept: { 诉求举报: 'complaint' } });
      const reading = { columns: { 工单号: 'number' } };
      await rememberReading(house.log, by, { of: kind, shape: shapeOf(['工单号']), reading });
    }
    if (row === filled)
      await undoImport(house, {
        office: OFFICE,
        actor: { ...ACTOR, user: 'wang', role: 'approver' },
        receipt: receipt ?? '',
        reason: '误导',
      });
  }
}
