import { isOwnPage } from './own-urls.ts';

/** Who asks for what, in one form for both of Electron's questions (may it ask, and may it have). */
export interface PermissionQuestion {
  readonly permission: string;
  /** Address or origin of the asking frame. */
  readonly from: string;
  readonly isMainFrame: boolean;
  /** Empty when it is not known which media are asked for. */
  readonly media: readonly string[];
}

/**
 * The one permission of the kiosk: the camera's picture, for the main frame of the shell's own page, while a step
 * is on screen that says the camera is on. No name is listed as denied, so a permission that a later Chromium invents is
 * denied as well.
 */
export function isGranted(question: PermissionQuestion, cameraStepActive: boolean): boolean {
  return (
    question.permission === 'media' &&
    question.media.length === 1 &&
    question.media[0] === 'video' &&
    question.isMainFrame &&
    isOwnPage(question.from) &&
    cameraStepActive
  );
}
