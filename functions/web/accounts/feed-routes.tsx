/** Platforms that send records of the hotline: added with a secret, given another one, no longer listened to. */

import { changeFeed, feedName, feedsOf, secretOfFeed } from '#shared/accounts/feeds.ts';
import { otherHolder } from '#shared/accounts/names.ts';
import { ADMINS } from '#shared/accounts/permissions.ts';
import { dateOfInstant } from '#shared/kernel/plain-date.ts';
import { pageRead } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, textOf } from '../frame/form-fields.ts';
import { textOfPart } from '../frame/path-part.ts';
import { actorOf, type Ctx, type Web } from '../frame/web.ts';
import { BLANK_FORM, type FieldError } from '../look/form.tsx';
import { ACCOUNTS, type Asked, FEEDS, HOLDERS } from './addresses.ts';
import { type EntryWords, entryPage } from './entry-form.tsx';
import { feedPage } from './feed-page.tsx';
import { HowToPush } from './how-to-push.tsx';
import { secretPage } from './secret-page.tsx';

const NEW_FEED = `${FEEDS}/new`;
const WORDS: EntryWords = {
  title: '添加推送来源',
  action: NEW_FEED,
  name: ['来源名称', '由文字、数字和 . _ - 组成，例如 区级平台'],
  button: '生成密钥',
  hasRole: false,
};
const FAULTS = {
  nameUnfit: '来源名称由文字、数字和 . _ - 组成，1 到 64 个字符，中间不留空格',
  nameTaken: '已经有这个推送来源；密钥遗失或泄露的，在列表里更换密钥',
} as const;

export function feedRoutes(door: Site, web: Web): void {
  const site = door.reading(pageRead('peopleRead'));
  site.page(NEW_FEED, ADMINS, (c) => entryPage(c, WORDS, BLANK_FORM));
  site.form(NEW_FEED, ADMINS, (c, who, fields) => add(c, { web, who }, fields));
  site.page(`${FEEDS}/:feed`, ADMINS, (c, who) => show(c, { web, who }));
  site.form(`${FEEDS}/renew`, ADMINS, (c, who, fields) => renew(c, { web, who }, fields));
  site.form(`${FEEDS}/end`, ADMINS, (c, who, fields) => end(c, { web, who }, fields));
}

async function add(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const name = feedName(textOf(fields, 'name'));
  const known = { accounts: asked.web.accounts, log: asked.web.house.log, office: asked.who.office };
  const holder = name === null ? null : await otherHolder(known, name, 'feed');
  const values = { name: textOf(fields, 'name') };
  if (holder !== null) return entryPage(c, WORDS, { values, errors: [HOLDERS[holder]] });
  const code = name === null ? 'nameUnfit' : (await isThere(asked, name)) ? 'nameTaken' : null;
  if (name !== null && code === null) return added(c, asked, name);
  const errors: FieldError[] = code === null ? [] : [{ field: 'name', code, message: FAULTS[code] }];
  return entryPage(c, WORDS, { values, errors });
}

async function renew(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const name = textOf(fields, 'name');
  return (await isThere(asked, name)) ? added(c, asked, name) : notFound(c);
}

async function end(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const name = textOf(fields, 'name');
  if (!(await isThere(asked, name))) return notFound(c);
  await change(c, asked, { type: 'FeedEnded', feed: name });
  return c.redirect(`${ACCOUNTS}?saved`, 303);
}

async function isThere({ web, who }: Asked, name: string): Promise<boolean> {
  return (await feedsOf(web.house.log, who.office)).has(name);
}

/** Starts a feed, or renews its secret: each start gives a new one. */
async function added(c: Ctx, asked: Asked, feed: string): Promise<Response> {
  await change(c, asked, { type: 'FeedAdded', feed });
  const { web, who } = asked;
  const secret = await secretOfFeed(web.house.log, await web.accounts.signingSecret(), {
    office: who.office,
    feed,
  });
  return secretPage(c, {
    title: '密钥已生成',
    facts: [['来源名称', feed]],
    secret: ['密钥', secret],
    advice: '平台每次推送都用它签名；以前生成的密钥不再有效。',
    children: <HowToPush feed={feed} office={named(asked)} />,
  });
}

/** The office has to be named only where it is another than the first. */
function named({ web, who }: Asked): string | null {
  return who.office === web.config.office ? null : who.office;
}

async function show(c: Ctx, asked: Asked): Promise<Response> {
  const feed = textOfPart(c.req.param('feed'));
  return (await isThere(asked, feed)) ? feedPage(c, { feed, office: named(asked) }) : notFound(c);
}

type Change = { readonly type: 'FeedAdded' | 'FeedEnded'; readonly feed: string };

async function change(c: Ctx, { web, who }: Asked, { type, feed }: Change): Promise<void> {
  const on = dateOfInstant(web.house.clock.now());
  await changeFeed(web.house.log, type, { office: who.office, actor: actorOf(who), on, feed });
  const event = type === 'FeedAdded' ? 'feedAdded' : 'feedEnded';
  web.log({ event, request: c.var.request, user: who.user, account: feed });
}
