import type { ShrinkPhoto } from './rim.port.ts';

const QUALITY = 0.82;

/**
 * Draws the photo anew, upright and smaller. What the camera wrote beside the picture (place, time, device) stays behind: a canvas knows the
 * picture only.
 */
export const shrinkPhoto: ShrinkPhoto = async (photo, longestPx) => {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => {
      canvas.toBlob((blob) => { resolve(blob ?? undefined); }, 'image/jpeg', QUALITY);
    });
  } catch {
    // Not a picture that this browser can open: the page says so.
    return undefined;
  }
};
