// The slices of the font that hold the Chinese words of the out-of-service page, inlined when the shell is built.
import slice117 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-117-wght-normal.woff2?inline';
import slice118 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-118-wght-normal.woff2?inline';
import slice119 from '@fontsource-variable/noto-sans-sc/files/noto-sans-sc-119-wght-normal.woff2?inline';

/** Fonts as `data:` addresses. */
export const HAN_FONTS: readonly string[] = [slice117, slice118, slice119];
