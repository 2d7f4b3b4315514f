/** Which passwords are too easy to guess, after NIST SP 800-63B: by what they are, never by which characters they mix. */
import { COMMON_PASSWORDS } from './guessed-first.ts';

export const SHORTEST_PASSWORD = 10;
/** More is no password, and only makes work. */
const LONGEST_PASSWORD = 200;

export const WEAKNESSES = {
  tooShort: `新密码至少 ${SHORTEST_PASSWORD} 个字符`,
  tooLong: `新密码最多 ${LONGEST_PASSWORD} 个字符`,
  likeTheName: '新密码不能是用户名，也不能只是用户名加几个字符',
  tooCommon: '这个密码很常见，很容易被猜到，请换一个',
  tooPlain: '新密码不能只是重复或者按顺序排列的字符，如 aaaaaaaaaa、1234567890',
} as const;
type Weakness = keyof typeof WEAKNESSES;

/** Null for a password that will do. */
export function weaknessOf(password: string, user: string): Weakness | null {
  const typed = password.normalize('NFKC');
  const { length } = [...typed];
  if (length < SHORTEST_PASSWORD) return 'tooShort';
  if (length > LONGEST_PASSWORD) return 'tooLong';
  const plain = typed.toLowerCase();
  if (isLike(plain, user.normalize('NFKC').toLowerCase())) return 'likeTheName';
  if (isPlain(plain)) return 'tooPlain';
  return isCommon(plain) ? 'tooCommon' : null;
}

/** The name forwards, backwards, several times, or with a few characters more. */
function isLike(password: string, name: string): boolean {
  const backwards = [...name].reverse().join('');
  const rest = [name, backwards].map((one) => password.replaceAll(one, ''));
  return rest.some((left) => left.length < password.length && [...left].length < 4);
}

/** Digits, letters and the rows of a keyboard, as fingers run over them. */
const RUNS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const NEXT = new Set(
  RUNS.flatMap((run) => [...run].slice(1).map((letter, index) => `${run[index]}${letter}`)),
);

/** A few characters over and over, or for the most part each beside the one before it. */
function isPlain(password: string): boolean {
  const letters = [...password];
  if (new Set(letters).size <= 3) return true;
  for (let period = 1; period <= letters.length / 2 && period <= 6; period += 1)
    if (letters.every((letter, index) => letter === letters[index % period])) return true;
  const pairs = letters.slice(1).map((letter, index) => [letters[index] ?? '', letter] as const);
  const running = pairs.filter(([a, b]) => a === b || NEXT.has(`${a}${b}`) || NEXT.has(`${b}${a}`)).length;
  return running >= pairs.length * 0.75;
}

/** A well-known one, also with digits and marks around it, and with digits in the place of letters. */
function isCommon(password: string): boolean {
  const word = bareWord(password);
  const letters = word.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('3', 'e');
  return [password, word, letters].some((one) => COMMON_PASSWORDS.has(one));
}

/** From the first letter to the last. */
function bareWord(text: string): string {
  const letters = [...text];
  const isLetter = (letter: string): boolean => /\p{L}/u.test(letter);
  return letters.slice(letters.findIndex(isLetter), letters.findLastIndex(isLetter) + 1).join('');
}
