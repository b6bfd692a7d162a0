import type { DownloadPort, SaveFile } from './rim.port.ts';

const TIMEOUT_MS = 60_000;
/** A browser takes a moment to begin with a file; its address lives that long. */
const KEEP_MS = 60_000;

/** By a link that nobody sees. */
export const browserSaveFile: SaveFile = (file, fileName) => {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, KEEP_MS);
};

/** Fetches with our session, which a plain link would not carry. */
export const browserDownload: DownloadPort = async (path, headers, fileName) => {
  try {
    const response = await fetch(path, { headers, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return false;
    browserSaveFile(await response.blob(), fileName);
    return true;
  } catch {
    // No connection, a time-out or a broken answer: the caller says that no file came.
    return false;
  }
};
