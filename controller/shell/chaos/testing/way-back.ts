import type { z } from 'zod';
import type { TowerSnapshot } from '../../../api/contract/index.ts';
import { recoverySchema } from '../../../api/contract/index.ts';
import { nowMs, pause } from '../../up/testing/until.ts';
import type { ChaosTower } from './chaos-tower.ts';
import { shownBy } from './screen.ts';

/** First what moves nothing, then what finds references, then what completes or takes back. */
const WAYS = ['settle', 'declare', 'home', 'recover', 'level', 'complete', 'reverse', 'audit'] as const;
const WHY = 'seen from the gallery';
const LOOK_EVERY_MS = 100;
/** A press of the button is judged by then; a second one too early would only take the first one back. */
const PRESSED_MS = 1200;
/** What was refused a moment ago is asked again after so long. */
const AGAIN_MS = 700;
const LONGEST_WAY_MS = 60_000;

/** Somebody on site who does what the screens offer, one thing after the other. */
export interface WayBack {
  /** Undefined when the tower is ready, or at work; otherwise what is in the way. */
  readonly wanting: string | undefined;
  readonly deeds: readonly string[];
}

/** What is in the way of work; undefined when nothing is. */
export function wantingOf({ state, resetNeeded, orders, quarantines = [], axes, maintenance }: TowerSnapshot): string | undefined {
  const paused = orders.filter(({ stage }) => stage === 'paused').map(({ orderId, fault }) => `${orderId} paused ${fault?.message ?? ''}`);
  const lost = Object.entries(axes).flatMap(([id, { homed }]) => (homed ? [] : [`${id} is lost`]));
  const all = [
    ...(['idle', 'execute', 'starting', 'completing', 'complete'].includes(state) ? [] : [`the tower is ${state}`]),
    ...(resetNeeded === undefined && maintenance?.blocks.includes('resetDue') !== true ? [] : ['a reset is asked for']),
    ...paused, ...lost, ...quarantines.map(({ place }) => `${place} is out of service`),
  ];
  return all.length === 0 ? undefined : all.join('; ');
}

/** Follows the screens until the tower is ready, for at most `withinMs`. */
export async function bringBack(tower: ChaosTower, withinMs: number, isOver: () => boolean): Promise<WayBack> {
  const endMs = nowMs() + withinMs;
  const deeds: string[] = [];
  const lastMs = new Map<string, number>();
  const tried = new Map<string, number>();
  const does: Hands['does'] = async (words, everyMs, act, because = '') => {
    if (nowMs() - (lastMs.get(words) ?? -Infinity) < everyMs) return true;
    lastMs.set(words, nowMs());
    tried.set(words, (tried.get(words) ?? 0) + 1);
    const answer = await act().catch((error: unknown) => ({ status: 0, body: String(error) }));
    const came = answer === undefined || answer.status < 300 ? `${words}${because}` : `${words}: refused ${String(answer.status)} ${JSON.stringify(answer.body).slice(0, 200)}`;
    if (deeds.at(-1) !== came) deeds.push(came);
    return true;
  };
  const often = (words: string): boolean => (tried.get(words) ?? 0) >= 4;
  let wanting: string | undefined = 'no screen answers';
  while (nowMs() < endMs && !isOver()) {
    const shown = await shownBy(tower.origin).catch(() => undefined);
    if (shown !== undefined) {
      wanting = wantingOf(shown);
      if (wanting === undefined) break;
      await oneDeed(tower, shown, { does, often });
    }
    await pause(LOOK_EVERY_MS);
  }
  return { wanting, deeds };
}

type Recovery = z.infer<typeof recoverySchema>;

interface Hands {
  readonly does: (words: string, everyMs: number, act: () => Promise<{ readonly status: number; readonly body?: unknown } | undefined>, because?: string) => Promise<boolean>;
  readonly often: (words: string) => boolean;
}

async function oneDeed(tower: ChaosTower, shown: TowerSnapshot, hands: Hands): Promise<boolean> {
  const { visit } = tower;
  const { does, often } = hands;
  const page = recoverySchema.safeParse((await visit.askTechnician('/api/v1/recovery')).body);
  if (!page.success) return false;
  if (shown.state === 'recovering' && page.data.settleable) return does('settle', AGAIN_MS, () => visit.askTechnician('/api/v1/settlements', { why: WHY }));
  if (shown.resetNeeded !== undefined || shown.maintenance?.blocks.includes('resetDue') === true) {
    return does('reset', PRESSED_MS, async () => {
      await visit.hands.act('press-reset');
      return undefined;
    }, ` after ${shown.reasons.map(({ fact, cause }) => `${fact} ${cause}`).join(', ')}`);
  }
  if (await chooseWay(tower, page.data, hands)) return true;
  // Sensors that have not all spoken since the start are waited for.
  if (shown.state === 'recovering') return false;
  const lost = Object.entries(shown.axes).find(([id, { homed }]) => !homed && !often(`home ${id}`))?.[0];
  if (lost !== undefined) return does(`home ${lost}`, AGAIN_MS, () => visit.askTechnician('/api/v1/homings', { axis: lost }));
  const order = shown.orders.find(({ stage }) => stage === 'paused');
  if (order !== undefined) {
    const { orderId, ways } = order;
    const way = often(`resume ${orderId}`) && ways.includes('reverse') && !often(`reverse ${orderId}`) ? 'reverse' : often(`reverse ${orderId}`) && ways.includes('cancel') ? 'cancel' : 'resume';
    const path = { resume: 'completions', reverse: 'reversals', cancel: 'cancellations' }[way];
    return does(`${way} ${orderId}`, AGAIN_MS, () => visit.askTechnician(`/api/v1/orders/${orderId}/${path}`, {}));
  }
  const out = shown.quarantines?.find(({ place }) => !often(`return ${place} to service`));
  return out !== undefined && does(`return ${out.place} to service`, AGAIN_MS, () => visit.askTechnician('/api/v1/quarantines/lifts', { place: out.place, proof: 'sensors', why: WHY }));
}

/** One way that the recovery page offers and that is ready. */
async function chooseWay({ visit, secondPin }: ChaosTower, { doubts }: Recovery, { does, often }: Hands): Promise<boolean> {
  if (doubts.some(({ going }) => going !== undefined)) return true;
  for (const wished of WAYS) {
    for (const { id, ways } of doubts) {
      const way = ways.find((one) => one.way === wished && one.ready);
      const words = `${wished} ${id}`;
      if (way === undefined || often(words)) continue;
      const proven = way.declarations?.find(({ by, place }) => by === 'sensors' && place !== 'unknown');
      if (wished === 'declare' && proven === undefined) continue;
      // Ways that move something answer when they have ended; whoever has chosen one waits for that.
      return does(words, AGAIN_MS, () => Promise.race([
        visit.askTechnician('/api/v1/recovery/choices', {
          object: id, way: wished, why: WHY, ...(proven !== undefined && wished === 'declare' && { place: proven.place }), ...(way.by === 'twoTechnicians' && { second: { pin: secondPin } }),
        }),
        pause(LONGEST_WAY_MS).then(() => undefined),
      ]));
    }
  }
  return false;
}
