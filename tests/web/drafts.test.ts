import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRoom, MOST_DRAFT_BYTES, MOST_DRAFTS } from '#shared/store/drafts.ts';
import {
  hiddenFields,
  openWebOffice,
  PASSWORD,
  unescaped,
  Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let office: WebOffice;
beforeEach(async () => {
  office = await openWebOffice();
});
afterEach(() => office.close());

const NEW = '/applications/new';
const TYPED = {
  channel: 'post',
  submittedOn: '2026-11-20',
  applicantName: '周敏',
  identity: '440301198505056664',
  subject: '某路“改造”<预算>',
};
const formOf = async (visitor: Visitor, page = NEW, action = '/applications') =>
  hiddenFields((await visitor.get(page)).text, action);

/** What the field holds. */
function valueIn(page: string, name: string): string | undefined {
  const input = new RegExp(`<input [^>]*name="${name}"[^>]*>`).exec(page)?.[0];
  const area = new RegExp(`<textarea [^>]*name="${name}"[^>]*>([^<]*)<`).exec(page)?.[1];
  return unescaped(/ value="([^"]*)"/.exec(input ?? '')?.[1] ?? area ?? '');
}

describe('what is typed and not sent', () => {
  it('is kept at a press of a button, and stands in the form when it is opened again', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const kept = await zhou.post('/drafts', { ...(await formOf(zhou)), ...TYPED });
    expect(kept).toMatchObject({ status: 303, location: NEW });
    const { text } = await zhou.get(NEW);
    expect(valueIn(text, 'applicantName')).toBe(TYPED.applicantName);
    expect(valueIn(text, 'subject')).toBe(TYPED.subject);
    expect(text).toContain('2026-11-23 09:30 填写、还没有提交的内容');
    expect((await zhou.get('/drafts')).text).toContain('登记申请');
  });

  it('an address that is no proper one leaves the list of drafts readable', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    await zhou.post('/drafts', { ...(await formOf(zhou)), draft: '/x/%E0%A4%A/steps/Reply 作出答复' });
    expect((await zhou.get('/drafts')).status).toBe(200);
  });

  it('belongs to who typed it', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    await zhou.post('/drafts', { ...(await formOf(zhou)), ...TYPED });
    const wu = await office.visitor('wu', 'intake');
    expect((await wu.get(NEW)).text).not.toContain(TYPED.applicantName);
    expect((await wu.get('/drafts')).text).toContain('没有草稿');
  });

  it('is gone once the form was sent, and what the script sends too late stays away', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    await zhou.post('/drafts', { ...hidden, ...TYPED });
    const sent = { applicantType: 'naturalPerson', contact: '13800000000', ...TYPED };
    const fields = { ...hidden, ...sent, channel: 'inPerson', do: 'save' };
    const done = await zhou.post('/applications', fields);
    expect(done.status, done.text.slice(0, 3000)).toBe(303);
    await zhou.post('/drafts', { ...hidden, ...TYPED });
    expect((await zhou.get(NEW)).text).not.toContain(TYPED.applicantName);
    expect((await zhou.get('/drafts')).text).toContain('没有草稿');
  });

  it('stays while the form is turned back for a fault', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    await zhou.post('/drafts', { ...hidden, ...TYPED });
    expect((await zhou.post('/applications', { ...hidden, ...TYPED, submittedOn: '三月' })).status).toBe(422);
    expect(valueIn((await zhou.get(NEW)).text, 'applicantName')).toBe(TYPED.applicantName);
  });

  it('can be thrown away', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    await zhou.post('/drafts', { ...(await formOf(zhou)), ...TYPED });
    const dropped = await zhou.post('/drafts/drop', { ...(await formOf(zhou)), ...TYPED });
    expect(dropped).toMatchObject({ status: 303, location: NEW });
    expect((await zhou.get(NEW)).text).not.toContain(TYPED.applicantName);
  });

  it('leads nowhere else, and nothing of it is in the log', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    for (const draft of ['//evil.test', 'https://evil.test', '/x"y', ''])
      expect((await zhou.post('/drafts', { ...hidden, ...TYPED, draft })).location).toBe('/drafts');
    await zhou.post('/drafts', { ...hidden, ...TYPED });
    expect(JSON.stringify(office.lines)).not.toContain(TYPED.applicantName);
  });
});

describe('a session that ends while somebody types', () => {
  it('loses nothing: after signing in one is on the page with what was typed', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    office.setNow('2026-11-23T22:30:00.000+08:00');
    const turned = await zhou.post('/applications', { ...hidden, ...TYPED, do: 'save' });
    expect(turned.status).toBe(401);
    expect(turned.text).toContain('登录已过期');
    expect(turned.text).not.toContain(TYPED.applicantName);
    const again = { ...hiddenFields(turned.text, '/sign-in'), user: 'zhou' };
    const wrong = await zhou.post('/sign-in', { ...again, password: 'no' });
    expect(wrong.status).toBe(422);
    const right = { ...hiddenFields(wrong.text, '/sign-in'), user: 'zhou', password: PASSWORD };
    expect(await zhou.post('/sign-in', right)).toMatchObject({ status: 303, location: NEW });
    const { text } = await zhou.get(NEW);
    expect(valueIn(text, 'applicantName')).toBe(TYPED.applicantName);
    expect(valueIn(text, 'subject')).toBe(TYPED.subject);
  });

  it('is kept for who typed it, and for nobody else who signs in in that browser', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    await office.addPerson('wu', 'intake');
    const hidden = await formOf(zhou);
    office.setNow('2026-11-23T22:30:00.000+08:00');
    const turned = await zhou.post('/applications', { ...hidden, ...TYPED });
    expect(turned.text).toContain('仍用原来的账号登录');
    const asWu = { ...hiddenFields(turned.text, '/sign-in'), user: 'wu', password: PASSWORD };
    expect(await zhou.post('/sign-in', asWu)).toMatchObject({ status: 303, location: NEW });
    expect((await zhou.get(NEW)).text).not.toContain(TYPED.applicantName);
    expect((await zhou.get('/drafts')).text).toContain('没有草稿');
    const own = new Visitor(office.app);
    await own.signIn('zhou', PASSWORD);
    expect(valueIn((await own.get(NEW)).text, 'applicantName')).toBe(TYPED.applicantName);
  });

  it('whose form it was cannot be made up, and a stopped account keeps nothing', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    office.setNow('2026-11-23T22:30:00.000+08:00');
    const [proof] = (hidden.csrf ?? '').split('.');
    for (const csrf of [proof ?? '', `${proof}.`, `${proof}.${'A'.repeat(22)}`])
      expect((await zhou.post('/applications', { ...hidden, ...TYPED, csrf })).status).toBe(303);
    await office.web.accounts.change('zhou', { disabled: true });
    expect((await zhou.post('/applications', { ...hidden, ...TYPED })).status).toBe(303);
    const draft = { office: 'default', user: 'zhou', form: NEW };
    expect(await office.web.house.drafts.find(draft)).toBeNull();
  });

  it('another site’s form is not carried', async () => {
    const foreign = await office.app.request('/applications', {
      method: 'POST',
      body: new URLSearchParams({ ...TYPED, draft: NEW }),
      headers: { host: 'localhost', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(303);
  });
});

describe('a draft of a case that went on meanwhile', () => {
  it('is told of what was done, as a page left open is', async () => {
    const officer = await office.visitor('qian', 'officer');
    const fields = { ...TYPED, applicantType: 'naturalPerson', channel: 'inPerson', contact: '13800000000' };
    const made = await officer.post('/applications', { ...(await formOf(officer)), ...fields, do: 'save' });
    const page = made.location?.split('?')[0] ?? '';
    const step = `${page}/steps/Reply`;
    const hidden = await formOf(officer, step, step);
    await officer.post('/drafts', { ...hidden, on: '2026-11-23', outcome: 'disclosed' });
    const other = `${page}/steps/ExtendReply`;
    const meanwhile = await officer.post(other, {
      ...(await formOf(officer, other, other)),
      ...{ on: '2026-11-23', workingDays: '5', approvedBy: '王局长', reason: '量大' },
    });
    expect(meanwhile.status, meanwhile.text.slice(0, 3000)).toBe(303);
    const restored = await formOf(officer, step, step);
    expect(restored.version).toBe(hidden.version);
    const sent = await officer.post(step, { ...restored, on: '2026-11-23', outcome: 'disclosed' });
    expect(sent.status).toBe(409);
    expect(sent.text).toContain('您填写期间，这件已有新的办理');
  });
});

describe('more than there is room for', () => {
  it('is said where it is typed, and on the page of drafts without script', async () => {
    const zhou = await office.visitor('zhou', 'intake');
    const hidden = await formOf(zhou);
    const at = { office: 'default', user: 'zhou' };
    for (let nth = 1; nth <= MOST_DRAFTS; nth += 1)
      await office.web.house.drafts.keep({ ...at, form: `/x/${nth}` }, { fields: {}, title: '', token: 't' });
    const { location } = await zhou.post('/drafts', { ...hidden, ...TYPED });
    expect(location).toBe('/drafts?too=many');
    expect((await zhou.get(location ?? '')).text).toContain(`没有提交的内容已有 ${MOST_DRAFTS} 份`);
    const long = await zhou.post('/drafts', { ...hidden, ...TYPED, description: '长'.repeat(200_001) });
    expect(long.location).toBe('/drafts?too=long');
  });
});

describe('the room for drafts', () => {
  it('is so many, and so many bytes', () => {
    expect(hasRoom([], MOST_DRAFT_BYTES)).toBe(true);
    expect(hasRoom([1], MOST_DRAFT_BYTES)).toBe(false);
    expect(
      hasRoom(
        Array.from({ length: MOST_DRAFTS - 1 }, () => 1),
        1,
      ),
    ).toBe(true);
    expect(
      hasRoom(
        Array.from({ length: MOST_DRAFTS }, () => 1),
        1,
      ),
    ).toBe(false);
  });
});
