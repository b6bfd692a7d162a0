import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReadInputBarcodeFormat } from 'zxing-wasm/reader';
import zxingWasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { QrReader } from './pass-scanner.ts';

/**
 * ZXing in WebAssembly, from our own origin: Chromium on Linux has no barcode reader of its own. Program and binary come from
 * one package, because a binary of another version reads past its memory.
 */
export function createQrReader(formats: readonly ReadInputBarcodeFormat[] = ['QRCode']): QrReader {
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? zxingWasm : prefix + path) } });
  const canvas = new OffscreenCanvas(1, 1);
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  return async (image) => {
    if (ink === null) return undefined;
    const [width, height] = 'displayWidth' in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
    // A frame without a size has not been filled yet.
    if (width === 0 || height === 0) return undefined;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    ink.drawImage(image, 0, 0);
    const found = await readBarcodes(ink.getImageData(0, 0, width, height), { formats: [...formats], maxNumberOfSymbols: 1 });
    return found.find(({ isValid }) => isValid)?.text;
  };
}
