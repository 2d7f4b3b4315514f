/** What a reply says of its grounds (条例14–16, 36–38): the words, the articles, and which paragraphs of a letter hold. */
import { GROUND_TERMS, GROUNDS, type Ground, groundsOf, groundText } from '#shared/glossary/grounds.ts';
import type { Outcome } from '#shared/glossary.ts';
import type { Fact, Facts } from './letters.ts';

/** Before, name, after: those that differ in the name alone are told together. */
type Phrase = readonly [string, string, string];
const rights = (name: string): Phrase => ['涉及', name, '，公开会对第三方合法权益造成损害'];
const endangers = (name: string): Phrase => ['公开后可能危及', name, ''];
const internal = (name: string): Phrase => ['属于行政机关', name, '方面的内部事务信息'];
const inProcess = (name: string): Phrase => [
  '属于行政机关在履行行政管理职能过程中形成的',
  name,
  '，为过程性信息',
];

/** What information is said to be, after 该信息. Of what is given nothing is to be excused. */
const PHRASES: Readonly<Record<Ground, Phrase | null>> = {
  alreadyPublic: null,
  provided: null,
  toldHow: null,
  stateSecret: ['属于', '依法确定为国家秘密', '的政府信息'],
  prohibitedByLaw: ['属于', '法律、行政法规禁止公开', '的政府信息'],
  nationalSecurity: endangers('国家安全'),
  publicSecurity: endangers('公共安全'),
  economicSecurity: endangers('经济安全'),
  socialStability: endangers('社会稳定'),
  tradeSecret: rights('商业秘密'),
  personalPrivacy: rights('个人隐私'),
  otherRights: rights('第三方的其他合法权益'),
  personnel: internal('人事管理'),
  logistics: internal('后勤管理'),
  workflow: internal('内部工作流程'),
  discussionRecord: inProcess('讨论记录'),
  draft: inProcess('过程稿'),
  consultationLetter: inProcess('磋商信函'),
  requestReport: inProcess('请示报告'),
  enforcementFile: ['属于', '行政执法案卷', '信息'],
  administrativeQuery: ['', '有关法律、行政法规对其获取有特别规定', ''],
  nonexistent: ['', '经检索不存在', ''],
  otherOrgan: ['', '不属于本机关负责公开', ''],
  mustBeCreated: ['', '需要对现有政府信息进行加工、分析', ''],
};

/** Paragraphs that hold only on this ground begin with 如有 and this word. */
const FLAGS: Readonly<Partial<Record<Ground, Fact>>> = {
  alreadyPublic: '已主动公开',
  provided: '可以公开',
  toldHow: '告知获取',
  prohibitedByLaw: '法律禁止公开',
  nonexistent: '信息不存在',
  otherOrgan: '非本机关负责',
  administrativeQuery: '另有规定',
};

/** The grounds in force: those named, and those of a row that knows one only. Null while a row is without its ground. */
export function completeGrounds(
  rows: readonly Outcome[],
  named: readonly Ground[],
): readonly Ground[] | null {
  const found = rows.map((row) => {
    const possible = groundsOf(row);
    return possible.length === 1 ? possible : possible.filter((ground) => named.includes(ground));
  });
  const lacking = rows.some((row, index) => groundsOf(row).length > 0 && found[index]?.length === 0);
  return lacking ? null : GROUNDS.filter((ground) => found.some((some) => some.includes(ground)));
}

/** Ticked or typed, one a line: the key, the name, or the name with its article. */
export function groundsIn(text: string): readonly Ground[] {
  const said = text.split(/[\n；]/).map((line) => line.trim());
  return GROUNDS.filter((ground) =>
    [ground, GROUND_TERMS[ground].label, groundText(ground)].some((name) => said.includes(name)),
  );
}

/** `objected`: a third party was asked and did not agree, so that art. 32 is part of the ground. */
export function groundFacts(grounds: readonly Ground[], objected: boolean): Facts {
  const of = (is: string): readonly Ground[] => grounds.filter((ground) => GROUND_TERMS[ground].is === is);
  const [withheld, lacking] = [of('withholds'), of('lacks')];
  const flags = grounds.flatMap((ground) => FLAGS[ground] ?? []);
  return {
    答复依据: grounds.map(groundText).join('；'),
    ...(withheld.length > 0 && {
      不予公开情形: phrased(withheld),
      依据条款: articles(withheld, objected ? ['第三十二条'] : []),
    }),
    ...(lacking.length > 0 && { 无法提供情形: phrased(lacking), 无法提供条款: articles(lacking) }),
    ...Object.fromEntries(flags.map((flag) => [flag, '是'])),
  };
}

function articles(grounds: readonly Ground[], more: readonly string[] = []): string {
  const own = grounds.map((ground) => GROUND_TERMS[ground].article);
  const third = own.includes('第十五条') ? more : [];
  return [...new Set([...own, ...third])].join('、');
}

function phrased(grounds: readonly Ground[]): string {
  const parts: { around: Pick<Phrase, 0 | 2>; names: string[] }[] = [];
  for (const ground of grounds) {
    const phrase = PHRASES[ground];
    if (phrase === null) continue;
    const [before, name, after] = phrase;
    const same = parts.find(({ around }) => around[0] === before && around[2] === after && before !== '');
    if (same) same.names.push(name);
    else parts.push({ around: phrase, names: [name] });
  }
  const said = parts.map(({ around, names }) => `${around[0]}${names.join('、')}${around[2]}`);
  // not all of what is meant is each of them
  return `${said.length > 1 ? '分别' : ''}${said.join('，')}`;
}
