/**
 * Loaded into every process of the suite's product: a clock that can be wrong (FIRE_CLOCK names a file with the
 * milliseconds), and a disk that loses what was not flushed (FIRE_POWER names a folder: what was written and not synced
 * when a file took its final name is cut off again, as when the power goes).
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { FIRE_CLOCK, FIRE_POWER } = process.env;
if (FIRE_CLOCK) letClockBeWrong(FIRE_CLOCK);
if (FIRE_POWER) loseWhatIsNotFlushed(FIRE_POWER);

function letClockBeWrong(file) {
  const TrueDate = Date;
  let [wrongBy, readAt] = [0, 0];
  const offset = () => {
    if (performance.now() - readAt > 50 || readAt === 0) {
      readAt = performance.now();
      try {
        wrongBy = Number(fs.readFileSync(file, 'utf8')) || 0;
      } catch {
        // as it was
      }
    }
    return wrongBy;
  };
  globalThis.Date = class extends TrueDate {
    constructor(...given) {
      if (given.length === 0) super(TrueDate.now() + offset());
      else super(...given);
    }
    static now() {
      return TrueDate.now() + offset();
    }
  };
}

function loseWhatIsNotFlushed(folder) {
  const { openSync, writeSync, fsyncSync, fdatasyncSync, renameSync } = fs;
  const files = new Map();
  fs.openSync = (path, ...rest) => {
    const fd = openSync(path, ...rest);
    if (String(path).startsWith(folder)) files.set(fd, { path: String(path), dirty: false });
    return fd;
  };
  fs.writeSync = (fd, ...rest) => {
    const file = files.get(fd);
    if (file) file.dirty = true;
    return writeSync(fd, ...rest);
  };
  const flushing =
    (flush) =>
    (fd, ...rest) => {
      const file = files.get(fd);
      if (file) file.dirty = false;
      return flush(fd, ...rest);
    };
  fs.fsyncSync = flushing(fsyncSync);
  fs.fdatasyncSync = flushing(fdatasyncSync);
  fs.renameSync = (from, to) => {
    const lost = [...files.values()].some(({ path, dirty }) => path === String(from) && dirty);
    renameSync(from, to);
    // the name is on the disk, and the last pages of what it names are not
    if (lost) fs.truncateSync(to, Math.floor(fs.statSync(to).size / 2));
  };
  syncBuiltinESMExports();
}
