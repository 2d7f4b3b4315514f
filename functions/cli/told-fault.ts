/** Why a command could not be carried out, in one line: what was said where it failed, and what that means here. */
import { UnreadableFile } from '#shared/intake/unreadable-file.ts';
import { type Unavailable, unavailableFor } from '#shared/store/faults.ts';
import { UnusableFile } from '#shared/store/unusable-file.ts';

const MEANING: Readonly<Record<Exclude<Unavailable, 'damaged'>, string>> = {
  full: 'the disk is full; make room and repeat (磁盘已满)',
  readOnly: 'look at its owner, its permissions and how it is mounted (数据文件夹不能写入)',
  device: 'the disk fails to read or write (磁盘读写出错)',
  busy: 'others keep it busy; try again (数据正忙)',
  unreachable: 'it cannot be reached (连不上存放数据的地方)',
  otherVersion: 'stop the older program, start the newer (程序已换成另一个版本)',
};

/** A file that cannot be taken is told by its code as well. */
export function toldFault(error: unknown): string {
  if (error instanceof UnreadableFile) return `${error.message} [${error.code}]`;
  const message = error instanceof Error ? error.message : String(error);
  const why = unavailableFor(error);
  // a file that is there and cannot be opened: nothing may be laid beside it
  if (error instanceof UnusableFile && why === 'unreachable') return `${message}: ${MEANING.readOnly}`;
  if (why !== null && why !== 'damaged') return `${message}: ${MEANING[why]}`;
  // read models heal by themselves: what is left is a file that does not follow from another
  if (!/disk image is malformed|not a database/.test(message)) return message;
  const which = error instanceof UnusableFile ? 'the file' : 'ledger.db, queue.db or accounts.db';
  return `${message}: ${which} is damaged; restore it from its copy (数据文件损坏)`;
}
