import type { ProbeParts } from '../customer/boot/kiosk-parts-store.ts';
import { languages } from '../../../config/words/translation.ts';
import { localVoice } from './browser-voice.ts';
import { ownVoiceIsThere } from './own-voice.ts';
import type { KioskPart } from '../customer/flow/kiosk-parts.ts';

/** The devices that the browser lists, whether the reader of passes can be loaded, and whether there is a voice for both languages. A list that cannot be had is a list without devices. */
export const probeBrowserParts: ProbeParts = async () => {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const devices = await (media?.enumerateDevices() ?? Promise.resolve([])).catch(() => []);
  const kinds = new Set(devices.map(({ kind }) => kind));
  const reader = await import('./qr-reader.ts').then(() => true, () => false);
  const broken: KioskPart[] = [];
  if (!kinds.has('videoinput')) broken.push('camera');
  if (!reader) broken.push('scanner');
  if (!kinds.has('audiooutput')) broken.push('speaker');
  const isSpoken = languages.every((language) => localVoice(globalThis.speechSynthesis, language) !== undefined) || (await ownVoiceIsThere());
  if (!isSpoken) broken.push('voice');
  return broken;
};

/** Whether this tab keeps what it is given until it closes. */
export function keepsInTab(): boolean {
  try {
    sessionStorage.setItem('carillon.test', '1');
    sessionStorage.removeItem('carillon.test');
    return true;
  } catch {
    return false;
  }
}
