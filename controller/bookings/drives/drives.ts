import type { BookingParts } from '../booking-parts.ts';
import { createClockDoubt } from '../clock-doubt.ts';
import type { IsClockDoubtful } from '../clock-doubt.ts';
import type { Result } from '../../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { HandOffDesk } from '../hand-offs/hand-off-desk.ts';
import { createJudge } from '../rules/judging.ts';
import type { Judge } from '../rules/judging.ts';
import { createJudgeRelease } from '../rules/release.ts';
import type { JudgeRelease } from '../rules/release.ts';
import { createAnnounce } from './arrival.ts';
import type { Announce } from './arrival.ts';
import { createExtensions } from './extension.ts';
import type { DriveExtensions } from './extension.ts';
import { createEndNoShows } from './no-show.ts';
import type { EndNoShows } from './no-show.ts';

/** The rules of one tower and the life of its drives, as the rest of the room and the routes use them. */
export interface DriveServices {
  readonly isClockDoubtful: IsClockDoubtful;
  readonly judge: Judge;
  readonly judgeRelease: JudgeRelease;
  readonly endNoShows: EndNoShows;
  readonly extensions: DriveExtensions;
  readonly announce: Announce;
}

/** What drives need beyond the room's parts. */
export interface DriveParts extends BookingParts {
  /** Somebody is there to hold a deposit. */
  readonly canPay: boolean;
  /** Cars that a hand-off of the kiosk holds. */
  readonly claimsOn: HandOffDesk['claimsOn'];
  /** Carries out what was just asked of the provider; see `money/money.ts`. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
}

/** Everything about the drives of one tower. */
export function createDrives(parts: DriveParts): DriveServices {
  const isClockDoubtful = createClockDoubt(parts);
  const ruleParts = { ...parts, isClockDoubtful };
  const judge = createJudge(ruleParts);
  return {
    isClockDoubtful, judge,
    judgeRelease: createJudgeRelease(parts, judge),
    endNoShows: createEndNoShows(ruleParts),
    extensions: createExtensions({ ...ruleParts, judge }),
    announce: createAnnounce(ruleParts),
  };
}
