import type { Page } from 'playwright-core';

/** A member who books, as `carillon up` prints them. */
export interface Booker {
  readonly memberId: string;
  readonly signInCode: string;
}

/** What the pass page shows at the end. */
export interface BookedOnPhone {
  readonly code: string;
  readonly hasFace: boolean;
}

const PATIENCE_MS = 60_000;

/**
 * Walks through the phone page as a customer does: sign in (by the link), car, eligibility, selfie with the live camera (or a code
 * instead), window, book, and where the site asks for it the deposit, until the pass is shown.
 * Rejects when a step does not come, with the name of the step.
 */
export async function bookOnPhone(page: Page, phoneUrl: string, booker: Booker, options: { readonly carId: string; readonly face: boolean }): Promise<BookedOnPhone> {
  const press = (action: string): Promise<void> => page.locator(`[data-action="${action}"]:not([disabled])`).click({ timeout: PATIENCE_MS });
  await page.goto(`${phoneUrl}/phone/#member=${encodeURIComponent(booker.memberId)}&code=${encodeURIComponent(booker.signInCode)}`);
  await press('book-a-car');
  await press(`car-${options.carId}`);
  await press('car-next');
  await press('eligibility-next');
  if (options.face) {
    // The box itself is drawn by the page; a press on its label is what a finger does.
    await page.locator('[data-action="consent"]').click({ timeout: PATIENCE_MS });
    await press('face-live');
    await press('face-next');
  } else {
    await press('face-none');
  }
  await press('window-next');
  await press('book');
  await press('show-pass');
  const shown = page.locator('[data-code]');
  await shown.waitFor({ timeout: PATIENCE_MS });
  return { code: (await shown.getAttribute('data-code')) ?? '', hasFace: options.face };
}
