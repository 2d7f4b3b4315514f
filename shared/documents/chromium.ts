/**
 * A browser for printing and for tests that needs nothing of the machine: the Chromium and the Chinese font
 * come with the packages and are unpacked beside the program on first use.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';

interface Program {
  readonly path: string;
  readonly libraries?: string;
}

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--font-render-hinting=none', '--disable-gpu', '--no-pings', '--disable-domain-reliability'];
/** A Lambda may not start helper processes; elsewhere one process for everything is the less stable choice. */
const FLAGS_IN_LAMBDA = ['--single-process', '--no-zygote'];
const FONT_FAMILY = 'Noto Sans S Chinese';

/** In the cloud they lie in a layer, which no function finds by looking upwards. */
const packages = createRequire(process.env.PRINTING_PACKAGES ?? import.meta.url);

/** No browser would start: by its name, which is all that a function in the cloud may say of a fault. */
class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

/**
 * Lends a browser to `use` and closes it afterwards, whatever happens. Printing changes nothing, and a browser is a program
 * that may die of a machine short of memory: where the first does not come through, a second is asked, and its fault counts.
 */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  return lend(use).catch(() => lend(use));
}

async function lend<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await openBrowser();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Opens the packaged browser or, where that does not run, the system's. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const faults: string[] = [];
  for (const find of [unpackedBrowser, systemBrowser]) {
    try {
      return await launch(await find());
    } catch (fault) {
      faults.push(firstLine(fault));
    }
  }
  throw new NoBrowser(`No browser to print with. Packaged: ${faults[0]} System: ${faults[1]}`);
}

async function launch(program: Program): Promise<Browser> {
  const { chromium }: typeof import('playwright-core') = packages('playwright-core');
  const inLambda = process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined;
  return chromium.launch({
    executablePath: program.path,
    args: inLambda ? [...FLAGS, ...FLAGS_IN_LAMBDA] : FLAGS,
    env: { ...process.env, ...(await fontSettings()), ...librarySettings(program) },
  });
}

function librarySettings({ libraries }: Program): Record<string, string> {
  if (libraries === undefined) return {};
  const inherited = process.env.LD_LIBRARY_PATH;
  return { LD_LIBRARY_PATH: inherited ? `${libraries}:${inherited}` : libraries };
}

async function systemBrowser(): Promise<Program> {
  const path = SYSTEM_BROWSERS.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`none at ${SYSTEM_BROWSERS.join(', ')}.`);
  return { path };
}

async function unpackedBrowser(): Promise<Program> {
  if (process.arch !== 'x64' || process.platform !== 'linux') {
    throw new Error(`is built for linux x64, this is ${process.platform} ${process.arch}.`);
  }
  const folder = join(cacheFolder(), `chromium-${versionOf('@sparticuz/chromium')}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return { path: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
}

/**
 * The package unpacks into the temporary folder it is told, and adds its own NSS libraries where it takes the
 * machine for a Lambda; so it is run apart, with both settings, and the whole is moved into place at once.
 */
async function unpackInto(folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { recursive: true });
  const script = `await (await import('@sparticuz/chromium')).default.executablePath()`;
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: dirname(packageFile('@sparticuz/chromium')),
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    });
    await moveInto(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A second process finds the same files there and uses them. */
async function moveInto(draft: string, folder: string): Promise<void> {
  try {
    await rename(draft, folder);
  } catch (fault) {
    if (!existsSync(folder)) throw fault;
  }
}

/** Fonts of the packages first, so that pages look alike everywhere; the office's own when a page names them. */
async function fontSettings(): Promise<Record<string, string>> {
  const folder = cacheFolder();
  const file = join(folder, 'fonts.conf');
  const draft = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true });
  await writeFile(draft, fontConfiguration(folder));
  await rename(draft, file);
  return { FONTCONFIG_FILE: file };
}

function fontConfiguration(folder: string): string {
  const fonts = [dirname(packageFile('@embedpdf/fonts-sc')), '/usr/local/share/fonts', '/usr/share/fonts'];
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui'];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${fonts.map((path) => `  <dir>${path}</dir>`).join('\n')}
  <dir prefix="xdg">fonts</dir>
  <cachedir>${join(folder, 'fontconfig')}</cachedir>
${generic.map((name) => `  <alias binding="same"><family>${name}</family><prefer><family>${FONT_FAMILY}</family></prefer></alias>`).join('\n')}
  <match target="pattern"><edit name="family" mode="append_last"><string>${FONT_FAMILY}</string></edit></match>
</fontconfig>
`;
}

function cacheFolder(): string {
  const home = process.env.TAIZHANG_HOME;
  return home === undefined ? join(tmpdir(), 'taizhang') : join(home, '.cache');
}

function versionOf(name: string): string {
  return packages(packageFile(name)).version;
}

/** Looked for by folder: not every package lets its own manifest be resolved by name. */
function packageFile(name: string): string {
  const paths = packages.resolve.paths(name) ?? [];
  const file = paths.map((path) => join(path, name, 'package.json')).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`the package ${name} is not installed: run npm ci.`);
  return file;
}

function firstLine(fault: unknown): string {
  const [line = ''] = String(fault instanceof Error ? fault.message : fault).split('\n');
  return line;
}
