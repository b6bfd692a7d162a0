import { done } from '../ports.ts';
import type { Result } from '../ports.ts';
import type { Refusal } from '../bookings/refusal.ts';
import type { ApiContext } from './context.ts';

/** How often whatever waits for a provider is looked through, in ms. Each thing keeps its own, longer and longer pauses. */
const WORK_MS = 10_000;
/** How often time itself is asked what it has brought about: payments overdue, prices that lapse, cars due, in ms. */
const REMIND_MS = 60_000;

type Work = () => Promise<Result<void, Refusal>>;

/** Everything in turn; one that fails keeps nobody else from working. */
async function each({ parts }: ApiContext, works: Readonly<Record<string, Work>>): Promise<void> {
  for (const [what, work] of Object.entries(works)) {
    const worked = await work();
    if (!worked.ok) parts.log.error({ refusal: worked.error.code, what }, 'what is owed to somebody could not be carried on');
  }
}

/** What runs already is not begun a second time: a provider may take longer to answer than the pause lasts. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  return () => {
    if (running) return;
    running = true;
    void work().finally(() => {
      running = false;
    });
  };
}

/** Nobody loses a booking by a clock that is not believed, and nobody is reminded by one. */
function unlessDoubtful({ drives }: ApiContext, work: Work): Work {
  return async () => {
    const doubtful = await drives.isClockDoubtful();
    if (!doubtful.ok) return doubtful;
    return doubtful.value ? done : work();
  };
}

/** Money, purchases and messages go on by themselves from now on. Returns the function that ends it. */
export function carryOnDealings(context: ApiContext): () => void {
  const { money, purchases, messages, parts } = context;
  const remind = oneAtATime(() => each(context, { unpaid: unlessDoubtful(context, money.sweep), purchases: purchases.work, reminders: unlessDoubtful(context, messages.sweep) }));
  const work = oneAtATime(() => each(context, { payments: money.work, messages: messages.work }));
  const endings = [parts.clock.every(WORK_MS, work), parts.clock.every(REMIND_MS, remind)];
  return () => {
    for (const end of endings) end();
  };
}
