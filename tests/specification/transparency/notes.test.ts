/** Signed notes and checkpoints: the examples that are published, and what is refused. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  checkpointName,
  checkpointText,
  digestOfText,
  namesName,
  readCheckpoint,
} from '#shared/transparency/checkpoint.ts';
import { entriesOfNames, entryLine } from '#shared/transparency/log-entry.ts';
import {
  ALGORITHM,
  cosigned,
  isSignedBy,
  keyLine,
  rawEd25519,
  readKeyLine,
  readNote,
  type Signer,
  signatureLine,
  signedNote,
  verifierKey,
} from '#shared/transparency/signed-note.ts';

/** The example in the documentation of golang.org/x/mod/sumdb/note. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const pair = generateKeyPairSync('ed25519');
const key = verifierKey('taizhang/0123456789abcdef', ALGORITHM.ed25519, rawEd25519(pair.publicKey));
const signer: Signer = { ...key, sign: async (message) => sign(null, message, pair.privateKey) };

describe('a signed note', () => {
  it('is read as published', async () => {
    const note = readNote(GO_NOTE);
    const peter = readKeyLine(GO_KEY);
    if (note === null || peter === null) throw new Error('not read');
    expect(keyLine(peter)).toBe(GO_KEY);
    expect(await isSignedBy(note, peter)).toBe(true);
    expect(await isSignedBy({ ...note, text: note.text.replace('answer', 'Answer') }, peter)).toBe(false);
    expect(await isSignedBy(note, { ...peter, name: 'Paul' })).toBe(false);
    expect(await isSignedBy(note, key)).toBe(false);
  });

  it('is what was signed, by each of its signers', async () => {
    const whole = await signedNote('甲\n', [
      signer,
      { ...signer, ...verifierKey('other', 1, key.key.subarray(1)) },
    ]);
    const note = readNote(whole);
    expect(note?.signatures).toHaveLength(2);
    expect(note && (await isSignedBy(note, key))).toBe(true);
  });

  it.each([
    '',
    'a\n',
    'a\n\n',
    'a\n\n— b\n',
    'a\n\n— b AAAA\n',
    'a\n\nb AAAAAAAAAA==\n',
    'a\n\n— b AAAAAAAAAA==',
  ])('%j is none', (text) => {
    expect(readNote(text)).toBeNull();
  });

  it.each(['', 'a+b+c', GO_KEY.replace('c74f20a3', 'c74f20a4'), GO_KEY.replace('Peter', 'Paul ')])(
    '%j is no key',
    (line) => {
      expect(readKeyLine(line)).toBeNull();
    },
  );

  it('bears the cosignature of a witness with its time', async () => {
    const witness = verifierKey('witness', ALGORITHM.cosignature, rawEd25519(pair.publicKey));
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(1_700_000_000n);
    const text = 'origin\n1\nAAAA\n';
    const sig = Buffer.concat([time, sign(null, cosigned(text, 1_700_000_000n), pair.privateKey)]);
    const note = readNote(`${text}\n${signatureLine({ ...witness, sig })}`);
    expect(note && (await isSignedBy(note, witness))).toBe(true);
    expect(note && (await isSignedBy({ ...note, text: `${text}x\n` }, witness))).toBe(false);
  });
});

describe('a checkpoint', () => {
  const root = Buffer.alloc(32, 9);
  const time = '2026-11-27T16:05:09.123+08:00';
  const checkpoint = {
    origin: 'taizhang/0123456789abcdef/ledger',
    size: 12,
    root,
    time,
    previous: 'cHJldg==',
    names: 'bmFtZXM=',
  };

  it('is read as it was written', async () => {
    const text = checkpointText(checkpoint);
    expect(text).toBe(
      `taizhang/0123456789abcdef/ledger\n12\n${root.toString('base64')}\ntime ${time}\nprevious cHJldg==\nnames bmFtZXM=\n`,
    );
    const whole = await signedNote(text, [signer]);
    expect(readCheckpoint(whole)).toMatchObject({ ...checkpoint, whole });
    expect(checkpointName(checkpoint)).toBe('checkpoints/00000000000000000012-20261127T160509123');
    expect(namesName(4, 12)).toBe('names/00000000000000000004-00000000000000000012');
    expect(digestOfText('')).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  it('of others, without extensions or with those of theirs, is one', async () => {
    const { time: _, previous: __, names: ___, ...bare } = checkpoint;
    const read = readCheckpoint(await signedNote(`${checkpointText(bare)}other thing\n`, [signer]));
    expect(read).toMatchObject(bare);
    expect(read).not.toHaveProperty('time');
  });

  it.each([
    ['a size that is no decimal', (text: string) => text.replace('\n12\n', '\n012\n')],
    ['a root that is none', (text: string) => text.replace(root.toString('base64'), 'AAAA')],
    ['no origin', (text: string) => text.replace(/^.*\n/, '\n')],
  ])('with %s is none', async (_, change) => {
    expect(readCheckpoint(await signedNote(change(checkpointText(checkpoint)), [signer]))).toBeNull();
  });
});

it('a file of names is read line by line, or not at all', () => {
  const entry = {
    hash: 'ab'.repeat(32),
    office: 'default',
    kind: 'application',
    number: 'SQ 1"',
    version: 2,
    recordedAt: 'x',
  };
  expect(entriesOfNames(entryLine(entry) + entryLine(entry))).toEqual([entry, entry]);
  for (const text of ['[]\n', '{\n', '["x"]\n', 'null\n']) expect(entriesOfNames(text)).toBeNull();
});
