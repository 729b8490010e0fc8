import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transformWithOxc } from 'vite';

const TEXT = /\.(js|css|html|json|svg|webmanifest|txt)$/;
const NOT_CACHED = /(^sw\.js|^robots\.txt|\.gz|\.map)$/;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();

const address = (file) => (file === 'index.html' ? '/' : `/${file}`);

/** The version is made of contents, not of names: a changed icon or manifest is a new shell too. */
function shellOf(folder) {
  const hash = createHash('sha256');
  const files = filesIn(folder).filter((file) => !NOT_CACHED.test(file));
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  return { files: files.map(address), version: hash.digest('hex').slice(0, 16) };
}

async function writeWorker(folder, source) {
  const { files, version } = shellOf(folder);
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), 'sw.ts', { target: 'es2022' });
  const filled = code
    .replace('__SHELL_VERSION__', JSON.stringify(version))
    .replace('__SHELL_FILES__', JSON.stringify(files));
  writeFileSync(join(folder, 'sw.js'), filled);
}

function compress(folder) {
  for (const file of filesIn(folder).filter((name) => TEXT.test(name))) {
    const path = join(folder, file);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

/** After the bundle: the service worker with the list of everything built, then a .gz beside every text file. */
export function finishedShell(source) {
  let folder = '';
  let root = '';
  return {
    name: 'finished-shell',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      await writeWorker(folder, join(root, source));
      compress(folder);
    },
  };
}
