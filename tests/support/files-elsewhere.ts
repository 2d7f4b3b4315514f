/**
 * Ten files as other systems export them: their own headings, titles above the table, two rows of headings, local
 * encodings, dates in other orders. What each says was worked out by hand from its rows.
 */
import { encoded } from './encoded.ts';
import { rowOf, workbookOf } from './workbook-bytes.ts';

export type FileElsewhere = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: string;
  /** What the person changes on the preview; the rest is as guessed. `meant`: by heading, value → choice. */
  readonly changed?: Readonly<Record<string, string>>;
  readonly columns?: Readonly<Record<string, string>>;
  readonly meant?: Readonly<Record<string, string>>;
  readonly recorded: number;
  /** Rows that the file cannot say rightly, by line and code. */
  readonly rejected?: readonly string[];
  /** By number, what the case holds. */
  readonly cases: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const text = (lines: readonly string[], end = '\r\n'): string => lines.map((line) => line + end).join('');
const utf8 = (lines: readonly string[], end?: string): Uint8Array => Buffer.from(text(lines, end));

/** A date cell: the style 1, days since 1900. */
const day = (serial: number): string => `<c s="1"><v>${serial}</v></c>`;
const cell = (content: string): string => `<c t="inlineStr"><is><t>${content}</t></is></c>`;
const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;

/** 2016-01-05 is day 42374. A title above the headings, text and date cells mixed, a second sheet. */
const petitions: FileElsewhere = {
  name: '附件2 群众留言.xlsx',
  kind: 'hotline',
  bytes: workbookOf({
    formats: [22],
    merged: ['A1:F1'],
    sheets: {
      Sheet1:
        rowOf('附件2：群众留言（示例）') +
        rowOf('留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '一级标签') +
        row(
          cell('24'),
          cell('A1'),
          cell('建议'),
          day(42374.375),
          cell('路灯不亮，\n请修'),
          cell('城乡建设'),
        ) +
        row(cell('37'), cell('U2'), cell('投诉'), cell('2016/1/6 10:40:30'), cell('噪音'), cell('环境保护')) +
        row(
          cell('83'),
          cell('A3'),
          cell('咨询'),
          cell('2016-01-07 08:00:00'),
          cell('学位'),
          cell('教育文体'),
        ),
      说明: rowOf('数据说明'),
    },
  }),
  recorded: 3,
  cases: {
    24: { receivedAt: '2016-01-05T09:00:00.000+08:00', topic: '城乡建设', source: '12345热线' },
    37: { receivedAt: '2016-01-06T10:40:30.000+08:00', topic: '环境保护' },
    83: { receivedAt: '2016-01-07T08:00:00.000+08:00', topic: '教育文体' },
  },
};

/** GB18030, a title, two rows of headings, a row of totals, values of another system. */
const workOrders: FileElsewhere = {
  name: '12345工单导出.csv',
  kind: 'hotline',
  bytes: encoded(
    text([
      '某市12345热线工单导出表,,,,,,,',
      '工单号,来电情况,,,办理情况,,,回访',
      ',来电时间,诉求来源,工单类型,处置单位,截止时间,办结时间,群众评价',
      '2025010100001,2025-01-01 09:15:00,12345热线,投诉,城管局,2025-01-10,2025-01-08 16:00:00,很满意',
      '2025010100002,2025-01-01 10:20:00,书记在线,咨询,教育局,2025-01-03,2025-01-02 11:30:00,满意',
      '2025010200003,2025-01-02 08:05:00,12345热线,诉求举报,住建局,2025-01-20,2025-01-21 09:00:00,不满意',
      '2025010200004,2025-01-02 14:45:00,12345热线,求助,民政局,2025-01-15,,',
      '合计,4,,,,,,',
    ]),
    'gb18030',
  ),
  meant: { 很满意: 'satisfied', 诉求举报: 'complaint' },
  recorded: 4,
  cases: {
    2025010100001: {
      ...{ receivedAt: '2025-01-01T09:15:00.000+08:00', closedAt: '2025-01-08T16:00:00.000+08:00' },
      ...{ department: '城管局', type: 'complaint', satisfaction: 'satisfied' },
    },
    2025010200003: {
      type: 'complaint',
      satisfaction: 'dissatisfied',
      dueAt: '2025-01-20T23:59:59.999+08:00',
    },
    2025010200004: { type: 'assistance', closedAt: null, satisfaction: null },
  },
};

/** NYC: month first, twelve hours, the clock of New York (UTC−5 in January). */
const newYork: FileElsewhere = {
  name: '311_Service_Requests_from_2010_to_Present.csv',
  kind: 'hotline',
  bytes: utf8([
    'Unique Key,Created Date,Closed Date,Agency,Agency Name,Complaint Type,Descriptor,Incident Zip,Status,Due Date,Open Data Channel Type',
    '32310363,01/05/2016 11:23:45 PM,01/06/2016 03:10:00 AM,NYPD,New York City Police Department,Noise - Street/Sidewalk,Loud Music/Party,10034,Closed,01/06/2016 07:23:45 AM,ONLINE',
    '32309934,01/13/2016 09:00:00 AM,,DOT,Department of Transportation,Street Light Condition,"Street Light Out, both",11105,Open,,PHONE',
    '32309159,02/01/2016 12:05:00 AM,02/02/2016 12:05:00 PM,HPD,Department of Housing Preservation and Development,HEAT/HOT WATER,ENTIRE BUILDING,10458,Closed,,PHONE',
  ]),
  changed: { zone: 'America/New_York' },
  recorded: 3,
  cases: {
    32310363: {
      ...{ receivedAt: '2016-01-06T12:23:45.000+08:00', closedAt: '2016-01-06T16:10:00.000+08:00' },
      ...{
        topic: 'Noise - Street/Sidewalk',
        department: 'New York City Police Department',
        source: 'ONLINE',
      },
    },
    32309934: { receivedAt: '2016-01-13T22:00:00.000+08:00', closedAt: null },
    32309159: { receivedAt: '2016-02-01T13:05:00.000+08:00', closedAt: '2016-02-03T01:05:00.000+08:00' },
  },
};

/** LA: semicolons, and one row that closed before it came in. */
const losAngeles: FileElsewhere = {
  name: 'MyLA311_Service_Request_Data_2017.csv',
  kind: 'hotline',
  bytes: utf8(
    [
      'SRNumber;CreatedDate;UpdatedDate;Owner;RequestType;Status;RequestSource;ServiceDate;ClosedDate',
      '1-468012501;01/14/2017 12:00:20 AM;01/19/2017 11:21:11 AM;BOS;Bulky Items;Closed;Call;01/19/2017;01/19/2017 11:21:04 AM',
      '1-468012502;07/04/2017 08:30:00 AM;07/05/2017 09:00:00 AM;OCB;Graffiti Removal;Closed;Mobile App;07/05/2017;07/05/2017 09:00:00 AM',
      '1-468012503;03/02/2017 10:00:00 AM;03/01/2017 10:00:00 AM;BOS;"Metal; Appliances";Closed;Call;03/01/2017;03/01/2017 10:00:00 AM',
    ],
    '\n',
  ),
  changed: { zone: 'America/Los_Angeles' },
  recorded: 2,
  rejected: ['第 4 行 办结时间 dateOrder'],
  cases: {
    '1-468012501': {
      ...{ receivedAt: '2017-01-14T16:00:20.000+08:00', closedAt: '2017-01-20T03:21:04.000+08:00' },
      ...{ topic: 'Bulky Items', department: 'BOS', source: 'Call' },
    },
    // summer time: seven hours behind UTC
    '1-468012502': { receivedAt: '2017-07-04T23:30:00.000+08:00', closedAt: '2017-07-06T00:00:00.000+08:00' },
  },
};

/** Boston: `type` is not our 诉求类型. */
const boston: FileElsewhere = {
  name: 'tmp311.csv',
  kind: 'hotline',
  bytes: utf8([
    'case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,closure_reason,case_title,subject,reason,type,queue,department,source',
    ...Array.from(
      { length: 14 },
      (_, at) =>
        `10100${4110 + at},2020-01-${String(at + 1).padStart(2, '0')} 08:31:00,2020-02-01 08:31:00,,ONTIME,Open,,Title ${at},Public Works,Sanitation,Type ${at},PWDx,PWDx,Citizens Connect App`,
    ),
  ]),
  recorded: 14,
  cases: {
    101004110: {
      ...{ receivedAt: '2020-01-01T08:31:00.000+08:00', dueAt: '2020-02-01T08:31:00.000+08:00' },
      ...{ topic: 'Type 0', department: 'PWDx', source: 'Citizens Connect App', type: null },
    },
    101004123: { receivedAt: '2020-01-14T08:31:00.000+08:00' },
  },
};

/** A FOIA tracker: UTF-16 with tabs, no column for who asked, its own words for outcomes. */
const foia: FileElsewhere = {
  name: 'foia-requests.csv',
  kind: 'applications',
  bytes: Buffer.from(
    `\ufeff${text([
      'ID\tTitle\tStatus\tDate Submitted\tDate Done\tUser',
      '1001\tBody camera policy\tCompleted\t2015-03-02\t2015-03-20\tmorisy',
      '1002\tEmails, 2014–2015\tRejected\t2015-04-01\t2015-04-28\tsamples',
      '1003\tContracts\tNo Responsive Documents\t2015-05-05\t2015-05-19\tsamples',
    ])}`,
    'utf16le',
  ),
  changed: { kind: 'applications', 'fixed.applicantType': 'naturalPerson' },
  meant: {
    Completed: 'disclosed',
    Rejected: 'refused.processInformation',
    'No Responsive Documents': 'unavailable.notHeld',
  },
  recorded: 3,
  cases: {
    1001: { receivedOn: '2015-03-02', applicantType: 'naturalPerson' },
    1003: { receivedOn: '2015-05-05' },
  },
};

/** Excel of the United States: years of two digits, no seconds. */
const shortDates: FileElsewhere = {
  name: 'la2020b.csv',
  kind: 'hotline',
  bytes: utf8([
    'SRNumber,CreatedDate,RequestType,Owner,RequestSource,ClosedDate',
    '1-1523512371,1/1/20 0:05,Graffiti Removal,OCB,Mobile App,1/2/20 8:10',
    '1-1523512372,1/13/20 14:30,Bulky Items,BOS,Call,1/16/20 9:00',
    '1-1523512373,12/31/19 23:59,Bulky Items,BOS,Call,',
  ]),
  recorded: 3,
  cases: {
    '1-1523512371': {
      receivedAt: '2020-01-01T00:05:00.000+08:00',
      closedAt: '2020-01-02T08:10:00.000+08:00',
    },
    '1-1523512372': { receivedAt: '2020-01-13T14:30:00.000+08:00' },
    '1-1523512373': { receivedAt: '2019-12-31T23:59:00.000+08:00', closedAt: null },
  },
};

/** Big5, semicolons, the day before the month, traditional headings. */
const traditional: FileElsewhere = {
  name: '案件清單.csv',
  kind: 'hotline',
  bytes: encoded(
    text([
      '案件編號;受理時間;來源;承辦單位;事項;辦結時間',
      'H-0001;05/03/2025 09:30;市民熱線;環保局;垃圾清運;07/03/2025 10:00',
      'H-0002;13/03/2025 11:00;市民熱線;工務局;路面坑洞;20/03/2025 17:30',
      'H-0003;01/04/2025 08:15;臨櫃;戶政所;證件;01/04/2025 08:40',
    ]),
    'big5',
  ),
  recorded: 3,
  cases: {
    'H-0001': {
      ...{ receivedAt: '2025-03-05T09:30:00.000+08:00', closedAt: '2025-03-07T10:00:00.000+08:00' },
      ...{ source: '市民熱線', department: '環保局', topic: '垃圾清運' },
    },
    'H-0003': { receivedAt: '2025-04-01T08:15:00.000+08:00' },
  },
};

/** A ledger kept by hand: titles merged above the headings, units in cells, a row that adds up. */
const decisions: FileElsewhere = {
  name: '行政执法台账.xlsx',
  kind: 'decisions',
  bytes: workbookOf({
    formats: [14],
    merged: ['A1:F1', 'A2:F2'],
    sheets: {
      '2025年': [
        rowOf('某局2025年行政许可、行政处罚台账'),
        rowOf('填报单位：某局　　单位：件'),
        rowOf('序号', '决定书文号', '类别', '决定日期', '件数', '备注'),
        row(cell('1'), cell('示许〔2025〕1号'), cell('许可'), day(45_672), cell('12件'), cell('集中办理')),
        row(cell('2'), cell('示罚〔2025〕3号'), cell('处罚'), cell('2025年2月3日'), cell('1 件'), cell('')),
        row(cell('3'), cell('示强〔2025〕1号'), cell('行政强制'), cell('2025.3.4'), cell('２'), cell('')),
        row(cell('合计'), cell(''), cell(''), cell(''), cell('15件'), cell('')),
      ].join(''),
    },
  }),
  meant: { 许可: 'licence', 处罚: 'penalty' },
  recorded: 3,
  cases: {
    '示许〔2025〕1号': { on: '2025-01-15', cells: { kind: 'licence', count: 12 } },
    '示罚〔2025〕3号': { on: '2025-02-03', cells: { kind: 'penalty', count: 1 } },
    '示强〔2025〕1号': { on: '2025-03-04', cells: { kind: 'coercion', count: 2 } },
  },
};

/** Fees as a cashier exports them: `sep=;`, amounts with marks and units, the day first. */
const fees: FileElsewhere = {
  name: '收费明细.csv',
  kind: 'fees',
  bytes: utf8([
    'sep=;',
    '票号;缴费日期;收费项目;收费金额;经办人',
    '00012;05.03.2025;信息处理费;"￥1,200.00";王',
    '00013;17.03.2025;信息处理费;300元;王',
    '00014;01.12.2025;信息处理费;0.05万元;李',
    '总计;;;2000元;',
  ]),
  recorded: 3,
  cases: {
    '00012': { on: '2025-03-05', cells: { fen: 120_000 } },
    '00013': { on: '2025-03-17', cells: { fen: 30_000 } },
    '00014': { on: '2025-12-01', cells: { fen: 50_000 } },
  },
};

export const FILES_ELSEWHERE: readonly FileElsewhere[] = [
  ...[petitions, workOrders, newYork, losAngeles, boston],
  ...[foia, shortDates, traditional, decisions, fees],
];
