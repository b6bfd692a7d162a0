import { mkdir, open, readFile, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { done, fault, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { PhotoStore, PhotoStoreFault } from './photo-store.port.ts';

const NAME = /^[0-9a-f]{64}$/u;

const broken = (error: unknown): { readonly ok: false; readonly error: PhotoStoreFault } =>
  fault('photoStore', `The folder of the photos cannot be used (${String(error)}). No photo was kept. Everything else goes on.`);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The name of a file is durable only when its folder is: a cut after the rename may lose it otherwise. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(folder: string, name: string, sealed: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.part`);
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(sealed);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, join(folder, name));
  await syncFolder(folder);
}

/** Pictures as files of one folder, which is made with the first of them. */
export function createPhotoFiles(folder: string): PhotoStore {
  const guarded = async <T>(work: () => Promise<T>, missing?: T): Promise<Result<T, PhotoStoreFault>> => {
    try {
      return ok(await work());
    } catch (error) {
      return isMissing(error) && missing !== undefined ? ok(missing) : broken(error);
    }
  };
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('a photo has a name of 64 hexadecimal digits');
    return join(folder, name);
  };
  return {
    put: async (name, sealed) => {
      pathOf(name);
      return guarded(() => write(folder, name, sealed));
    },
    get: async (name) => {
      const path = pathOf(name);
      try {
        return ok(await readFile(path));
      } catch (error) {
        return isMissing(error) ? ok(undefined) : broken(error);
      }
    },
    remove: async (name) => {
      const path = pathOf(name);
      try {
        await unlink(path);
        return done;
      } catch (error) {
        return isMissing(error) ? done : broken(error);
      }
    },
    // A part is what a cut has left behind: nobody writes while the names are read.
    names: () => guarded(async () => {
      const files = await readdir(folder);
      const parts = files.filter((file) => file.endsWith('.part'));
      for (const part of parts) await unlink(join(folder, part));
      return files.filter((file) => NAME.test(file));
    }, []),
  };
}
