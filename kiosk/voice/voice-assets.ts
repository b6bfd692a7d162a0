/** The synthesiser's files and the address under which they are served, each as its project publishes it. */

/** Address of the folder on our own origin. Without this folder the kiosk runs all the same and says that it cannot speak. */
export const VOICE_ASSETS_PATH = '/voice/';

/** The program, which loads its own data from beside it. */
export const PROGRAM_FILE = 'espeak-ng.js';

/** Voices and dictionaries are inside, about 18 MB: loaded when something is to be spoken, never before. */
export const DATA_FILE = 'espeak-ng.wasm';

/** The licence of both. */
export const LICENCE_FILE = 'LICENSE.txt';
