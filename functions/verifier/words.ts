/** Everything that is said, in Chinese and English. */

const FAULTS = {
  archiveNotWhole: [
    '档案不完整或被改动（结尾行不符）',
    'the archive is not whole: its closing line does not fit',
  ],
  lineUnreadable: ['档案中有一行无法识读', 'a line of the archive cannot be read'],
  changed: ['内容与其哈希不符（改动后未重算）', 'bytes are not as hashed'],
  misplaced: ['不在其原来的位置', 'stands under another case or version'],
  holeBefore: ['此前的记录顺序有缺号', 'a place before it is empty'],
  missingBefore: ['此前的记录缺失', 'commits before it are missing'],
  predecessorChanged: ['前一笔记录被替换', 'its predecessor is another'],
  numberElsewhere: ['编号缺失或指向别的案件', 'its number is gone or leads to another case'],
  numberStray: ['编号没有对应的案件', 'a number of no case'],
  keyMissing: ['幂等键缺失', 'its idempotency key is gone'],
  keyStray: ['幂等键没有对应的记录', 'an idempotency key of no commit'],
  sealMissing: ['密封的文字缺失', 'its sealed texts are gone'],
  sealDamaged: ['密封的文字被破坏', 'its sealed texts are damaged'],
  sealStray: ['密封的文字没有对应的记录', 'sealed texts of no commit'],
  caseKeyMissing: ['案件的密钥缺失', 'the key of the case is gone'],
  erasedUnrecorded: [
    '密钥被销毁而没有销毁的记录',
    'its key was destroyed and no record of that stands in the ledger',
  ],
  yearDigest: ['年报签署时的台账摘要与现在的台账不符', 'the ledger digest in the signature is another'],
  yearEvents: ['年报签署时的事件数与现在的台账不符', 'the number of events in the signature is another'],
  checkpointUnsigned: ['检查点没有有效签名', 'a checkpoint without a signature that fits'],
  checkpointPrevious: [
    '检查点前后不相接（有缺失或被替换）',
    'a checkpoint that does not follow the one before',
  ],
  checkpointOrigin: ['检查点属于另一本台账', 'a checkpoint of another log'],
  checkpointShrinks: [
    '检查点的笔数少于此前的检查点（台账被回退）',
    'a checkpoint smaller than one before: rolled back',
  ],
  setbackWrong: [
    '所称的回退不是末尾的丢失：其后的记录仍在或名单缺失（台账被改写）',
    'called a setback, and more than an end is gone: rewritten, or names are missing',
  ],
  checkpointForked: ['同一笔数有两个不同的检查点', 'two checkpoints of one size differ'],
  checkpointUnknown: [
    '证据包的检查点不在检查点文件夹里',
    'the checkpoint of the package is not in the folder of checkpoints',
  ],
  checkpointRoot: ['台账与检查点不符', 'the ledger is not what the checkpoint covers'],
  namesMissing: [
    '检查点所列的条目名单缺失或被改动',
    'the names of the entries of a checkpoint are gone or altered',
  ],
  rewritten: ['封存后被改写', 'rewritten after it was sealed'],
  removed: ['封存后被删除', 'removed after it was sealed'],
  cutOff: ['封存后被截去（末尾的记录没有了）', 'cut off after it was sealed'],
  inserted: ['被插入到已封存的部分', 'inserted into what was sealed'],
  moved: ['封存后顺序被调换', 'moved to another place after it was sealed'],
  manifestUnsigned: ['证据包的清单没有有效签名', 'the manifest has no signature that fits'],
  fileAltered: ['证据包中的文件被改动', 'a file of the package was altered'],
  fileMissing: ['证据包中缺少文件', 'a file of the package is missing'],
  fileUnlisted: ['证据包中有清单以外的文件', 'a file that the manifest does not list'],
  proofWrong: ['存在证明与检查点不符', 'the inclusion proof does not lead to the checkpoint'],
  commitUnreadable: ['记录无法识读', 'a commit cannot be read'],
  textsAltered: [
    '公开的文字与密封时的摘要不符',
    'opened texts do not fit the digest under which they were sealed',
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type Fault = {
  readonly what: keyof typeof FAULTS;
  readonly office?: string;
  readonly case?: string;
  readonly version?: number;
  readonly name?: string;
  readonly size?: number;
  readonly at?: string;
  readonly line?: number;
};

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Of a pair of sentences the one in that language. */
export const said = ([zh, en]: readonly [string, string], language: Language): string =>
  language === 'zh' ? zh : en;

export function faultLine(fault: Fault, language: Language): string {
  const { what, office, case: number, version, name, size, at, line } = fault;
  const isDefault = office === undefined || office === 'default';
  const parts: readonly (string | false)[] = [
    number !== undefined && (isDefault ? number : `${office}/${number}`),
    version !== undefined && said([`第 ${version} 笔`, `version ${version}`], language),
    name !== undefined && name,
    size !== undefined && said([`${size} 笔`, `${size} entries`], language),
    at !== undefined && at,
    line !== undefined && said([`第 ${line} 行`, `line ${line}`], language),
  ];
  const where = parts.filter((part) => part !== false && part !== '').join(' ');
  return `✗ ${where === '' ? '' : `${where}${language === 'zh' ? '：' : ': '}`}${said(FAULTS[what], language)}`;
}

export const HELP: readonly [string, string] = [
  `用法：verifier 档案 --checkpoints 文件夹 --key 公钥文件或公钥行
      verifier 证据包.zip（或解开的文件夹） [--key 公钥文件或公钥行] [--checkpoints 文件夹]

独立核验台账：不使用台账程序的任何代码，不需要主密钥。
  档案              taizhang export 导出的文件
  --checkpoints     存放检查点的文件夹（台账管理员改不到的那一份）；不给则只用档案自带的检查点
  --key             公钥（signing.pub 的内容或文件）；应从台账以外的途径取得
  --log ledger      核验哪一本：ledger（默认）或 audit（导出时旁边的 .audit 文件）
  --lang zh|en      语言
  --json            结果以 JSON 输出
退出码：0 没有发现问题；1 发现问题；2 用法不对，或文件不能读`,
  `usage: verifier ARCHIVE --checkpoints FOLDER --key FILE_OR_LINE
       verifier PACKAGE.zip (or the unpacked folder) [--key FILE_OR_LINE] [--checkpoints FOLDER]

Verifies a ledger without any code of the program that recorded it, and without the master key.
  ARCHIVE           what \`taizhang export\` wrote
  --checkpoints     the folder of checkpoints that the administrator cannot rewrite; without it those in the archive
  --key             the public key (the line in signing.pub, or a file of it), obtained from elsewhere
  --log ledger      which log: ledger (default), or audit (the .audit file beside the archive)
  --lang zh|en      language
  --json            the result as JSON
exit: 0 nothing found; 1 something is wrong; 2 wrong usage, or a file that cannot be read`,
];
