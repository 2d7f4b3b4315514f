/** The evidence package: made by page, program and command line, verified by the program that lies in it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidence } from '#functions/cli/evidence.ts';
import { readArguments } from '#functions/cli/options.ts';
import { executeCommand, type Fields } from '#shared/desk/execute.ts';
import { readZip, writeZip, type ZipEntry } from '#shared/documents/zip.ts';
import { readyToSign } from '../support/ready-to-sign.ts';
import { hiddenFields, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

let office: WebOffice;
let auditor: Visitor;
const folder = mkdtempSync(join(tmpdir(), 'taizhang-evidence-'));
const actor = { user: 'li', role: 'officer', via: 'form' } as const;
const wang = { user: 'wang', role: 'admin', via: 'form' } as const;

async function carryOut(fields: Fields, by: typeof actor | typeof wang = actor): Promise<void> {
  const done = await executeCommand(office.web.house, { office: 'default', actor: by, fields });
  if (!done.ok) throw new Error(`${fields.command} ${done.code} ${done.field}`);
}

/** A1 and A2 of 2025, which is signed. */
beforeAll(async () => {
  office = await openWebOffice();
  await readyToSign(office.web.house);
  for (const number of ['A1', 'A2']) {
    await carryOut({
      ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2025-11-02' },
      ...{
        subject: '规划图',
        applicant: { type: 'naturalPerson', name: '赵一', identity: '440301198505056669' },
      },
    });
    await carryOut({ command: 'Reply', case: number, on: '2025-11-16', outcome: 'disclosed' });
  }
  await carryOut({ command: 'CloseYear', year: 2025, approvedBy: '王局长' }, wang);
  auditor = await office.visitor('shen', 'auditor');
}, 60_000);
afterAll(() => {
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

async function byPage(fields: Record<string, string>): Promise<{ status: number; bytes: Buffer }> {
  const path = '/audit-desk/evidence';
  const form = hiddenFields((await auditor.get(path)).text, path);
  const body = new URLSearchParams({
    ...form,
    cases: '',
    kind: '',
    year: '',
    figure: '',
    ground: '',
    full: 'no',
    ...fields,
  });
  const headers = { host: 'localhost', cookie: auditor.cookie() };
  const answer = await office.app.request(path, { method: 'POST', body, headers });
  return { status: answer.status, bytes: Buffer.from(await answer.bytes()) };
}
const textIn = (zip: Buffer, name: string): string =>
  readZip(zip)
    .find((one) => one.name === name)
    ?.bytes.toString('utf8') ?? '';

function verified(zip: Buffer, ...options: readonly string[]) {
  const file = join(folder, 'package.zip');
  writeFileSync(file, zip);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'functions/verifier/main.ts', file, ...options],
    { encoding: 'utf8' },
  );
  return { exit: status, stdout, stderr };
}
/** The package with a file changed. */
const changed = (zip: Buffer, name: string, to: (text: string) => string): Buffer =>
  writeZip(
    readZip(zip).map((one) =>
      one.name === name ? { name, bytes: Buffer.from(to(one.bytes.toString('utf8'))) } : one,
    ),
  );

describe('of cases', () => {
  it('holds pages, commits as stored, proofs, key, verifier and how to use it, and all of it verifies', async () => {
    const { status, bytes } = await byPage({ cases: 'A1\nA2' });
    expect(status).toBe(200);
    const key = textIn(bytes, 'signing.pub').trim();
    expect(verified(bytes, '--key', key)).toEqual({
      exit: 0,
      stdout: expect.stringMatching(
        /证据包：4 笔记录\n最近的检查点：.*封存 \d+ 笔\n全部已封存\n✓ 没有发现问题/,
      ),
      stderr: '',
    });
    const html = textIn(bytes, 'evidence.html');
    for (const said of ['依申请公开 A1', '依申请公开 A2', '计入过的数字', '第1版', '440***********6669'])
      expect(html).toContain(said);
    expect(html).not.toContain('440301198505056669');
    expect(html).not.toMatch(/<script|src="http|href=/);
    expect(textIn(bytes, 'commits.ndjson')).not.toContain('opened');
    const history = await office.web.house.log.history({
      ...{ office: 'default', kind: 'application' },
      stream: (await office.web.house.log.streamOf('default', 'application', 'A1')) ?? '',
    });
    const lines = textIn(bytes, 'commits.ndjson').trim().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toEqual({ commit: history[0]?.bytes });
  });

  it('unpacked it is verified by the program that lies in it, without the product', async () => {
    const { bytes } = await byPage({ cases: 'A1' });
    const into = join(folder, 'unpacked');
    for (const { name, bytes: part } of readZip(bytes)) {
      mkdirSync(dirname(join(into, name)), { recursive: true });
      writeFileSync(join(into, name), part);
    }
    const run = () =>
      spawnSync(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          'verifier/main.ts',
          '.',
          '--key',
          'signing.pub',
          '--lang',
          'en',
        ],
        { cwd: into, encoding: 'utf8', env: { PATH: process.env.PATH } },
      );
    expect(run()).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('nothing found') });
    writeFileSync(join(into, 'evidence.html'), '改过');
    expect(run()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('evidence.html: a file of the package was altered'),
    });
    rmSync(join(into, 'proofs.json'));
    expect(run().stdout).toContain('proofs.json: a file of the package is missing');
  });

  it('in full it opens what was sealed, with its salt; a ground is asked for and stands in the audit stream', async () => {
    expect((await byPage({ cases: 'A1', full: 'yes' })).status).toBe(422);
    const { bytes } = await byPage({ cases: 'A1', full: 'yes', ground: '调证函〔2026〕3号' });
    expect(textIn(bytes, 'evidence.html')).toContain('440301198505056669');
    expect(textIn(bytes, 'commits.ndjson')).toContain('440301198505056669');
    expect(verified(bytes).exit).toBe(0);
    const forged = changed(bytes, 'commits.ndjson', (text) =>
      text.replaceAll('440301198505056669', '440301198505056660'),
    );
    expect(verified(forged).stdout).toMatch(/A1 第 1 笔：公开的文字与密封时的摘要不符/);
    const [entry] = (
      await office.web.house.audit.page({ office: 'default', what: 'exported' }, { after: null, limit: 1 })
    ).items;
    expect(entry).toMatchObject({
      who: 'shen',
      on: { kind: 'application', number: 'A1' },
      details: { full: true, rows: 2 },
    });
    expect(entry && (await office.web.house.audit.textsOf(entry))).toMatchObject({
      0: { reason: '调证函〔2026〕3号' },
    });
  });

  it('every manipulation of a package is named', async () => {
    const { bytes } = await byPage({ cases: 'A1' });
    const key = textIn(bytes, 'signing.pub').trim();
    const all = readZip(bytes);
    const cases: readonly [string, Buffer, RegExp][] = [
      [
        'a commit',
        changed(bytes, 'commits.ndjson', (text) => text.replace('disclosed', 'other')),
        /commits\.ndjson：.*改动/,
      ],
      [
        'a commit, listed anew',
        changed(bytes, 'MANIFEST', (text) => text.replace('A1', 'A9')),
        /MANIFEST：.*没有有效签名/,
      ],
      [
        'the checkpoint',
        changed(bytes, 'checkpoint', (text) => text.replace(/\n\d+\n/, '\n9\n')),
        /checkpoint.*没有有效签名/,
      ],
      [
        'a proof',
        changed(bytes, 'proofs.json', (text) => text.replace(/"index": \d+/, '"index": 0')),
        /proofs\.json：.*改动/,
      ],
      [
        'a file more',
        writeZip([...all, { name: 'x.html', bytes: Buffer.from('x') } satisfies ZipEntry]),
        /x\.html：.*清单以外/,
      ],
      [
        'the verifier',
        changed(bytes, 'verifier/main.ts', (text) => `${text}\n`),
        /verifier\/main\.ts：.*改动/,
      ],
    ];
    for (const [what, forged, said] of cases) {
      const { exit, stdout } = verified(forged, '--key', key);
      expect([what, exit]).toEqual([what, 1]);
      expect(stdout).toMatch(said);
    }
    expect(verified(bytes.subarray(0, 900)).exit).toBe(2);
    expect(verified(writeZip([{ name: 'a', bytes: Buffer.from('a') }]), '--key', key)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('这不是证据包'),
    });
  });

  it('of a number that is none, or of nothing, is refused at its field', async () => {
    const refused = await byPage({ cases: 'Z9' });
    expect([refused.status, refused.bytes.toString()]).toEqual([
      422,
      expect.stringContaining('没有这个编号：Z9'),
    ]);
    expect((await byPage({})).bytes.toString()).toContain('请填案件编号，或者年度');
  });
});

describe('of a figure and a year', () => {
  it('a figure’s package has every commit that moved it, a year’s its signed reports', async () => {
    const figure = (await byPage({ year: '2025', figure: 'table3.disclosed.naturalPerson' })).bytes;
    expect(verified(figure)).toMatchObject({ exit: 0, stdout: expect.stringContaining('证据包：2 笔记录') });
    expect(textIn(figure, 'evidence.html')).toContain('是哪些记录使它变动的');
    const year = (await byPage({ year: '2025' })).bytes;
    expect(verified(year)).toMatchObject({ exit: 0, stdout: expect.stringContaining('证据包：1 笔记录') });
    expect(textIn(year, 'report-v1.html')).toContain('政府信息公开工作年度报告');
    expect((await byPage({ year: '2024' })).status).toBe(422);
  });
});

describe('by program and command line', () => {
  it('it is the same package, for the auditor alone, and stands in the audit stream', async () => {
    const headers = { host: 'localhost', authorization: `Bearer ${await office.token('auditor')}` };
    const answer = await office.app.request('/api/v1/evidence?cases=A1,A2', { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(verified(Buffer.from(await answer.bytes())).exit).toBe(0);
    const unfounded = await office.app.request('/api/v1/evidence?cases=A1&full=true', { headers });
    expect([unfounded.status, await unfounded.json()]).toMatchObject([
      422,
      { code: 'required', field: 'ground' },
    ]);
    const others = { ...headers, authorization: `Bearer ${await office.token('officer')}` };
    expect((await office.app.request('/api/v1/evidence?cases=A1', { headers: others })).status).toBe(403);
    const { bytes } = await evidence(
      office.web.house,
      readArguments(['evidence', 'case', 'A1', '--as', 'zhou']),
    );
    expect(verified(Buffer.from(bytes ?? [])).exit).toBe(0);
    const { items } = await office.web.house.audit.page(
      { office: 'default', who: 'zhou' },
      { after: null, limit: 1 },
    );
    expect(items[0]).toMatchObject({ what: 'exported', via: 'cli', on: { number: 'A1' } });
    const full = readArguments(['evidence', 'case', 'A1', '--full']);
    await expect(evidence(office.web.house, full)).rejects.toThrow('--reason');
    expect(readFileSync('functions/verifier/main.ts', 'utf8')).toBe(
      textIn(Buffer.from(bytes ?? []), 'verifier/main.ts'),
    );
  });
});
