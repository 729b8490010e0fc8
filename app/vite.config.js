import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { finishedShell } from './build/finished-shell.js';

const server = process.env.POLYCLINIC_DEV_SERVER ?? 'http://127.0.0.1:8000';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['es2022', 'safari16.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    outDir: '../backend/polyclinic/web/static',
    emptyOutDir: true,
  },
  server: { proxy: { '/graphql': server } },
  plugins: [finishedShell('worker/sw.ts')],
});
