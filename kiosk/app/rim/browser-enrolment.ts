import { browserCamera } from '../../face/browser-camera.ts';
import { enrolFromCamera, enrolFromPicture } from '../../face/enrolment.ts';
import type { FaceEngine } from '../../face/face.port.ts';
import type { FaceEnrolment } from '../phone/face-actors.ts';
import type { PageClock } from './rim.port.ts';

/** Enrolment with this phone's camera or a photo of it, measured by the same worker that measures at the tower. */
export function createBrowserEnrolment(clock: PageClock, engine: FaceEngine): FaceEnrolment {
  return {
    photo: (photo) => enrolFromPicture(engine, photo),
    live: (onEvent, onDone) => {
      const burst = enrolFromCamera({ engine, openCamera: browserCamera(), clock, onEvent });
      void burst.result.then(onDone);
      return burst.stop;
    },
  };
}
