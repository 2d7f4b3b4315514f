/**
 * A browser in which a person has signed in before: known by a cookie that lasts, with a mark for each of the last few
 * who did. Their tries are counted apart from everybody else's, so that no stranger can shut them out (ADR 64).
 */
import { createHmac, randomBytes } from 'node:crypto';
import { cookieIn, giveCookie } from '../frame/cookies.ts';
import type { Ctx, Web } from '../frame/web.ts';

const DEVICE = 'taizhang_device';
const SECONDS = 365 * 86_400;
/** A counter may be shared by some; a browser that everybody uses knows nobody. */
const MOST_PEOPLE = 8;

function markOf(secret: string, nonce: string, user: string): string {
  return createHmac('sha256', secret).update(`device ${nonce} ${user}`).digest('base64url').slice(0, 22);
}

const partsOf = (value: string | null): readonly string[] => value?.split('~') ?? [];

/** The mark of this person in this browser; null where they have not signed in in it. */
export async function deviceOf(c: Ctx, web: Web, user: string): Promise<string | null> {
  const secret = await web.accounts.signingSecret();
  const [nonce, ...marks] = partsOf(cookieIn(c, secret, DEVICE));
  if (nonce === undefined) return null;
  const mark = markOf(secret, nonce, user);
  return marks.includes(mark) ? `${nonce} ${mark}` : null;
}

/** From now on this browser knows this person. */
export async function rememberDevice(c: Ctx, web: Web, user: string): Promise<void> {
  const secret = await web.accounts.signingSecret();
  const [nonce = randomBytes(12).toString('base64url'), ...marks] = partsOf(cookieIn(c, secret, DEVICE));
  const mark = markOf(secret, nonce, user);
  const newest = [mark, ...marks.filter((one) => one !== mark)].slice(0, MOST_PEOPLE);
  giveCookie(c, secret, { name: DEVICE, value: [nonce, ...newest].join('~'), seconds: SECONDS });
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/iPhone|iPad/, '苹果手机或平板'],
  [/Android/, '安卓手机或平板'],
  [/Windows/, 'Windows 电脑'],
  [/Mac OS X/, '苹果电脑'],
  [/UOS|Kylin|Linux/, 'Linux 电脑'],
];
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/360SE|360EE|QIHU/, '360 浏览器'],
  [/MicroMessenger/, '微信'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** The browser in words, for its owner to know it by; nothing rests on it. */
export function deviceWords(agent: string | undefined): string {
  const named = (list: typeof SYSTEMS): string | undefined =>
    list.find(([pattern]) => pattern.test(agent ?? ''))?.[1];
  const words = [named(SYSTEMS), named(BROWSERS)].filter((one) => one !== undefined);
  return words.length === 0 ? '不明设备' : words.join('，');
}
