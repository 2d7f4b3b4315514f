/** What a watchdog asks: whether the process answers, and whether it can do its work. */
import { setTimeout } from 'node:timers/promises';
import type { Hono } from 'hono';
import { type Behind, behind } from '#shared/feeds/behind.ts';
import { epochOf, isAheadOf, parseInstant } from '#shared/kernel/plain-date.ts';
import { firstUnknown } from '#shared/ledger/unknown-events.ts';
import { type Unavailable, unavailableFor } from '#shared/store/faults.ts';
import type { Part, Probe } from '#shared/store/house.ts';
import type { Unsealed } from '#shared/store/notary.ts';
import { problem } from '../frame/answers.ts';
import type { Env, Web } from '../frame/web.ts';
import type { Route } from './site.ts';
import { wordsFor } from './unavailable.tsx';

export const HEALTH_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/healthz', roles: 'public', reads: null },
  { method: 'GET', path: '/readyz', roles: 'public', reads: null },
];

const WORDS: Readonly<Record<Part, string>> = {
  ledger: '事项账册',
  keys: '数据密钥',
  views: '统计数据',
  accounts: '账号',
  audit: '访问记录',
  deadLetters: '未能处理的记录',
  order: '存证次序',
  masterKey: '主密钥',
  documents: '文件',
  queue: '消息队列',
  disk: '磁盘（写不进去，或者没有空间）',
};

/** How long a look may take, and how long its answer is good for whoever asks next. */
const HERE = { withinMs: 10_000, keptMs: 0 };

export function healthRoutes(app: Hono<Env>, web: Web): void {
  const stood = keptFor(web.config.readiness?.keptMs ?? HERE.keptMs, () => standing(web));
  const feedOf = keptFor(web.config.readiness?.keptMs ?? HERE.keptMs, () => behindFeed(web));
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const { outOfReach, warning, why } = await stood();
    if (outOfReach.length === 0)
      return c.json({ status: 'ready', ...(warning !== null && { warning }), ...(await feedOf()) });
    const title = why === null ? '账册暂时不可用' : `账册暂时不可用：${wordsFor(why)}`;
    const detail = `够不着：${outOfReach.map((part) => WORDS[part]).join('、')}`;
    const facts = { outOfReach, ...(why !== null && { why }) };
    return problem(c, { status: 503, code: 'unavailable', title, detail, facts });
  });
}

/** How far behind what others sent; left out where nothing is. */
async function behindFeed({ house, config }: Web): Promise<{ readonly feed?: Behind }> {
  const feed = await behind(house, config.office);
  return feed.waiting === 0 && feed.since === null ? {} : { feed };
}

type Standing = {
  readonly outOfReach: readonly Part[];
  readonly warning: string | null;
  /** What is the matter with it, of the first that said so. */
  readonly why: Unavailable | null;
};

/** Whoever asks while others wait gets the same answer: a crowd of watchdogs is no load. */
function keptFor<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let known: { readonly answer: Promise<T>; until: number } | null = null;
  return () => {
    if (known !== null && performance.now() < known.until) return known.answer;
    const asked = { answer: ask(), until: Number.POSITIVE_INFINITY };
    known = asked;
    const ended = (): void => {
      asked.until = performance.now() + milliseconds;
    };
    asked.answer.then(ended, ended);
    return asked.answer;
  };
}

/** All looks at once, each with an end. What a warning is read from is out of reach where it cannot be found out. */
async function standing(web: Web): Promise<Standing> {
  const withinMs = web.config.readiness?.withinMs ?? HERE.withinMs;
  const { readiness } = web.house;
  const warnings: (string | null)[] = [null, null, null];
  const warned = (part: Part, rank: number, ask: () => Promise<string | null>): Probe => ({
    part,
    look: async () => {
      warnings[rank] = await ask();
    },
  });
  const probes = [
    ...[...ownProbes(web), ...(readiness?.probes ?? [])],
    warned('views', 0, () => figuresWarning(web)),
    // an anchor that keeps us waiting keeps nobody from work
    warned('documents', 1, () =>
      Promise.race([sealingWarning(web), setTimeout(withinMs * 0.9, 'anchorFault', { ref: false })]),
    ),
    warned('views', 2, async () => (await readiness?.warning()) ?? null),
  ];
  const seen = await Promise.all(probes.map((probe) => lackOf(probe, withinMs)));
  const lacks = seen.filter((lack) => lack !== null);
  const first = <T>(all: readonly (T | null)[]): T | null => all.find((one) => one !== null) ?? null;
  return {
    outOfReach: [...new Set(lacks.map(({ part }) => part))],
    warning: first(warnings),
    why: first(lacks.map(({ why }) => why)),
  };
}

type Lack = { readonly part: Part; readonly why: Unavailable | null };

async function lackOf({ part, look }: Probe, withinMs: number): Promise<Lack | null> {
  const looked = look().then(
    () => null,
    (fault: unknown): Lack => ({ part, why: unavailableFor(fault) }),
  );
  return Promise.race([looked, setTimeout<Lack>(withinMs, { part, why: 'unreachable' }, { ref: false })]);
}

/** One small, uncached read of each store that every page needs. */
function ownProbes({ house, accounts, config }: Web): readonly Probe[] {
  const { office } = config;
  return [
    { part: 'ledger', look: () => house.log.history({ office, kind: 'office', stream: office }) },
    { part: 'views', look: () => house.views.position() },
    { part: 'accounts', look: () => Promise.all([accounts.find(office), accounts.signingSecret()]) },
  ];
}

async function figuresWarning({ house, config }: Web): Promise<string | null> {
  await house.catchUp();
  if ((await firstUnknown(house, config.office)) !== null) return 'unknownEvents';
  return isAheadOf(house.clock.now(), await house.views.asOf(config.office)) ? 'clockBehindLedger' : null;
}

/** The schedule seals every hour: what has waited for longer than two it could not seal. */
const LONGEST_UNSEALED_MS = 2 * 3_600_000;

async function sealingWarning({ house }: Web): Promise<'anchorFault' | 'unsealed' | null> {
  const now = epochOf(house.clock.now());
  const isLate = ({ since }: Unsealed): boolean => {
    const at = parseInstant(since ?? '');
    return at !== null && now - epochOf(at) > LONGEST_UNSEALED_MS;
  };
  const standing = await house.notary.standing();
  // before the first checkpoint there is no schedule that has stopped
  if (standing.some(({ checkpoint, unsealed }) => checkpoint !== null && isLate(unsealed))) return 'unsealed';
  return standing.some(({ anchors }) => anchors.some(({ fault }) => fault !== null)) ? 'anchorFault' : null;
}
