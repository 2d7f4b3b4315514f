/** `npm run verifier -- ARCHIVE --checkpoints FOLDER --key FILE_OR_LINE`: see `--help`. Nothing here knows the recorder. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { filesIn, readAnchor, type Setback } from './anchor.ts';
import { type NamedCommit, NoArchive, readArchive } from './archive.ts';
import { NoPackage, type VerifiedPackage, verifyPackage } from './evidence.ts';
import { type Verified, verifyLedger } from './ledger.ts';
import { KeyError, keysIn } from './notes.ts';
import { faultLine, HELP, LANGUAGES, type Language, said } from './words.ts';
import { NoZip, unzip } from './zip.ts';

type Sentence = readonly [string, string];
/** What stops before anything is verified. */
class Stopped extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence[1]);
    this.sentence = sentence;
  }
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

type Asked = {
  readonly what: string;
  readonly checkpoints?: string | undefined;
  readonly key?: string | undefined;
  readonly log: string;
};
type Answer = { readonly result: Verified | VerifiedPackage; readonly remarks: readonly Sentence[] };

/** `npm run` moves to the project's folder; the paths a person types are relative to where they stand. */
const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

async function verified({ what, checkpoints, key, log }: Asked): Promise<Answer> {
  const path = fromCaller(what);
  if (!existsSync(path)) throw new Stopped([`没有这个文件：${what}`, `no such file: ${what}`]);
  const files = packageAt(path);
  if (files !== null) {
    const own = files.get('signing.pub')?.toString('utf8');
    const kept = checkpoints === undefined ? null : filesIn(folderAt(checkpoints)).map((one) => one.text);
    const remarks: Sentence[] = key === undefined ? [OWN_KEY] : [];
    return { result: verifyPackage(files, keysOf(key ?? own), kept), remarks };
  }
  const archive = await readArchive(path);
  const kept = checkpoints === undefined ? null : folderAt(checkpoints);
  const enclosed = [...archive.proof].map(([name, body]) => ({ path: `/${name}`, text: body }));
  const anchor = readAnchor(kept === null ? enclosed : filesIn(kept), {
    keys: keysOf(key ?? archive.proof.get('signing.pub')),
    log: `/${log}`,
  });
  if (anchor.checkpoints.length + anchor.faults.length === 0)
    throw new Stopped([
      '没有检查点：无从核对已封存的内容',
      'there are no checkpoints: nothing can be said of what was sealed',
    ]);
  const remarks = [...(kept === null ? [OWN_CHECKPOINTS] : []), ...(key === undefined ? [OWN_KEY] : [])];
  return { result: verifyLedger(archive, anchor), remarks };
}

function folderAt(typed: string): string {
  const folder = fromCaller(typed);
  if (!existsSync(folder)) throw new Stopped([`没有这个文件夹：${typed}`, `no such folder: ${typed}`]);
  return folder;
}

const OWN_KEY: Sentence = [
  '注意：没有给出公钥，用的是文件自带的公钥；它只能说明前后一致，不能说明出自何人',
  'note: no key was given; the one enclosed shows that all is consistent, not who made it',
];
const OWN_CHECKPOINTS: Sentence = [
  '注意：没有给出检查点文件夹，用的是档案自带的检查点；能改台账又有签名密钥的人也能改它',
  'note: no folder of checkpoints was given; whoever holds the ledger and the key can rewrite those in the archive',
];

function keysOf(given: string | undefined): ReturnType<typeof keysIn> {
  if (given === undefined) throw new Stopped(['请用 --key 给出公钥', 'say the public key with --key']);
  const path = fromCaller(given.split('\n')[0] ?? '');
  const keys = keysIn(existsSync(path) ? readFileSync(path, 'utf8') : given);
  if (keys.length === 0) throw new Stopped(['公钥文件是空的', 'the file of the key is empty']);
  return keys;
}

/** The files of a package, packed or not; null of an archive. */
function packageAt(path: string): Map<string, Buffer> | null {
  if (!statSync(path).isDirectory()) return path.endsWith('.zip') ? unzip(readFileSync(path)) : null;
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [relative(path, file).split(sep).join('/'), readFileSync(file)];
    }),
  );
}

function summary({ result, remarks }: Answer): Sentence[] {
  const { commits, sealed, unsealed } = result;
  const [first] = unsealed;
  const ofLedger: Sentence[] =
    'cases' in result
      ? [
          [
            `共 ${commits} 笔记录，${result.cases} 个案件或设置，${result.signedYears} 次年报签署，${result.checkpoints} 个检查点`,
            `${commits} commits of ${result.cases} cases and settings, ${result.signedYears} signatures of years, ${result.checkpoints} checkpoints`,
          ],
        ]
      : [[`证据包：${commits} 笔记录`, `package of ${commits} commits`]];
  const ofOrder: Sentence[] =
    'isOrdered' in result && !result.isOrdered
      ? [
          [
            '这本台账自身没有全局顺序，顺序以检查点为准',
            'this ledger has no order of its own: the checkpoints give it',
          ],
        ]
      : [];
  const setbacks = 'setbacks' in result ? result.setbacks.map(setbackLine) : [];
  return [
    ...[...ofLedger, ...setbacks],
    sealed === null
      ? ['没有可逐笔核对的检查点', 'no checkpoint whose entries can be compared one by one']
      : [
          `最近的检查点：${sealed.time}，封存 ${sealed.size} 笔`,
          `newest checkpoint: ${sealed.time}, over ${sealed.size} entries`,
        ],
    first === undefined
      ? ['全部已封存', 'everything is sealed']
      : [
          `未封存：${unsealed.length} 笔，自 ${first.recordedAt}（${casesOf(unsealed)}）`,
          `unsealed: ${unsealed.length} commits since ${first.recordedAt} (${casesOf(unsealed)})`,
        ],
    ...[...ofOrder, ...remarks],
  ];
}

function setbackLine({ time, by, reason, from, last, lost }: Setback): Sentence {
  const cases = casesOf(lost);
  return [
    `回退：${time} 由 ${by} 声明（${reason}），此前最后的检查点 ${last.time}，${last.size} 笔；从第 ${from} 笔之后重新封存，丢失 ${lost.length} 笔（${cases}）`,
    `set back: said by ${by} at ${time} (${reason}); the last checkpoint before is of ${last.time}, ${last.size} entries; sealed anew behind ${from}, ${lost.length} lost (${cases})`,
  ];
}

const NAMED_AT_MOST = 10;

function casesOf(commits: readonly NamedCommit[]): string {
  const numbers = [...new Set(commits.map(({ number }) => number))];
  return numbers.slice(0, NAMED_AT_MOST).join(', ') + (numbers.length > NAMED_AT_MOST ? ' …' : '');
}

function print(answer: Answer, language: Language): void {
  const { faults } = answer.result;
  const verdict: Sentence =
    faults.length === 0
      ? ['✓ 没有发现问题', '✓ nothing found']
      : [`发现 ${faults.length} 处问题`, `${faults.length} found`];
  const lines = [...summary(answer), verdict].map((one) => said(one, language));
  const found = faults.map((fault) => faultLine(fault, language));
  process.stdout.write(`${[...found, ...lines].join('\n')}\n`);
}

async function run(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { checkpoints: text, key: text, log: text, lang: text, json: flag, help: flag },
    allowPositionals: true,
  });
  language = LANGUAGES.find((one) => one === values.lang) ?? 'zh';
  const [what, ...others] = positionals;
  if (values.help === true) process.stdout.write(`${said(HELP, language)}\n`);
  if (values.help === true) return 0;
  if (what === undefined || others.length > 0) throw new Stopped(HELP);
  const answer = await verified({ ...values, what, log: values.log ?? 'ledger' });
  if (values.json === true) process.stdout.write(`${JSON.stringify(answer.result, null, 2)}\n`);
  else print(answer, language);
  return answer.result.faults.length > 0 ? 1 : 0;
}

const STOPS: readonly [new (...args: never[]) => Error, Sentence][] = [
  [NoArchive, ['这不是台账的档案', 'this is no archive of a ledger']],
  [NoPackage, ['这不是证据包：没有 MANIFEST', 'this is no evidence package: there is no MANIFEST']],
  [NoZip, ['这个 .zip 不能读或已损坏', 'this .zip cannot be read or is damaged']],
  [KeyError, ['公钥不能识读：应为 名称+8位十六进制+base64', 'no key of this form: name+8 hex digits+base64']],
];

let language: Language = 'zh';
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (fault) {
  const known = STOPS.find(([kind]) => fault instanceof kind)?.[1];
  const sentence = fault instanceof Stopped ? fault.sentence : known;
  const message = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`verifier: ${sentence === undefined ? message : said(sentence, language)}\n`);
  process.exitCode = 2;
}
