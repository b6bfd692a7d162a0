import type { DeviceConfig, Site } from '../../../../config/schema/site.schema.ts';
import type { AppliedInterlock } from '../../../interlocks/permit.ts';
import type { FactName } from '../../../sensing/fact.ts';
import type { Fault, Load } from './tower-scene.ts';
import { CAUGHT_BY, DISAGREEING, WITHOUT_EFFECT, type Way } from './loss-tables.ts';
import type { TruthChange } from './truth-changes.ts';

/** How a source can be lost at the device. */
export const LOSS_VERBS = ['silent', 'stuck', 'off', 'disagreeing'] as const;
export type LossVerb = (typeof LOSS_VERBS)[number];

/** One row of the table, one fact, one of its sources, one way to lose it. */
export interface Combination {
  readonly row: string;
  readonly fact: FactName;
  readonly source: string;
  readonly verb: LossVerb;
}

/** A loss as it is played: the same injection may cover many combinations, for a device carries many inputs. */
export interface LossCase {
  readonly name: string;
  readonly load: Load;
  readonly faults: readonly Fault[];
  /** What happens in truth after the fault: only then does it matter. */
  readonly then: TruthChange | undefined;
  readonly covers: readonly Combination[];
}

/** A combination that stops nothing, with the physical reason. `played`: what shows that it still stops nothing. */
export interface NoEffect {
  readonly combination: Combination;
  readonly reason: string;
  readonly played: { readonly load: Load; readonly faults: readonly Fault[] } | undefined;
}

/** Every combination that the rows of a motion give. */
export function combinationsOf(rows: readonly AppliedInterlock[], sourcesOf: (fact: FactName) => readonly string[]): readonly Combination[] {
  return rows.flatMap(({ interlock, fact }) => sourcesOf(fact).flatMap((source) => LOSS_VERBS.map((verb) => ({ row: interlock.id, fact, source, verb }))));
}

/** The device or line that a source is read from. */
export function ownerOf(source: string): string {
  return source.startsWith('gpio/') ? source : (source.split('/')[0] ?? source);
}

/** Key of the tables: a source and a verb. */
export function keyOf({ source, verb }: Pick<Combination, 'source' | 'verb'>): string {
  return `${source} ${verb}`;
}

/** All cases, each injection once, and all combinations without effect. */
export function lossesOf(combinations: readonly Combination[], site: Site): { readonly cases: readonly LossCase[]; readonly without: readonly NoEffect[] } {
  const cases = new Map<string, LossCase>();
  for (const combination of combinations) {
    for (const way of waysOf(combination, site)) {
      const load = way.load ?? 'empty';
      const name = `${way.faults.map(describeFault).join(', ')}${way.then === undefined ? '' : `, then ${way.then.name}`} (lift ${load})`;
      const known = cases.get(name);
      cases.set(name, { name, load, faults: way.faults, then: way.then, covers: [...(known?.covers ?? []), combination] });
    }
  }
  const without = combinations.flatMap((combination): readonly NoEffect[] => {
    const exception = WITHOUT_EFFECT[keyOf(combination)];
    return exception === undefined ? [] : [{ combination, ...exception }];
  });
  return { cases: [...cases.values()], without };
}

function describeFault({ target, verb, amount, identity }: Fault): string {
  return `${target} ${verb}${amount === undefined ? '' : ` by ${amount}`}${identity === true ? ' identity' : ''}`;
}

/** How a combination is brought about. Where the table of exceptions knows it, the device can still be lost as a whole. */
function waysOf(combination: Combination, site: Site): readonly Way[] {
  const { source, verb } = combination;
  const owner = ownerOf(source);
  const exempt = keyOf(combination) in WITHOUT_EFFECT;
  const device = site.devices.find(({ id }) => id === owner);
  if (owner.startsWith('gpio/')) return exempt ? [] : lineWays(owner, verb);
  if (device === undefined) return [];
  if (device.document !== 'io-module') return exempt ? [] : deviceWays(combination, device);
  const own = exempt ? [] : inputWays(source, verb);
  // A module that answers nothing, nothing new, or the opposite of everything.
  return [...own, { faults: [{ target: owner, verb: verb === 'disagreeing' ? 'wrong' : verb }] }];
}

/** A line that is stuck shows nothing by itself: another channel must catch the truth. */
function stuckWay(source: string, load: Load | undefined): readonly Way[] {
  const caught = CAUGHT_BY[source];
  return caught === undefined ? [] : [{ ...caught, ...(load && { load }), faults: [{ target: source, verb: 'stuck' }] }];
}

function lineWays(line: string, verb: LossVerb): readonly Way[] {
  if (verb === 'stuck') return stuckWay(line, undefined);
  return [{ faults: [{ target: line, verb: verb === 'disagreeing' ? 'wrong' : verb }] }];
}

/** What the load on the carriage presses or what holds it shows something only while there is a load. */
const OF_THE_LOAD = /\/(?:palletSeat|pallet(?:Unl|L)ocked)/u;

function inputWays(input: string, verb: LossVerb): readonly Way[] {
  const load = input.startsWith('io-carriage') && OF_THE_LOAD.test(input) ? 'loaded' : undefined;
  if (verb === 'stuck') return stuckWay(input, load);
  // An input alone cannot be silent: its module is.
  return verb === 'silent' ? [] : [{ ...(load && { load }), faults: [{ target: input, verb: verb === 'disagreeing' ? 'wrong' : verb }] }];
}

function deviceWays({ source, verb }: Combination, device: DeviceConfig): readonly Way[] {
  if (verb === 'disagreeing') return DISAGREEING[source] ?? [];
  return [{ faults: [{ target: device.id, verb }] }];
}
