/** Why a car is not taken in, or not yet; each has sentences `checkIn.<code>` for the customer. */
export const checkInRefusals = [
  'tooLong', 'tooWide', 'tooHigh', 'tooLow', 'tooHeavy', 'unbalanced', 'notOnPallet', 'rolled', 'somebodyInside', 'leaking', 'unreadable', 'notAllClear', 'noCellFits', 'drivenOut',
] as const;
export type CheckInRefusal = (typeof checkInRefusals)[number];
