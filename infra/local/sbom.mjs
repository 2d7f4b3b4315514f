/**
 * `npm run sbom -- [FILE]`: the packages that are shipped, in the form of CycloneDX, by npm itself from the lock file; to
 * standard output, or into a file. What only builds and tests is not in it.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { root } from './launch-node.mjs';

const [file] = process.argv.slice(2);
const { status, stdout, stderr } = spawnSync(
  'npm',
  [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'application',
    '--omit',
    'dev',
    '--package-lock-only',
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27 },
);
if (status !== 0) process.stderr.write(stderr);
else {
  const bom = JSON.parse(stdout);
  // npm names the folder it was run in
  bom.metadata.component.name = 'taizhang';
  const text = `${JSON.stringify(bom, null, 2)}\n`;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}
process.exitCode = status ?? 1;
