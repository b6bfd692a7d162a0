import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { faceAssets } from './face/face-assets.vite.ts';
import { voiceAssets, voiceProgram } from './voice/voice-assets.vite.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the pages into `kiosk/dist`: `index.html` in `kiosk`, `phone` and `maintenance`. No inline script, style or data the policy forbids. */
export default defineConfig({
  root: here('app'),
  publicDir: false,
  plugins: [react(), faceAssets(), voiceAssets()],
  worker: { format: 'es', plugins: () => [voiceProgram()] },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'chrome130',
    // A data: address would need a wider policy; fonts, wasm and pictures are files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The face worker carries its tensor library (1.3 MB) and loads beside the first screen, never before it.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: { kiosk: here('app/kiosk/index.html'), phone: here('app/phone/index.html'), maintenance: here('app/maintenance/index.html') } },
  },
});
