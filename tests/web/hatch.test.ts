/** In the cloud a request is no larger than 6 MB: large files come by the bucket before their form, and go out by it. */
import { randomBytes } from 'node:crypto';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executeCommand } from '#shared/desk/execute.ts';
import { EMULATED } from '#shared/house/dynamodb-client.ts';
import { furnishBucket } from '#shared/house/furnish.ts';
import { openLocalHouse } from '#shared/house/open-house.ts';
import { s3Client, startFauxqsIn } from '#shared/house/start-fauxqs.ts';
import { s3Hatch } from '#shared/store/s3/hatch.ts';
import { settle } from '../support/import-pages.ts';
import { faultsOf, postTo } from '../support/posted-form.ts';
import {
  hiddenFields,
  openWebOffice,
  unescaped,
  type Visitor,
  type WebOffice,
} from '../support/web-office.ts';

let emulator: Awaited<ReturnType<typeof startFauxqsIn>>;
let client: S3Client;
let bucket: string;
let office: WebOffice;
let li: Visitor;
beforeAll(async () => {
  emulator = await startFauxqsIn();
  client = s3Client(emulator.endpoint);
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
});
let opened = 0;
beforeEach(async () => {
  opened += 1;
  bucket = await furnishBucket(client, `-hatch-${opened}`);
  const clock = { now: () => '2026-11-23T09:30:00.000+08:00' as never };
  const open = async (folder: string) => ({
    ...(await openLocalHouse(folder, { clock })),
    hatch: s3Hatch({ client, bucket }),
  });
  office = await openWebOffice(open, { largestFileMb: 4 });
  li = await office.visitor('li', 'officer');
});
afterEach(() => office.close());

const lying = async (): Promise<string[]> => {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = '' }) => Key);
};
const own = (to: URL): string => `${to.pathname}${to.search}`;
const MB = 1024 * 1024;
const HEADINGS = '工单编号,受理时间,备注';
const rowOf = (n: number): string => `H${n},2026-09-01 10:00,${'备'.repeat(1500)}`;
const ROWS = [HEADINGS, ...Array.from({ length: 1500 }, (_, n) => rowOf(n))];
const csv = (): File => new File([ROWS.join('\n')], '九月 工单.csv', { type: 'text/csv' });

/** The form of the page to which a page with a file field leads. */
async function formOn(page: string, who = li) {
  const [, link = ''] = /href="(\/hand-in[^"]*)"/.exec((await who.get(page)).text) ?? [];
  const { text } = await who.get(unescaped(link));
  const [, action = ''] = /<form[^>]* action="(http[^"]*)"/.exec(text) ?? [];
  return { link: unescaped(link), action, fields: hiddenFields(text, action), text };
}

describe('a file that is too large to come with its form', () => {
  it('is handed in before it, without script, and imported as if it had come with it', async () => {
    const file = csv();
    expect(file.size).toBeGreaterThan(6 * MB);
    const form = await formOn('/imports');
    const back = await postTo(form, file);
    expect(back.pathname).toBe('/hand-in/back');
    expect(await lying()).toEqual([expect.stringMatching(/^in\/[\w-]+\/九月 工单\.csv$/)]);
    const taken = await li.get(own(back));
    expect(taken).toMatchObject({
      status: 303,
      location: expect.stringMatching(/^\/imports\?uploaded-file=/),
    });
    // it lay there in clear
    expect(await lying()).toEqual([]);
    const page = (await li.get(taken.location ?? '')).text;
    expect(page).toContain(`已上传：九月 工单.csv（${(file.size / MB).toFixed(1)} MB）`);
    expect(page).not.toContain('type="file"');
    const sent = await li.fillIn(taken.location ?? '', { kind: 'hotline' }, '/imports');
    expect(sent.location).toMatch(/^\/imports\/files\//);
    expect((await li.get(sent.location ?? '')).text).toContain('九月 工单.csv');
    const done = await settle(li, sent, { do: 'record' });
    expect(done.text).toMatch(/已登记<\/dt><dd>1500 行/);
    const { log } = office.web.house;
    for (const number of ['H0', 'H1499'])
      expect(await log.streamOf('default', 'hotline', number), number).not.toBeNull();
    // what went through is not kept twice
    expect((await li.get(taken.location ?? '')).text).toContain('type="file"');
  }, 60_000);

  it('is kept where the form comes back, and belongs to nobody else', async () => {
    const back = await postTo(await formOn('/imports'), new File(['x'.repeat(5 * MB)], 'a.bin'));
    const wang = await office.visitor('wang', 'officer');
    expect((await wang.get(own(back))).status).toBe(404);
    const { location } = await li.get(own(back));
    const turnedBack = await li.fillIn(location ?? '', { kind: '' }, '/imports');
    expect(turnedBack).toMatchObject({ status: 422, text: expect.stringContaining('已上传：a.bin') });
    const id = /uploaded-file=([\w-]+)/.exec(location ?? '')?.[1] ?? '';
    const other = await wang.fillIn('/imports', { kind: '', 'uploaded-file': id });
    expect(other).toMatchObject({ status: 422, text: expect.stringContaining('请选择一个有内容的文件') });
  });

  it('is asked for once more where it did not arrive, and not taken from elsewhere', async () => {
    const back = await postTo(await formOn('/imports'), new File(['x'], 'a.csv'));
    await li.get(own(back));
    const again = await li.get(own(back));
    expect(again.location).toMatch(/^\/hand-in\?next=%2Fimports&field=file&again=/);
    expect((await li.get(again.location ?? '')).text).toContain('没有收到文件，请重新选择');
    back.searchParams.set('key', 'out/somebody-elses');
    expect((await li.get(own(back))).location).toMatch(/again=/);
    for (const next of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere', 'imports'])
      expect((await li.get(`/hand-in?next=${encodeURIComponent(next)}&field=file`)).status).toBe(404);
  });

  it('is posted under a policy that binds its size, its place, its kind, its way back and the time', async () => {
    const { action, fields } = await formOn('/imports');
    const form = { action, fields };
    const at = { now: Date.now(), secret: EMULATED.credentials.secretAccessKey };
    const file = new File(['x'], 'a.csv');
    expect(faultsOf(form, file, at)).toEqual([]);
    const other = (name: string, value: string) => ({ action, fields: { ...fields, [name]: value } });
    const large = new File([new Uint8Array(20 * MB + 1)], 'a.csv');
    expect(faultsOf(form, large, at)).toEqual(['EntityTooLarge']);
    expect(faultsOf(form, new File([], 'a.csv'), at)).toEqual(['EntityTooSmall']);
    for (const [name, value] of [
      ['key', 'out/a'],
      ['Content-Type', 'text/html'],
      ['success_action_redirect', 'https://elsewhere.example'],
      ['bucket', 'another'],
    ] as const)
      expect(faultsOf(other(name, value), file, at)).toEqual([`AccessDenied ${name}`]);
    expect(faultsOf(other('acl', 'public-read'), file, at)).toEqual(['AccessDenied extra acl']);
    expect(faultsOf(form, file, { ...at, now: at.now + 31 * 60_000 })).toEqual(['AccessDenied expired']);
    expect(faultsOf(form, file, { ...at, secret: 'another' })).toEqual(['SignatureDoesNotMatch']);
  });

  it('may be posted to the bucket by that one page alone', async () => {
    const { link } = await formOn('/imports');
    const policyOf = async (path: string) => {
      const answer = await office.app.request(path, { headers: { host: 'localhost', cookie: li.cookie() } });
      return /form-action ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    };
    expect(await policyOf(link)).toBe(`'self' ${new URL(emulator.endpoint).origin}`);
    expect(await policyOf('/imports')).toBe("'self'");
  });

  it('comes with the form where there is no hatch, as before', async () => {
    const plain = await openWebOffice();
    const chen = await plain.visitor('chen', 'officer');
    expect((await chen.get('/imports')).text).not.toContain('/hand-in');
    expect((await chen.get('/hand-in?next=/imports&field=file')).status).toBe(404);
    plain.close();
  });
});

it('an attachment of 8 MB is handed in, sealed, and handed out under an address of a minute', async () => {
  const applicant = { type: 'naturalPerson', name: '赵一', identity: '身份证', contact: '电话' };
  const fields = { channel: 'inPerson', submittedOn: '2026-11-20', subject: '规划图', applicant };
  const actor = { user: 'li', role: 'officer', via: 'form' } as const;
  await executeCommand(office.web.house, {
    ...{ office: 'default', actor },
    fields: { command: 'RegisterApplication', case: 'A1', ...fields },
  });
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(8 * MB)]);
  const back = await postTo(await formOn('/applications/A1/files'), new File([pdf], '扫描件.pdf'));
  const { location } = await li.get(own(back));
  const sent = await li.fillIn(location ?? '', { paper: 'other' }, '/applications/A1/files');
  expect(sent).toMatchObject({ status: 303 });
  const [, link = ''] =
    /href="(\/applications\/A1\/files\/[0-9a-f]{32})"/.exec((await li.get('/applications/A1')).text) ?? [];
  const answer = await office.app.request(`${link}?save`, {
    headers: { host: 'localhost', cookie: li.cookie() },
  });
  expect(answer.status).toBe(303);
  const to = new URL(answer.headers.get('location') ?? '');
  expect(to.searchParams.get('X-Amz-Expires')).toBe('60');
  const file = await fetch(to);
  expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
  expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('扫描件.pdf'));
  // what a page gives out goes its usual way
  expect((await li.get('/applications/A1')).status).toBe(200);
  expect(await lying()).toEqual([expect.stringMatching(/^out\/[0-9a-f]{32}$/)]);
}, 60_000);
