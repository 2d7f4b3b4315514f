/**
 * A call to an address that an office has typed: over https and to the open network, so that nobody can make this machine
 * ask what only it may ask. What the operator names may be reached as it is written (ADR 66).
 */
import { lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Of this machine, of the link, of networks inside; and what is no address of one machine (RFC 6890). */
const INSIDE: readonly (readonly [net: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];
const inside = new BlockList();
for (const [net, bits, family] of INSIDE) inside.addSubnet(net, bits, family);

/** An IPv4 address written as IPv6 is judged as itself by the list. */
export function isInside(address: string): boolean {
  const family = isIP(address);
  return family === 0 || inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export type Allowed = ReadonlySet<string>;

/** `host` or `host:port`, by commas: what the operator of the machine lets an office call all the same. */
export function allowedHere(written = process.env.TAIZHANG_WEBHOOK_ALLOW): Allowed {
  const hosts = (written ?? '').split(',').map((one) => one.trim().toLowerCase());
  return new Set(hosts.filter((host) => host !== ''));
}

type WhyNot = 'notHttps' | 'inside';

/** Why an address is not called, as far as it tells by itself; what its name stands for is seen when it is called. */
export function whyNotCalled(url: URL, allowed: Allowed): WhyNot | null {
  if (allowed.has(url.hostname) || allowed.has(url.host)) return null;
  if (url.protocol !== 'https:') return 'notHttps';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && isInside(host));
  return isHere ? 'inside' : null;
}

export const WHY_NOT: Readonly<Record<WhyNot, string>> = {
  notHttps: '只向 https 地址发送；别的地址要由系统管理员写进 TAIZHANG_WEBHOOK_ALLOW',
  inside: '不向本机或内网的地址发送；确有需要的，由系统管理员写进 TAIZHANG_WEBHOOK_ALLOW',
};

/** The connection goes to the addresses that were judged: a name that answers otherwise a moment later gains nothing. */
const lookupOutside: LookupFunction = (hostname, options, told) => {
  lookup(hostname, { ...options, all: true }, (fault, found) => {
    if (fault !== null) return told(fault, []);
    if (found.some(({ address }) => isInside(address))) return told(new Error(WHY_NOT.inside), []);
    const [first] = found;
    if (options.all === true || first === undefined) return told(null, found);
    return told(null, first.address, first.family);
  });
};

type Call = {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly allowed: Allowed;
};

/** The status it was answered with. No redirect is followed, and nothing of the answer is read. */
export function call({ url: written, body, headers, timeoutMs, allowed }: Call): Promise<number> {
  const url = new URL(written);
  const why = whyNotCalled(url, allowed);
  if (why !== null) return Promise.reject(new Error(WHY_NOT[why]));
  const isNamed = allowed.has(url.hostname) || allowed.has(url.host);
  const send = url.protocol === 'https:' ? request : requestPlain;
  const options = {
    ...{ method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
    ...{ signal: AbortSignal.timeout(timeoutMs), agent: false as const },
    ...(!isNamed && { lookup: lookupOutside }),
  };
  return new Promise((resolve, reject) => {
    const sent = send(url, options, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
