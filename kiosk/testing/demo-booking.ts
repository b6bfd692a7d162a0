import { createFakeMedia } from './fake-video.ts';
import { launchChromium } from './launch-chromium.ts';
import { bookOnPhone, type BookedOnPhone, type Booker } from './book-on-phone.ts';

// Makes the demonstration booking of `carillon up` in a process of its own: a headless phone with a film of a face for a camera
// goes through the phone page. Prints one JSON line. Needs the packages for development; `up` goes on without it.

/** Arguments of the process. */
export interface DemoParameters {
  readonly phoneUrl: string;
  readonly member: Booker;
  readonly carId: string;
}

async function book({ phoneUrl, member, carId }: DemoParameters): Promise<BookedOnPhone> {
  const media = await createFakeMedia();
  const phone = await launchChromium({ camera: { kind: 'video', videoPath: await media.film({ kind: 'people', people: ['anna'] }) }, viewport: { width: 412, height: 915 } });
  try {
    return await bookOnPhone(phone.page, phoneUrl, member, { carId, face: true });
  } finally {
    await phone.close();
    await media.close();
  }
}

process.stdout.write(`${JSON.stringify(await book(JSON.parse(process.argv[2] ?? '{}') as DemoParameters))}\n`);
