import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The development mock answers the API from memory; it is loaded on request only and never part of a build. */
async function mockApi(): Promise<Plugin[]> {
  if (!process.env.KAMINO_MOCK) return [];
  // @ts-expect-error plain JavaScript, used while drawing pages only
  const { mockPlugin } = await import('./dev/mock.mjs');
  return [mockPlugin()];
}

export default defineConfig(async () => ({
  plugins: [react(), ...(await mockApi())],
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    modulePreload: { polyfill: false },
    manifest: true,
    license: { fileName: 'licences.md' },
    chunkSizeWarningLimit: 700,
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    proxy: process.env.KAMINO_MOCK
      ? undefined
      : {
          // the server refuses changes whose Origin is not its own Host, so the Host stays the browser's
          '/api': { target: process.env.KAMINO_API ?? 'http://127.0.0.1:8080', changeOrigin: false },
        },
  },
  test: {
    testTimeout: 30_000, // a busy machine is no fault
    environment: 'jsdom',
    globals: false,
    setupFiles: ['./src/lib/test-setup.ts'],
    css: false,
  },
}));
