/** Back to a point in time, by the words of docs/deployment.md: what was recorded after it is gone, and the house goes on. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { instantOf } from '#shared/kernel/plain-date.ts';
import type { Chapter, Office } from '../chapter.ts';
import type { Deployment } from '../deployment.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const GUIDE = readFileSync(join(ROOT, 'docs', 'deployment.md'), 'utf8');
/** The blocks that are typed, in their order: restore, give the settings back, deploy, begin anew. */
const [RESTORE = '', SETTINGS = '', DEPLOY = '', COMMANDS = ''] = blocksUnder(
  '## 7. Restore to a point in time',
);
const THEN = '2026-11-24T09:00:00+08:00';

function blocksUnder(heading: string): readonly string[] {
  const section = GUIDE.split(heading)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/(?:^ {4}.*\n)+/gm)].map(([block]) => block);
}

let point = '';
const registered = (number: string) => ({
  ...{ command: 'RegisterApplication', case: number, channel: 'inPerson', submittedOn: '2026-11-20' },
  ...{ applicant: { type: 'naturalPerson', name: '李四', contact: '13900000000' }, subject: '规划图' },
});

export const remembered: Chapter = {
  title: 'an evening to which the ledger may be set back',
  happens: async (office) => {
    const { house } = office;
    expect(await office.api('POST', '/commands', registered('BEFORE'))).toMatchObject({ status: 201 });
    await house.settle();
    point = instantOf(house.now());
    await house.restoring.remember(Date.parse(point));
  },
};

export const restored: Chapter = {
  title: 'the ledger is restored to that evening by the documented commands, and the house goes on',
  happens: async (office) => {
    const { house } = office;
    expect(await office.api('POST', '/commands', registered('AFTER'))).toMatchObject({ status: 201 });
    await house.settle();
    await house.clock('EachHour');
    await typed(house, RESTORE.replaceAll(THEN, point));
    await typed(house, SETTINGS);
    // as the sentence behind it has it
    await typed(
      house,
      SETTINGS.replaceAll('Ledger', 'Keys')
        .split('aws dynamodb get-')[0]
        ?.replace(/ \\\n.*StreamEnabled.*/, '') ?? '',
    );
    const { ledger, keys } = firstTables(house);
    expect(house.restoring.tables.get('Ledger-restored')).toEqual(settingsOf(house, ledger));
    expect(house.restoring.tables.get('Keys-restored')).toEqual(settingsOf(house, keys));
    const [deploying = []] = (await typed(house, DEPLOY)).calls;
    expect(deploying.slice(0, 4)).toEqual(['cdk', 'deploy', 'Taizhang-Functions', '-c']);
    const [name = '', value = ''] = parted(deploying[4] ?? '', '=');
    await house.redeploy({ [name]: value });
    Object.assign(house.env, { LEDGER_TABLE: 'Ledger-restored', KEYS_TABLE: 'Keys-restored' });
    const { stdout } = await typed(house, COMMANDS);
    const verified = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(verified).toMatchObject({ checkpoints: [], setbacks: [{}] });
    expect(verified.setbacks[0].lost).toContainEqual(expect.objectContaining({ number: 'AFTER' }));
    await goesOn(office);
  },
};

async function goesOn(office: Office): Promise<void> {
  const li = office.as('li');
  expect((await li.get('/applications/BEFORE')).text).toContain('规划图');
  expect((await li.get('/applications/AFTER')).status).toBe(404);
  expect(await office.api('POST', '/commands', registered('AFTER'))).toMatchObject({ status: 201 });
  await office.house.settle();
  expect((await li.get('/applications?number=AFTER')).text).toContain('/applications/AFTER');
}

const parted = (text: string, sign: string): [string, string] => {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + sign.length)];
};

function firstTables({ account }: Deployment) {
  const tables = account.of('AWS::DynamoDB::Table');
  const named = (start: string) => tables.find(({ id }) => id.startsWith(start));
  return { ledger: named('TablesLedger'), keys: named('TablesKeys') };
}

/** What a restored table has to be given back, as the template has it. */
function settingsOf({ account }: Deployment, table: ReturnType<typeof firstTables>['ledger']) {
  const { id = '', Properties } = table ?? {};
  const { PointInTimeRecoverySpecification, DeletionProtectionEnabled, StreamSpecification } =
    Properties ?? {};
  const policy = account.guarded.get(`arn:aws-cn:dynamodb:cn-north-1:111122223333:table/${id}`);
  return {
    ...{ source: id, recovery: PointInTimeRecoverySpecification, isProtected: DeletionProtectionEnabled },
    ...(StreamSpecification !== undefined && { stream: { StreamEnabled: true, ...StreamSpecification } }),
    ...(policy !== undefined && { policy }),
  };
}

/** In a shell where `aws` asks what stands for the region, `npm` is the product, and `npx` notes what it was given. */
async function typed(house: Deployment, block: string) {
  const folder = mkdtempSync(join(house.folder, 'typed-'));
  const [bin, calls] = [join(folder, 'bin'), join(folder, 'calls')];
  mkdirSync(bin);
  writeFileSync(calls, '');
  const here = join(import.meta.dirname, '..', 'aws-here.mjs');
  const launch = join(ROOT, 'infra', 'local', 'launch.mjs');
  const programs = {
    aws: `exec '${process.execPath}' '${here}' "$@"`,
    npm: `shift 4; cd '${ROOT}'; exec '${process.execPath}' '${launch}' "$@"`,
    npx: `{ printf '%s\\035' "$@"; printf '\\036'; } >> '${calls}'`,
  };
  for (const [name, does] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${does}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const done = await house.shell(`PATH='${bin}':"$PATH"; cd '${folder}'\n${filledIn(house, block)}`);
  expect(done.exit, `${block}${done.stderr}`).toBe(0);
  const noted = readFileSync(calls, 'utf8').split('\u{1e}').slice(0, -1);
  rmSync(folder, { recursive: true, force: true });
  return { calls: noted.map((call) => call.split('\u{1d}').slice(0, -1)), stdout: done.stdout };
}

/** What the reader puts in the place of `<…>`. */
function filledIn(house: Deployment, block: string): string {
  const arn = (table: string): string => `arn:aws-cn:dynamodb:cn-north-1:111122223333:table/${table}`;
  const label = house.restoring.streamOf('Ledger-restored');
  return block
    .replaceAll('<ARN of the first Ledger>', arn(house.env.LEDGER_TABLE ?? ''))
    .replaceAll('<ARN of Ledger-restored>', arn('Ledger-restored'))
    .replaceAll('<LatestStreamArn of Ledger-restored>', `${arn('Ledger-restored')}/stream/${label}`);
}
