import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin';
import { defineConfig } from 'vite';

// Workspaces resolve to their sources, so the demo can be built before or without the packages.
export default defineConfig({
  base: './',
  plugins: [vanillaExtractPlugin()],
  resolve: { conditions: ['cutaway-source', 'browser', 'import', 'module', 'default'] },
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1200 },
});
