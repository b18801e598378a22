import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bareWorkerEntry } from './scripts/bare-worker-entry.ts';
import { katexFonts } from './scripts/katex-fonts.ts';
import { policyInBuiltPage } from './scripts/policy-in-page.ts';
import { isolationHeaders, securityHeaders } from './scripts/security-headers.ts';
import { serveData } from './scripts/server/serve-data.ts';
import { threadModule } from './scripts/thread-module.ts';

export default defineConfig({
  appType: 'mpa',
  plugins: [react(), serveData(), katexFonts(), policyInBuiltPage()],
  worker: { format: 'es', plugins: () => [threadModule(), bareWorkerEntry()] },
  server: { host: '127.0.0.1', headers: isolationHeaders },
  preview: { host: '127.0.0.1', headers: securityHeaders },
  // Vite does not look for packages behind a worker's URL, and would reload the page when it meets them.
  optimizeDeps: { entries: ['index.html', 'src/**/*.{ts,tsx}'] },
  build: { target: 'es2022', sourcemap: true, chunkSizeWarningLimit: 1200 },
});
