/** Scans and papers attached to a case: taken by what they are, sealed, shown to those who may, held against the log. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobNameOf } from '#shared/attachments/keep-file.ts';
import { executeCommand } from '#shared/desk/execute.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { runOf } from '#shared/intake/run-of.ts';
import type { House } from '#shared/store/house.ts';
import type { MalwareScanner, Scan } from '#shared/store/scanner.ts';
import { openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

/** What the scanner says next. */
let word: Scan;
let again: Scan;
const scanner: MalwareScanner = { scan: async () => word, again: async () => again };

let office: WebOffice;
let li: Visitor;
beforeEach(async () => {
  word = { outcome: 'clean', by: 'clamav' };
  again = word;
  const clock = { now: () => '2026-11-23T09:30:00.000+08:00' as never };
  office = await openWebOffice((folder) =>
    process.env.ENGINE === 'dynamodb'
      ? null
      : openLocalHouse(folder, { clock }).then((house): House => ({ ...house, scanner })),
  );
  li = await office.visitor('li', 'officer');
  await register('A1');
});
afterEach(() => office.close());

const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const house = () => office.web.house;
async function register(number: string): Promise<void> {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const fields = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  const done = await executeCommand(house(), {
    ...{ office: 'default', actor },
    fields: { command: 'RegisterApplication', case: number, ...fields },
  });
  expect(done.ok).toBe(true);
}

const PDF = Buffer.from('%PDF-1.7\n授权委托书 赵一');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const fileOf = (bytes: Uint8Array, name: string): File => new File([new Uint8Array(bytes)], name);

const attach = (bytes: Uint8Array, name: string, paper = 'authorisation') =>
  li.upload('/applications/A1/files', { paper }, { files: fileOf(bytes, name) });
const pageOf = async (): Promise<string> => (await li.get('/applications/A1')).text;
const linkIn = (page: string): string =>
  /href="(\/applications\/A1\/files\/[0-9a-f]{32})"/.exec(page)?.[1] ?? 'no link';
/** As a browser gets it, with its headers. */
const fetched = (path: string, who = li) =>
  office.app.request(path, { headers: { host: 'localhost', cookie: who.cookie() } });
const storedIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a file that is attached', () => {
  it('is taken under a name that is too long to be kept whole', async () => {
    expect((await attach(PDF, `${'𠮷'.repeat(99)}abc.pdf`)).status).toBe(303);
    expect(await pageOf()).toContain('𠮷abc.pdf');
  });

  it('stands on the page of its case and comes back byte for byte, where it can do nothing', async () => {
    expect(await attach(PDF, 'C:\\扫描\\委托书.pdf')).toMatchObject({
      ...{ status: 303, location: '/applications/A1?done=AttachFile#attached' },
    });
    const page = await pageOf();
    expect(page).toMatch(/附件（1）.*委托书\.pdf.*授权委托书.*PDF，1 KB.*已查毒.*li 2026-11-23 09:30/s);
    const answer = await fetched(linkIn(page));
    expect(Buffer.from(await answer.bytes()).equals(PDF)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''%E5%A7%94/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const saved = await fetched(`${linkIn(page)}?save`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await office.audited({ what: 'attachmentOpened' })).toHaveLength(2);
    expect(JSON.stringify(office.lines)).not.toContain('委托书');
  });

  it('a picture is shown in a sandbox; what a browser would only make trouble of is saved', async () => {
    await attach(PNG, '照片.png', 'evidence');
    const picture = await fetched(linkIn(await pageOf()));
    expect(picture.headers.get('content-security-policy')).toContain('; sandbox');
    expect(picture.headers.get('content-disposition')).toMatch(/^inline/);
    await register('A2');
    await li.upload(
      '/applications/A2/files',
      { paper: 'other' },
      { files: fileOf(Buffer.from('备忘'), 'a.txt') },
    );
    const note = /href="(\/applications\/A2\/files\/[0-9a-f]{32})"/.exec(
      (await li.get('/applications/A2')).text,
    );
    expect((await fetched(note?.[1] ?? '')).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is nowhere to be read on the disk, neither it nor its name', async () => {
    await attach(PDF, '赵一的委托书.pdf');
    for (const path of storedIn(office.folder)) {
      expect(path).not.toContain('委托书');
      const bytes = readFileSync(path);
      expect(bytes.includes('授权委托书 赵一'), path).toBe(false);
      expect(bytes.includes('赵一的委托书'), path).toBe(false);
    }
  });

  it.each([
    ['a program with the name of a scan', Buffer.from('MZ\x90\0', 'latin1'), 'badFileType'],
    ['a page of the web', Buffer.from('<html><script>alert(1)</script>'), 'badFileType'],
    ['nothing at all', Buffer.alloc(0), 'fileEmpty'],
    ['more than the page says', Buffer.concat([PDF, Buffer.alloc(20 * 1024 * 1024)]), 'fileTooLarge'],
  ])('is not %s, and nothing is kept of it', async (_, bytes, code) => {
    const { status, text } = await attach(bytes, '扫描件.pdf');
    expect(status).toBe(422);
    expect(text).toContain(`data-code="${code}"`);
    expect(text).toContain('扫描件.pdf：');
    expect(existsSync(join(office.folder, 'documents', 'attachments'))).toBe(false);
    expect(await pageOf()).not.toContain('扫描件');
  });

  it('comes with others: those that are good stay, the others are named', async () => {
    const body = new FormData();
    const page = (await li.get('/applications/A1/files')).text;
    for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
      if (name === 'csrf' || name === 'token') body.set(name, value ?? '');
    body.set('paper', 'evidence');
    body.append('files', fileOf(PDF, '一.pdf'));
    body.append('files', fileOf(Buffer.from('MZ\0\0'), '二.pdf'));
    body.append('photo', fileOf(PNG, '三.png'));
    const headers = { host: 'localhost', cookie: li.cookie() };
    const answer = await office.app.request('/applications/A1/files', { method: 'POST', body, headers });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('第 2 个（二.pdf）：');
    const after = await pageOf();
    expect(after).toMatch(/附件（2）.*一\.pdf.*三\.png/s);
  });

  it('is the same file only once', async () => {
    for (const _ of [1, 2]) await attach(PDF, '委托书.pdf');
    expect(await pageOf()).toContain('附件（1）');
  });

  it('what may be sent is said before anything is chosen', async () => {
    expect(await pageOf()).toContain('每个以及一次合计不超过 20 MB');
    expect((await attach(new Uint8Array(), '')).text).toMatch(/文件：请选择至少一个文件/);
  });
});

describe('who may', () => {
  it('an auditor looks and attaches nothing, another office sees nothing', async () => {
    await attach(PDF, '委托书.pdf');
    const link = linkIn(await pageOf());
    const auditor = await office.visitor('zhou', 'auditor');
    expect((await fetched(link, auditor)).status).toBe(200);
    expect((await auditor.get('/applications/A1')).text).not.toContain('上传附件</summary>');
    expect((await auditor.get('/applications/A1/files')).status).toBe(403);
    const stranger = await office.visitor('far', 'officer', 'another');
    expect((await fetched(link, stranger)).status).toBe(404);
    await register('A2');
    expect((await li.get(link.replace('A1', 'A2'))).status).toBe(404);
  });

  it('withdraws one with a reason: it is listed no more, and kept', async () => {
    await attach(PDF, '委托书.pdf');
    const link = linkIn(await pageOf());
    expect((await li.fillIn(`${link}/withdraw`, { reason: ' ' })).status).toBe(422);
    expect(await li.fillIn(`${link}/withdraw`, { reason: '传错了件' })).toMatchObject({ status: 303 });
    const page = await pageOf();
    expect(page).not.toContain('附件（');
    expect(page).toMatch(/已撤下 1 个.*委托书\.pdf.*传错了件/s);
    expect((await fetched(link)).status).toBe(200);
    const intake = await office.visitor('qian', 'intake');
    expect((await fetched(link, intake)).status).toBe(404);
    expect((await li.get(`${link}/withdraw`)).status).toBe(404);
  });
});

describe('a file that is not what was attached', () => {
  const stored = (): string => storedIn(join(office.folder, 'documents', 'attachments'))[0] ?? '';

  it('is not opened, and the page says whether it is gone or changed', async () => {
    await attach(PDF, '委托书.pdf');
    const link = linkIn(await pageOf());
    const bytes = readFileSync(stored());
    const changed = Buffer.from(bytes);
    changed[40] = (changed[40] ?? 0) ^ 1;
    writeFileSync(stored(), changed);
    expect(await li.get(link)).toMatchObject({ status: 409, text: expect.stringContaining('不符') });
    rmSync(stored());
    expect(await li.get(link)).toMatchObject({ status: 409, text: expect.stringContaining('不见了') });
  });
});

it('two files of one case that were put in each other’s place are neither opened', async () => {
  const folder = join(office.folder, 'documents', 'attachments');
  await attach(PDF, '一.pdf');
  await attach(PNG, '二.png');
  const [one = '', two = ''] = storedIn(folder);
  const [first, second] = [readFileSync(one), readFileSync(two)];
  writeFileSync(one, second);
  writeFileSync(two, first);
  const links = [...(await pageOf()).matchAll(/href="(\/applications\/A1\/files\/[0-9a-f]{32})"/g)];
  expect(links).toHaveLength(2);
  for (const [, link = ''] of links) expect((await li.get(link)).status).toBe(409);
});

describe('a scan for malicious software', () => {
  const mails = async () => {
    const waiting = await house().queue.receive('reminder', { limit: 10, leaseSeconds: 1 });
    return waiting.map(({ body }) => JSON.parse(body));
  };

  it('that finds something keeps the file shut, and the office is told without its name', async () => {
    word = { outcome: 'infected', by: 'clamav', threat: 'Eicar-Test-Signature' };
    await attach(PDF, '委托书.pdf');
    const page = await pageOf();
    expect(page).toMatch(/查出病毒/);
    expect(linkIn(page)).toBe('no link');
    expect(page).toContain('Eicar-Test-Signature');
    const [, file] = /files\/([0-9a-f]{32})\/withdraw/.exec(page) ?? [];
    expect(await li.get(`/applications/A1/files/${file}`)).toMatchObject({ status: 409 });
    expect(await mails()).toMatchObject([
      { things: [{ case: 'A1', kind: 'application', occasion: 'malware' }] },
    ]);
  });

  it('that answers later is waited for, then taken at its word', async () => {
    word = { outcome: 'pending', by: 'guardduty' };
    again = word;
    await attach(PDF, '委托书.pdf');
    const link = linkIn(await pageOf());
    expect(await li.get(link)).toMatchObject({ status: 409, text: expect.stringContaining('正在查毒') });
    again = { outcome: 'infected', by: 'guardduty' };
    expect((await li.get(link)).status).toBe(409);
    expect(await pageOf()).toMatch(/查出病毒.*附件查毒/s);
    expect(await mails()).toHaveLength(1);
    again = { outcome: 'clean', by: 'guardduty' };
    expect((await li.get(link)).status).toBe(409);
  });

  it('where there was none says so, and the file is looked at when one has come', async () => {
    word = { outcome: 'unscanned', by: null };
    again = word;
    await attach(PDF, '委托书.pdf');
    expect(await pageOf()).toContain('未查毒');
    expect((await fetched(linkIn(await pageOf()))).status).toBe(200);
    again = { outcome: 'clean', by: 'clamav' };
    expect((await fetched(linkIn(await pageOf()))).status).toBe(200);
    expect(await pageOf()).toContain('已查毒');
  });
});

describe('with a registration', () => {
  it('the papers of the application are kept in one go, and what could not be is told', async () => {
    const fields = {
      ...{ channel: 'inPerson', submittedOn: '2026-11-20', applicantType: 'naturalPerson' },
      ...{ applicantName: '钱二', identity: '身份证', contact: '电话', subject: '预算' },
      ...{ paper: 'identity', do: 'save' },
    };
    const page = await li.get('/applications/new');
    const hidden = Object.fromEntries(
      [...page.text.matchAll(/<input type="hidden" name="(csrf|token)" value="([^"]*)"/g)].map(
        ([, name, value]) => [name, value],
      ),
    );
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...hidden, ...fields })) body.set(name, String(value));
    body.append('files', fileOf(PNG, '身份证.png'));
    body.append('files', fileOf(Buffer.from('MZ\0\0'), '坏.pdf'));
    const headers = { host: 'localhost', cookie: li.cookie() };
    const answer = await office.app.request('/applications', { method: 'POST', body, headers });
    expect(answer.status).toBe(303);
    const at = answer.headers.get('location') ?? '';
    const warned = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    const next = await office.app.request(at, {
      headers: { host: 'localhost', cookie: [li.cookie(), ...warned].join('; ') },
    });
    const text = await next.text();
    expect(text).toMatch(/附件（1）.*身份证\.png.*证件/s);
    expect(text).toContain('第 2 个（坏.pdf）');
  });
});

describe('with a step', () => {
  it('the receipt of service is filed as the form of serving is sent', async () => {
    const reply = { command: 'Reply', case: 'A1', on: '2026-11-23', outcome: 'disclosed' };
    expect(await executeCommand(house(), { office: 'default', actor, fields: reply })).toMatchObject({
      ok: true,
    });
    const path = '/applications/A1/steps/RecordService';
    const step = /<option value="([\d.]+)"[^>]*>[^<]*答复/.exec((await li.get(path)).text)?.[1] ?? '';
    const fields = { step, way: 'inPerson', on: '2026-11-23', paper: 'serviceReceipt' };
    const wrong = await li.upload(path, { ...fields, on: '2026-11-01' }, { files: fileOf(PNG, '回证.png') });
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('请重新选择') });
    expect(await pageOf()).not.toContain('附件（');
    const done = await li.upload(path, fields, { files: fileOf(PNG, '回证.png') });
    expect(done).toMatchObject({ status: 303, location: '/applications/A1?done=RecordService' });
    expect(await pageOf()).toMatch(/附件（1）.*回证\.png.*送达回证/s);
  });
});

describe('by a program', () => {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { host: 'localhost', authorization: `Bearer ${await office.token('officer')}` };
    const more = init.method === 'POST' ? { 'idempotency-key': 'k1' } : {};
    return office.app.request(`/api/v1/cases/application/A1${path}`, {
      ...{ ...init, headers: { ...headers, ...more } },
    });
  };

  it('a file is sent as it is, listed with its digest, fetched byte for byte', async () => {
    const sent = () =>
      ask('/files?paper=evidence&name=%E8%AF%81%E6%8D%AE.pdf', { method: 'POST', body: new Uint8Array(PDF) });
    expect((await sent()).status).toBe(201);
    const [file] = (await (await ask('/files')).json()).items;
    expect(file).toMatchObject({
      ...{ paper: 'evidence', name: '证据.pdf', type: 'pdf', scan: 'clean', withdrawn: null },
      digest: createHash('sha256').update(PDF).digest('hex'),
    });
    const got = await ask(`/files/${file.file}`);
    expect(Buffer.from(await got.bytes()).equals(PDF)).toBe(true);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await ask('/files/none')).status).toBe(404);
  });

  it('is told with a code why a file is not taken or not opened', async () => {
    const bad = await ask('/files?paper=evidence&name=a.pdf', { method: 'POST', body: 'MZ\0\0' });
    expect([bad.status, (await bad.json()).code]).toEqual([422, 'badFileType']);
    word = { outcome: 'infected', by: 'clamav', threat: 'Eicar' };
    const found = await ask('/files?paper=evidence&name=a.pdf', {
      method: 'POST',
      body: new Uint8Array(PDF),
    });
    expect((await found.json()).warnings).toMatchObject([{ code: 'malwareFound' }]);
    const [file] = (await (await ask('/files')).json()).items;
    const shut = await ask(`/files/${file.file}`);
    expect([shut.status, (await shut.json()).code]).toEqual([409, 'infected']);
  });
});

describe('by a file of commands', () => {
  it('a dry run says what the import says and keeps nothing', async () => {
    const command = { command: 'AttachFile', case: 'A1', paper: 'evidence', name: '证据.pdf' };
    const lines = [PDF, Buffer.from('MZ\0\0')].map((bytes) =>
      JSON.stringify({ ...command, content: bytes.toString('base64') }),
    );
    const file = join(office.folder, 'commands.ndjson');
    writeFileSync(file, lines.join('\n'));
    const request = { kind: 'commands', file, office: 'default', actor, options: {} } as const;
    const expected = { read: 2, recorded: 1, rejected: [{ line: 2, field: 'content', code: 'badFileType' }] };
    expect(await runOf('commands')(house(), { ...request, dryRun: true })).toMatchObject(expected);
    expect(existsSync(join(office.folder, 'documents', 'attachments'))).toBe(false);
    expect(await runOf('commands')(house(), { ...request, dryRun: false })).toMatchObject(expected);
    expect(await pageOf()).toContain('证据.pdf');
    expect(
      (await house().blobs.list(blobNameOf({ office: 'default' }, ''), { limit: 9 })).items,
    ).toHaveLength(1);
  });
});
