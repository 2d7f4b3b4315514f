/** Which Node runs the product: this one where it is new enough, else the one that came with the packages. */
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export function runsNode24() {
  return Number.parseInt(process.versions.node, 10) >= 24;
}

/** The path of the packaged Node 24, or undefined where its optional package is not installed. */
export function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `node-${process.platform}-${process.arch}/package.json`,
    );
    const binary = join(dirname(manifest), 'bin', 'node');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}

/** The Node to start children on, this one or the packaged one; ends the program where there is none. */
export function node24() {
  const binary = runsNode24() ? process.execPath : packagedNode();
  return (
    binary ??
    giveUp(`taizhang: needs Node 24; this is ${process.version} and no packaged one is installed: run npm ci`)
  );
}

/** Ends with "could not be carried out" and one line saying why. */
export function giveUp(line) {
  process.stderr.write(`${line}\n`);
  process.exit(3);
}
