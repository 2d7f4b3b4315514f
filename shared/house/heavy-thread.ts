/** A thread that does one piece of heavy work after another; ended from outside where one takes too long. */
import { parentPort } from 'node:worker_threads';
import { answering } from '#shared/store/sqlite/asked-thread.ts';
import { type Asked, carryOut } from './heavy-work.ts';

answering<Pick<Asked, 'name' | 'of'>>(parentPort, (asked) => carryOut(asked));
