/** The scanners against programs that speak as ClamAV and S3 do; what was sent is what they were handed. */
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { clamdAddress, clamdScanner, scannerHere } from '#shared/store/clamd/scanner.ts';
import { guardDutyScanner } from '#shared/store/guardduty/scanner.ts';

const EICAR = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'latin1');
const FILE = 'f'.repeat(32);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** The bytes of an INSTREAM session that is over, or null while more is to come. */
function streamed(said: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (!said.subarray(0, command.length).equals(command)) return null;
  const parts: Buffer[] = [];
  for (let at = command.length; at + 4 <= said.length; ) {
    const length = said.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(said.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

type Clamd = { readonly port: number; readonly received: Buffer[] };

async function clamd(answer: (file: Buffer) => string | null): Promise<Clamd> {
  const received: Buffer[] = [];
  const server = createServer((socket: Socket) => {
    let said = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (part) => {
      said = Buffer.concat([said, part]);
      const file = streamed(said);
      if (file === null) return;
      received.push(file);
      const word = answer(file);
      if (word !== null) socket.end(`${word}\0`);
    });
  });
  return { port: await portOf(server), received };
}

const asClamav = (file: Buffer): string =>
  file.includes('EICAR') ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK';

describe('ClamAV by its socket', () => {
  it('is sent the whole file, however long, and its word is taken', async () => {
    const { port, received } = await clamd(asClamav);
    const scanner = clamdScanner({ host: '127.0.0.1', port });
    const long = new Uint8Array(300_000).map((_, index) => index % 251);
    expect(await scanner.scan(FILE, long)).toEqual({ outcome: 'clean', by: 'clamav' });
    expect(received[0]?.equals(long)).toBe(true);
    expect(await scanner.scan(FILE, EICAR)).toEqual({
      ...{ outcome: 'infected', by: 'clamav', threat: 'Win.Test.EICAR_HDB-1' },
    });
    expect(await scanner.again(FILE, EICAR)).toMatchObject({ outcome: 'infected' });
  });

  it.each(['INSTREAM size limit exceeded. ERROR', 'UNKNOWN COMMAND', ''])(
    'has not scanned what it answers %j to',
    async (word) => {
      const { port } = await clamd(() => word);
      expect(await clamdScanner({ host: '127.0.0.1', port }).scan(FILE, EICAR)).toEqual({
        ...{ outcome: 'unscanned', by: null },
      });
    },
  );

  it('is not waited for once it has answered, nor listened to when it does not stop', async () => {
    const answering = (on: (socket: Socket) => void) =>
      portOf(
        createServer((socket) => {
          socket.on('error', () => {});
          socket.resume();
          on(socket);
        }),
      );
    const open = await answering((socket) => socket.write('stream: OK\0'));
    let told = 0;
    const endless = await answering((socket) => {
      const more = setInterval(() => {
        told += 1;
        socket.write(Buffer.alloc(65_536, 'A'));
      }, 1);
      socket.on('close', () => clearInterval(more));
    });
    const asked = (port: number) => clamdScanner({ host: '127.0.0.1', port }, 2000).scan(FILE, EICAR);
    expect(await asked(open)).toEqual({ outcome: 'clean', by: 'clamav' });
    expect(await asked(endless)).toEqual({ outcome: 'unscanned', by: null });
    expect(told).toBeLessThan(200);
  });

  it('has not scanned where it is out of reach or keeps silent', async () => {
    const silent = await clamd(() => null);
    const unscanned = { outcome: 'unscanned', by: null };
    expect(await clamdScanner({ host: '127.0.0.1', port: silent.port }, 200).scan(FILE, EICAR)).toEqual(
      unscanned,
    );
    expect(await clamdScanner({ path: '/nowhere/clamd.ctl' }).scan(FILE, EICAR)).toEqual(unscanned);
  });

  it('is named by the environment; a mistake there is no silence', async () => {
    expect(clamdAddress('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
    expect(clamdAddress('tcp://clam.local:3310')).toEqual({ host: 'clam.local', port: 3310 });
    expect(clamdAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
    expect(() => scannerHere({ TAIZHANG_CLAMD: 'localhost' })).toThrow('TAIZHANG_CLAMD');
    expect(await scannerHere({}).scan(FILE, EICAR)).toEqual({ outcome: 'unscanned', by: null });
    const { port } = await clamd(asClamav);
    const named = scannerHere({ TAIZHANG_CLAMD: `127.0.0.1:${port}` });
    expect(await named.scan(FILE, EICAR)).toMatchObject({ outcome: 'infected' });
  });
});

type Bucket = { readonly client: S3Client; readonly asked: string[]; tag: string | null; gone: boolean };

/** Answers as S3 does to putting, reading tags and deleting. */
async function bucket(): Promise<Bucket> {
  const asked: string[] = [];
  const state = { tag: null as string | null, gone: false };
  const server = createHttp((request, response) => {
    asked.push(
      `${request.method} ${request.url?.replace(/\?tagging.*/, '?tagging').replace(/\?x-id.*/, '')}`,
    );
    const isTagging = request.url?.includes('tagging') === true;
    if (isTagging && state.gone) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const tag =
      state.tag === null ? '' : `<Tag><Key>GuardDutyMalwareScanStatus</Key><Value>${state.tag}</Value></Tag>`;
    request.resume();
    response.writeHead(isTagging || request.method === 'PUT' ? 200 : 204, {
      ...{ 'content-type': 'application/xml' },
    });
    response.end(isTagging ? `<Tagging><TagSet>${tag}</TagSet></Tagging>` : undefined);
  });
  const port = await portOf(server);
  const client = new S3Client({
    ...{ region: 'cn-north-1', endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true, maxAttempts: 1 },
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  return Object.assign(state, { client, asked });
}

describe('GuardDuty by the tag of an object', () => {
  it('is waited for, then taken at its word; the bare file does not stay', async () => {
    const s3 = await bucket();
    const scanner = guardDutyScanner({ client: s3.client, bucket: 'scanned' });
    expect(await scanner.scan(FILE, EICAR)).toEqual({ outcome: 'pending', by: 'guardduty' });
    expect(await scanner.again(FILE, EICAR)).toEqual({ outcome: 'pending', by: 'guardduty' });
    s3.tag = 'THREATS_FOUND';
    expect(await scanner.again(FILE, EICAR)).toEqual({ outcome: 'infected', by: 'guardduty' });
    expect(s3.asked).toEqual([
      ...[`PUT /scanned/scan/${FILE}`, `GET /scanned/scan/${FILE}?tagging`],
      ...[`GET /scanned/scan/${FILE}?tagging`, `DELETE /scanned/scan/${FILE}`],
    ]);
    s3.client.destroy();
  });

  it.each([
    ['NO_THREATS_FOUND', 'clean'],
    ['UNSUPPORTED', 'unscanned'],
    ['ACCESS_DENIED', 'unscanned'],
    ['FAILED', 'unscanned'],
    ['a word to come', 'unscanned'],
  ])('says %s: %s', async (tag, outcome) => {
    const s3 = await bucket();
    s3.tag = tag;
    expect(await guardDutyScanner({ client: s3.client, bucket: 'b' }).again(FILE, EICAR)).toMatchObject({
      outcome,
    });
    s3.client.destroy();
  });

  it('has not scanned what it never tagged, and is still waited for where S3 does not answer', async () => {
    const s3 = await bucket();
    s3.gone = true;
    const scanner = guardDutyScanner({ client: s3.client, bucket: 'b' });
    expect(await scanner.again(FILE, EICAR)).toMatchObject({ outcome: 'unscanned' });
    for (const server of servers.splice(0)) server.close();
    s3.client.destroy();
    expect(await scanner.scan(FILE, EICAR)).toMatchObject({ outcome: 'unscanned' });
  });
});
