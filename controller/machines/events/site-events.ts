import { createActor, type ActorRefFrom } from 'xstate';
import { planFor, siteEvents, type EventPlan, type Inspection, type SiteEvent } from '../../../config/schema/plans.schema.ts';
import type { SiteEventView } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { done, fault, type Result } from '../../ports.ts';
import type { Journal } from '../../journal/journal.port.ts';
import type { SiteEventJournal } from '../../journal/site-event-journal.ts';
import type { OutputGate } from '../../safety/gate.port.ts';
import type { Facts, TowerFactName, Truth } from '../../sensing/fact.ts';
import { eventMachine, type EventNews } from './event.machine.ts';
import { createLiftAway, type LiftAwayWorld } from './lift-away.ts';
import { wayOutOf } from './way-out.ts';

/** What the room needs of the tower. */
export interface SiteEventsWorld extends Omit<LiftAwayWorld, 'journal'> {
  readonly journal: LiftAwayWorld['journal'] & Pick<Journal, 'audit'>;
  readonly siteEventJournal: SiteEventJournal;
  /** Events that waited for their release when the controller ended. */
  readonly pendingEvents: readonly string[];
  readonly gate: OutputGate;
  /** Tells staff; `over` takes it back. */
  readonly tell: (event: SiteEvent, state: 'began' | 'over', detail: string) => void;
  readonly changed: () => void;
}

/** An event that has begun and has not been released, for screens. */
export interface SiteEventStatus {
  readonly event: SiteEvent;
  readonly state: 'present' | 'waitingForRelease';
  readonly sinceMs: number;
  readonly plan: EventPlan;
}

/** Events around the tower, by the plans of the site. */
export interface SiteEvents {
  /** Takes up what the journal still had open. Once, at the start. */
  readonly boot: () => void;
  readonly onFacts: (facts: Facts) => void;
  /** About every 50 ms: work may have come to rest without any fact changing. */
  readonly look: () => void;
  readonly stopLatched: () => void;
  /** The fact `eventsReleased`. */
  readonly released: () => Truth;
  readonly all: () => readonly SiteEventStatus[];
  /** Whether there is nothing to tell of it. Asked in every scan. */
  readonly isQuiet: (event: SiteEvent) => boolean;
  /** Somebody on site has inspected what the plan names. Errors: `nothingToReset`, `stillUnsafe`, `notPermitted`, `towerUnavailable`. */
  readonly release: (event: SiteEvent, by: string, inspected: readonly Inspection[], note: string) => Promise<Result<void, RequestFault>>;
  /** No door is being opened for people. */
  readonly quiet: () => boolean;
}

/** The fact that says that an event is not there. */
const CLEAR: Readonly<Record<SiteEvent, TowerFactName>> = {
  fire: 'fireClear', gas: 'gasClear', storm: 'windSafe', earthquake: 'seismicClear', flood: 'pitDry', power: 'mainsPresent',
};

/** Builds one machine for each plan and one way out for each bay. */
export function createSiteEvents(world: SiteEventsWorld): SiteEvents {
  const events = new Map<SiteEvent, Watched>();
  const waysOut = new Map(world.site.tower.bays.map(({ id }) => [id, wayOutOf(id, world)]));
  const lift = createLiftAway(world);

  const present = (): readonly EventPlan[] => [...events.values()].filter(({ actor }) => actor.getSnapshot().value === 'present').map(({ plan }) => plan);

  function heard(event: SiteEvent, plan: EventPlan, news: EventNews['type']): void {
    const waits = news === 'news.began' && plan.releasedBy !== 'itself';
    void (waits ? world.siteEventJournal.begun(event) : world.journal.audit({ kind: 'siteEvent', detail: { event, news } })).then((written) => {
      if (!written.ok) world.failed(`${event} could not be written down: ${written.error.message}`);
    });
    world.tell(event, news === 'news.ended' ? 'over' : 'began', `${event}: ${news === 'news.began' ? `new work refused (${plan.refuses.join(', ')}), what runs: ${plan.running}` : `over; released by ${plan.releasedBy}, after ${plan.inspects.join(', ')}`}. Tell: ${plan.tells.join(', ')}.`);
    lift.want(present().find(({ liftTo }) => liftTo !== undefined)?.liftTo);
    world.changed();
  }

  for (const event of siteEvents) {
    const plan = planFor(world.site.plans, event);
    if (plan === undefined) continue;
    const actor = createActor(eventMachine, { input: { plan, nowMs: world.clock.nowMs }, clock: world.clock });
    for (const type of ['news.began', 'news.over', 'news.ended'] as const) actor.on(type, () => { heard(event, plan, type); });
    actor.start();
    events.set(event, { plan, actor });
  }

  return {
    boot: () => {
      for (const [event, { actor }] of events) if (world.pendingEvents.includes(event)) actor.send({ type: 'event.found' });
    },
    onFacts: (facts) => {
      for (const [event, { actor }] of events) {
        const fact = facts.get(CLEAR[event]);
        // Unknown refuses new work in the table; only a sensor that speaks makes an event of it.
        if (fact.value === true) actor.send({ type: 'event.over' });
        else if (fact.value === false && fact.cause === 'confirmed') actor.send({ type: 'event.seen' });
      }
      const everyDoor = present().some(({ releases }) => releases === 'outerDoors');
      for (const [bay, actor] of waysOut) {
        const exit = facts.get(`${bay}.exitReleased`);
        const wanted = everyDoor || (exit.value === false && exit.cause === 'confirmed');
        actor.send({ type: wanted ? 'wayOut.wanted' : isShutIn(bay, facts) ? 'person.shutIn' : 'wayOut.unwanted' });
        actor.send({ type: 'facts.changed' });
      }
    },
    look: () => {
      lift.look(world.facts());
      for (const actor of waysOut.values()) if (actor.getSnapshot().value === 'asking') actor.send({ type: 'facts.changed' });
    },
    stopLatched: () => {
      lift.stopped();
      for (const actor of waysOut.values()) actor.send({ type: 'stop.latched' });
    },
    released: () => [...events.values()].every(({ plan, actor }) => isReleased(plan, actor.getSnapshot().value)),
    all: () => [...events].flatMap(([event, { plan, actor }]): readonly SiteEventStatus[] => {
      const { value, context } = actor.getSnapshot();
      return value === 'quiet' ? [] : [{ event, state: value, sinceMs: context.sinceMs, plan }];
    }),
    isQuiet: (event) => (events.get(event)?.actor.getSnapshot().value ?? 'quiet') === 'quiet',
    release: (event, by, inspected, note) => release(events.get(event), event, { by, inspected, note }, world),
    quiet: () => [...waysOut.values()].every((actor) => !actor.getSnapshot().hasTag('moving')),
  };
}

/**
 * Both sensors see somebody behind an outer door that is not open. One sensor alone opens nothing towards the street: the exit button is there
 * for that. Whoever maintains the bay opens and shuts it by hand.
 */
function isShutIn(bay: string, facts: Facts): boolean {
  const nobody = facts.get(`${bay}.personClear`);
  return nobody.value === false && nobody.cause === 'confirmed' && facts.get(`${bay}.outerOpen`).value !== true && facts.get('keyInMaintenance').value !== true;
}

/** An event's machine beside its plan. */
interface Watched { readonly plan: EventPlan; readonly actor: ActorRefFrom<typeof eventMachine> }

async function release(known: Watched | undefined, event: SiteEvent, deed: { readonly by: string; readonly inspected: readonly Inspection[]; readonly note: string }, { siteEventJournal: journal }: SiteEventsWorld): Promise<Result<void, RequestFault>> {
  const state = known?.actor.getSnapshot().value ?? 'quiet';
  if (known === undefined || state === 'quiet') return fault('nothingToReset', `No ${event} waits for a release.`);
  if (state === 'present') return fault('stillUnsafe', `The sensors still report the ${event}, or have not been quiet for long enough. Nothing new begins.`);
  const missing = known.plan.inspects.filter((one) => !deed.inspected.includes(one));
  if (missing.length > 0) return fault('notPermitted', `Not inspected yet: ${missing.join(', ')}. The tower is not released.`);
  const written = await journal.released(event, deed);
  if (!written.ok) return fault('towerUnavailable', `The release could not be written down, so it was not done: ${written.error.message}`);
  known.actor.send({ type: 'event.released' });
  return done;
}

/** An event as screens show it. */
export function siteEventView({ event, state, sinceMs, plan }: SiteEventStatus): SiteEventView {
  const { refuses, running, tells, releasedBy, inspects } = plan;
  return { event, state, sinceMs, refuses: [...refuses], running, tells: [...tells], releasedBy, inspects: [...inspects] };
}

/** While the event lasts its own rows decide; afterwards a person does. A plan that lets work finish lets it go on meanwhile. */
function isReleased({ releasedBy, running }: EventPlan, state: 'quiet' | 'present' | 'waitingForRelease'): boolean {
  if (state === 'quiet' || releasedBy === 'itself') return true;
  return state === 'present' && running === 'finish';
}
