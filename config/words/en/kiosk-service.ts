/** Screens of the customer while the tower, or a part of it, does not serve, by screen id. */
export const kioskService = {
  'K74.title': 'Please stay clear of the tower',
  'K74.next': 'It can only be released on site by the staff.',
  'K76.title': 'Being looked after',
  'K76.line': 'A technician is working on the tower. No cars are handed out meanwhile.',
  'K76.next': 'Your booking stays yours.',
  'K78.title': 'No connection to the tower',
  'K78.line': "This screen cannot hear the tower's control. It keeps trying.",
  'K78.next': 'Your booking stays yours. Please wait a moment, or ask the staff of this site.',
  'K79.title': 'The tower is stopped',
  'K79.next': 'The staff of this site must release it. Your booking stays yours.',
  'K82.title': 'The tower is starting again',
  'K82.line': 'It is checking where every car stands.',
  'K82.moving': 'The tower moves while it does so. Please stay clear.',
  'K82.next': 'Your booking stays yours. Please wait, or ask the staff of this site.',
} as const;
