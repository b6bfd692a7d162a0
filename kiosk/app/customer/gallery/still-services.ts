import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { browserClock } from '../../rim/browser-clock.ts';
import type { PageClock } from '../../rim/rim.port.ts';
import type { LiveState } from '../../tower-client/live-store.ts';
import { sampleCars, sampleSite } from '../../testing/sample-tower.ts';
import type { Services } from '../services.tsx';
import { createSoundRoom } from '../sound/sound-room.ts';
import type { SoundRoom } from '../sound/sound-room.ts';

/** The moment at which every sample stands still: the time that has been heard last, on the page's own clock. */
const NOW_MS = 60_000;
/** 14 March 2026, noon at the sample site. */
const NOW_UTC_MS = Date.UTC(2026, 2, 14, 4);
/** Age of the last message where the tower is not heard any more. */
const SILENCE_MS = 12_000;

const stillClock: PageClock = { nowMs: () => NOW_MS, utcMs: () => NOW_UTC_MS, setTimeout: () => 0, clearTimeout: () => undefined };

/** Nothing is heard, and one line stands on the screen. */
function stillSound(caption: string): SoundRoom {
  const room = createSoundRoom(sampleSite, stillClock, {
    voice: { speak: () => ({ ended: new Promise(() => undefined), cut: () => undefined }), pause: () => undefined, resume: () => undefined, isAble: () => Promise.resolve(true) },
    tones: () => undefined,
    outputs: () => () => undefined,
    content: { read: () => undefined, onChanged: () => () => undefined, focused: () => undefined },
  });
  const shown = { kind: 'speech', text: caption } as const;
  return { ...room, captions: { ...room.captions, read: () => shown } };
}

/** Services of a page in which nothing moves, so that two pictures of a sample are the same. */
export function stillServices(tower: TowerSnapshot, link: LiveState['link'], diagonalInches: number, caption?: string): Services {
  const state: LiveState = { link, tower: link === 'connecting' ? undefined : tower, heardAtMs: link === 'live' ? NOW_MS : NOW_MS - SILENCE_MS };
  return {
    site: { ...sampleSite, screen: { ...sampleSite.screen, diagonalInches } },
    cars: sampleCars,
    live: { read: () => state, subscribe: () => () => undefined, showSession: () => undefined, close: () => undefined },
    clock: stillClock,
    // The one picture that there is comes at once: what measures need not wait until it is painted.
    frames: (onFrame) => {
      const id = browserClock.setTimeout(() => { onFrame(NOW_MS); }, 0);
      return () => { browserClock.clearTimeout(id); };
    },
    send: () => undefined,
    ...(caption !== undefined && { sound: stillSound(caption) }),
  };
}
