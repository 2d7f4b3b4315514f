/** Projecting beside recording: several may catch up at once (see shared/views/catch-up.ts), also within one process. */
import { Worker } from 'node:worker_threads';
import { threadFile } from '#shared/store/sqlite/asked-thread.ts';

/**
 * Begins; call what it gives back to end. Where the thread fails nothing is lost: ending it catches up once more
 * and meets the same fault.
 */
export function projectMeanwhile(folder: string): () => Promise<void> {
  const thread = new Worker(threadFile('projecting-thread', import.meta), {
    workerData: { folder },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  thread.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  return async () => {
    thread.postMessage('end');
    await gone;
  };
}
