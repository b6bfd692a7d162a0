import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
import zxingWasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { QrReader } from './pass-scanner.ts';

/** ZXing in WebAssembly, from our own origin: Chromium on Linux has no barcode reader of its own. */
export function createQrReader(): QrReader {
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? zxingWasm : prefix + path) } });
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (image) => {
    const found = await detector.detect(image);
    return found[0]?.rawValue;
  };
}
