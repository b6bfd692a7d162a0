import { z } from 'zod';
import type { BookingView, SiteView } from '../../../../controller/api/contract/index.ts';
import type { OneTextStore } from '../../rim/rim.port.ts';

const keptPassSchema = z.strictObject({
  bookingId: z.string(), pass: z.string(), code: z.string(), hasFace: z.boolean(), car: z.string(),
  fromUtcMs: z.number(), untilUtcMs: z.number(), eraseUtcMs: z.number(),
  /** Absent for a car that was bought: it waits for its buyer, and need not come back. */
  returnByUtcMs: z.number().optional(),
  site: z.object({ en: z.string(), zh: z.string() }), timezone: z.string(),
});

/** The pass of one booking as the phone keeps it when its member asks for it: what the pass shows, and nothing of the member. */
export type KeptPass = z.infer<typeof keptPassSchema>;

/** What is kept of a booking; it is erased when its window and the grace after it are over. */
export const passToKeep = (booking: BookingView, car: string, site: Pick<SiteView, 'name' | 'timezone'>): KeptPass => ({
  bookingId: booking.bookingId, pass: booking.pass, code: booking.code, hasFace: booking.hasFace, car,
  fromUtcMs: booking.fromUtcMs, untilUtcMs: booking.untilUtcMs, ...(booking.bought === undefined && { returnByUtcMs: booking.returnByUtcMs }),
  eraseUtcMs: booking.untilUtcMs + booking.terms.graceMinutes * 60_000, site: site.name, timezone: site.timezone,
});

/** One pass at most, kept on this phone. */
export interface PassKeeper {
  /** What is kept, unless its time is over: then it is erased. */
  readonly read: (nowUtcMs: number) => KeptPass | undefined;
  /** False when this browser keeps nothing. */
  readonly keep: (pass: KeptPass) => boolean;
  readonly erase: () => void;
}

function parsed(text: string): KeptPass | undefined {
  try {
    const checked = keptPassSchema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : undefined;
  } catch {
    // Not written by this page: it is erased like one whose time is over.
    return undefined;
  }
}

/** Keeps a pass in a store of one text. */
export function createPassKeeper(store: OneTextStore): PassKeeper {
  return {
    read: (nowUtcMs) => {
      const text = store.read();
      if (text === undefined) return undefined;
      const kept = parsed(text);
      if (kept !== undefined && nowUtcMs < kept.eraseUtcMs) return kept;
      store.erase();
      return undefined;
    },
    keep: (pass) => store.write(JSON.stringify(pass)),
    erase: store.erase,
  };
}
