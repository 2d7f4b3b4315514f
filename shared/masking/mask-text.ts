/**
 * Texts of people half hidden, by what they say and by the field they stand in: enough to recognise, not enough to use.
 * One rule for pages, lists, hits, files and answers of the API. Each text is gone through a fixed number of times,
 * whatever stands in it.
 */
import type { TextField } from '#shared/kernel/event.ts';
import { maskedNumbers } from './numbers.ts';
import type { Sight } from './sight.ts';

/** What a house or a room is numbered by, behind a road, a village, a block; the room at the end has no word behind it. */
const HOUSE =
  /(?<=[路街道巷弄里坊村苑园庭寓厦城区栋幢座楼号组屯庄]|单元)[\d０-９A-Za-z一二三四五六七八九十百零〇甲乙丙丁-]{1,8}(?=号楼|号院|号|栋|幢|座|单元|室|房|弄|楼|层|组|门)|(?<=[栋幢座]|单元)[\d０-９]{3,4}(?![\d０-９])|(?<=[苑园庭寓厦村城坊])\d{1,3}(?:-\d{1,3})?-\d{3,4}(?!\d)/g;
const CALLED =
  /(?<=(?:姓名|联系人|申请人|投诉人|来电人|举报人|当事人|代理人|负责人|法定代表人)[:：] ?)[\p{Script=Han}·]{2,5}/gu;

const COMPOUND =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 即墨 达奚 纳兰'.split(
    ' ',
  );
/** What an organisation is called at its end, whatever stands before. */
const OF_ORGANISATIONS =
  '公司 政府 委员会 居委会 村委会 业委会 管委会 法院 检察院 学校 中学 小学 大学 学院 幼儿园 医院 卫生院 银行 协会 学会 商会 联合会 基金会 合作社 中心 集团 事务所 研究院 研究所 派出所 街道办 办事处 管理处 管理局 支队 大队 分局 工作室 经营部 门市部 商行 超市 酒店 饭店 工厂 报社 电视台 工会 物业'.split(
    ' ',
  );
const OF_LONGER_ONES = /[局委院所厂店会社队站部办处厅馆园场矿行校组科室]$/;
/** In place of a name. */
const NOBODY = new Set(
  '匿名 不详 未知 无 未提供 市民 群众 网民 居民 村民 业主 热心市民 诉求人 来电人 申请人 投诉人 举报人 本人'.split(
    ' ',
  ),
);
const TITLE = /(?:先生|女士|同志|小姐|太太|老师|师傅|经理|阿姨|大爷|某{1,3})$/;
const AND_OTHERS = /等(?:[\d一二三四五六七八九十百]+)?(?:人|名|户|位)?$/;
const BEFORE =
  /^(?:法定代表人|委托代理人|负责人|联系人|代理人|委托人|经办人|申请人|投诉人|来电人|举报人|当事人|姓名)[:：]?/;
const HAN = /^\p{Script=Han}+$/u;
const BETWEEN = /([\s、，,;；/|()（）:：]+)/;
const LONGEST_PIECE = 60;

/** Whether it is called as only organisations are. */
function isOrganisation(name: string): boolean {
  const bare = name.trim().replace(/[（(][^（()）]{0,30}[)）]$/, '');
  const { length } = [...bare.slice(0, LONGEST_PIECE)];
  return (
    (length >= 4 && OF_ORGANISATIONS.some((word) => bare.endsWith(word))) ||
    (length >= 5 && OF_LONGER_ONES.test(bare))
  );
}

/**
 * A text that is a name, or several, perhaps with a title or what they are in the matter: the surname and a star for each
 * further character. Names of organisations are no secret.
 */
export function maskedNames(text: string): string {
  if (isOrganisation(text)) return text;
  const pieces = text.split(BETWEEN);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return piece;
      return isSetApart(pieces, index) ? '*'.repeat([...piece].length) : maskedPiece(piece);
    })
    .join('');
}

const BLANKS = /^\s+$/;
const LONE = /^\p{Script=Han}$/u;
const GIVEN = /^\p{Script=Han}{1,2}$/u;

/** A given name behind its surname and a blank, as two characters are set to the width of three: 周 敏. */
function isSetApart(pieces: readonly string[], index: number): boolean {
  const [surname = '', between = '', given = ''] = pieces.slice(Math.max(0, index - 2), index + 1);
  const isSurname = LONE.test(surname) || COMPOUND.includes(surname);
  return BLANKS.test(between) && isSurname && GIVEN.test(given) && !TITLE.test(given) && !NOBODY.has(given);
}

function maskedPiece(piece: string): string {
  const before = BEFORE.exec(piece)?.[0] ?? '';
  const behind = (AND_OTHERS.exec(piece.slice(-12)) ?? TITLE.exec(piece.slice(-12)))?.[0] ?? '';
  const name = piece.slice(before.length, piece.length - behind.length);
  if (name === '' || NOBODY.has(name) || isOrganisation(name)) return piece;
  return `${before}${maskedName(name, behind)}${behind}`;
}

function maskedName(name: string, behind: string): string {
  const [first = '', ...others] = name;
  if (/^[A-Za-z][A-Za-z.'-]*$/.test(name)) return name.length === 1 ? name : `${first}***`;
  if (name.includes('·') || name.includes('•'))
    return [...name].map((one, at) => (at === 0 || '·•'.includes(one) ? one : '*')).join('');
  if (!HAN.test(name)) return name;
  const surname = COMPOUND.find((one) => name.startsWith(one) && (name !== one || behind !== '')) ?? first;
  // 王女士 has no more than the surname
  return others.length === 0 ? name : `${surname}${'*'.repeat([...name].length - [...surname].length)}`;
}

/** Words as anybody may see them: without the numbers, addresses and `names` that people typed into them. */
export function maskedWithin(text: string, names: readonly string[] = []): string {
  const within = maskedNumbers(withoutMail(text))
    .replace(HOUSE, '**')
    .replace(CALLED, (name) => maskedNames(name));
  return names.reduce(withoutName, within);
}

function withoutMail(text: string): string {
  const parts = text.split(/([@＠])/);
  return parts
    .map((part, index) => {
      const behind = parts[index + 2] ?? '';
      const isBox =
        index % 2 === 0 &&
        /[\p{L}\p{Nd}]$/u.test(part.slice(-2)) &&
        /^ ?[A-Za-z\dＡ-Ｚａ-ｚ０-９]/.test(behind);
      return isBox ? `${withoutBox(part)}***` : part;
    })
    .join('');
}

/** The letters of a box, from the end on, but for its first. */
function withoutBox(part: string): string {
  let start = part.length;
  while (start > 0 && /[A-Za-z0-9._%+\-Ａ-Ｚａ-ｚ０-９．＿]/.test(part[start - 1] ?? '')) start -= 1;
  return part.slice(0, start + 1);
}

function withoutName(text: string, name: string): string {
  if (name.length < 2 || isOrganisation(name)) return text;
  return text.split(name).join(maskedNames(name));
}

/** First and last characters of a number of identity, of whatever kind; only the first of anything short. */
function maskedIdentity(text: string): string {
  const within = maskedNumbers(text);
  if (within !== text)
    return within.replace(
      /^[A-Za-z]{1,2}(?=\*)/,
      (letters) => letters.slice(0, 1) + '*'.repeat(letters.length - 1),
    );
  const letters = [...text];
  const shown = letters.length < 9 ? { first: 1, last: 0 } : { first: 2, last: 2 };
  const hidden = letters.length - shown.first - shown.last;
  return hidden <= 0
    ? text
    : `${letters.slice(0, shown.first).join('')}${'*'.repeat(hidden)}${letters.slice(letters.length - shown.last).join('')}`;
}

/** As far as the street office, the township or the district. */
function maskedAddress(text: string): string {
  const end = ['街道', '镇', '乡', '区', '县', '市']
    .map((level) => ({ level, at: text.slice(0, 40).indexOf(level) }))
    .find(({ at }) => at > 0);
  const kept = end === undefined ? 2 : end.at + end.level.length;
  return text.length <= kept ? text : `${maskedWithin(text.slice(0, kept))}***`;
}

const OF_NAMES: readonly TextField[] = ['applicantName', 'agent', 'caller', 'party', 'receiver'];
/** What officials and the office are called and reached by, and what only a program reads. */
const OPEN: readonly TextField[] = [
  ...(['approvedBy', 'byOrderOf', 'contactPerson', 'contactPhone', 'contactAddress', 'emails'] as const),
  'payment',
  ...(['court', 'organ', 'source', 'digest', 'postNumber', 'proposed', 'document'] as const),
];

const isAmong = (fields: readonly TextField[], key: string): boolean => fields.some((one) => one === key);

/** What stands in place of a text that is not for whoever asks. */
export const WITHHELD = '限知悉';

/** A text of that field; `names` are those of the people of the case, which other texts may hold. */
export function maskedText(key: string, text: string, { sight = 'masked', names = [] }: Seen = {}): string {
  if (sight === 'full' || text === WITHHELD || isAmong(OPEN, key)) return text;
  if (key === 'identity') return maskedIdentity(text);
  // who handles a case must know whose it is, and where the water comes through the ceiling
  if (sight === 'handling') return maskedNumbers(withoutMail(text));
  if (key === 'address') return maskedAddress(text);
  return maskedWithin(isAmong(OF_NAMES, key) ? maskedNames(text) : text, names);
}

type Seen = { readonly sight?: Sight; readonly names?: readonly string[] };
