/** A second thread of a long import: keeps the read models up with what is recorded until it is told to end. */
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openLocalHouse } from './open-house.ts';

/** Between two looks at the log, where nothing new was found. */
const PAUSE_MS = 20;

let ended = false;
parentPort?.once('message', () => {
  ended = true;
});

const { folder }: { readonly folder: string } = workerData;
const house = await openLocalHouse(folder, { empty: true });
try {
  while (!ended) {
    await house.catchUp();
    await pause(PAUSE_MS);
  }
} finally {
  house.close();
}
