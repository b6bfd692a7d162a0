import { z } from 'zod';
import { CHANNELS } from './channels.ts';

/** What may be said on each channel: the arguments, all of them. */
export const messageSchemas = {
  [CHANNELS.cameraStep]: z.tuple([z.boolean()]),
  [CHANNELS.heartbeat]: z.tuple([]),
} as const;
