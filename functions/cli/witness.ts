/** `witness add NAME KEYLINE`, `witness list`: logs of others under whose checkpoints this instance signs. */
import { addWitnessed, witnessedLogs } from '#shared/notary/witness.ts';
import type { House } from '#shared/store/house.ts';
import { cosignerLine } from '#shared/transparency/signed-note.ts';
import { type Ending, ended, lines } from './ending.ts';
import { type Arguments, UsageError } from './options.ts';

/** The token is shown once; the line of our key goes to whoever sends. */
export async function witness(house: House, { rest: [action, name, keyLine] }: Arguments): Promise<Ending> {
  if (action === 'list') return { exit: 0, stdout: lines(await witnessedLogs(house.blobs)) };
  if (action !== 'add' || name === undefined || keyLine === undefined)
    throw new UsageError('witness add NAME KEYLINE, or witness list');
  const token = await addWitnessed(house.blobs, { name, keyLine });
  if (token === null) throw new UsageError('that is no line of a key: it is the text of signing.pub');
  // the key is made with the first checkpoint
  const [own = null] = await signingLines(house);
  return ended(0, { name, token, key: own === null ? null : cosignerLine(own) });
}

async function signingLines({ notary }: House): Promise<readonly string[]> {
  if ((await notary.keyLine()) === null) await notary.seal();
  return (await notary.keys()).lines;
}
