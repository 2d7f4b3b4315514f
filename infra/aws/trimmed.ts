/** What a function need not carry: the indentation of style sheets and scripts, and of our manifest all but name and version. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

const MANIFEST = /\/package\.json$/;
/** Their texts stand in the code as they are written, for people. */
const INDENTED = /\/functions\/web\/look\/(?:style|script)-of-[\w-]+\.ts$/;

export function trimmed(root: string): Plugin {
  return {
    name: 'trimmed',
    setup: ({ onLoad }) => {
      onLoad({ filter: INDENTED }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replaceAll(/\n +/g, '\n'),
      }));
      onLoad({ filter: MANIFEST }, ({ path }) => {
        if (path !== `${root}/package.json`) return undefined;
        const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
        return { loader: 'json', contents: JSON.stringify({ name, version }) };
      });
    },
  };
}
