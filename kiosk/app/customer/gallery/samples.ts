import { collectSamples } from './collect.samples.ts';
import { deliverySamples } from './delivery.samples.ts';
import { helpSamples } from './help.samples.ts';
import { myCarSamples } from './my-car.samples.ts';
import { returnSamples } from './return.samples.ts';
import type { BootSample, Sample, SamplesOf, ScreenId } from './sample.ts';
import { serviceSamples } from './service.samples.ts';
import { walkUpSamples } from './walk-up.samples.ts';

/** Every screen, each with its samples. A screen without one is a mistake of types. */
export const samples: SamplesOf<ScreenId> = { ...collectSamples, ...deliverySamples, ...helpSamples, ...myCarSamples, ...returnSamples, ...serviceSamples, ...walkUpSamples };

/** One sample by its names; undefined when there is none. */
export function sampleNamed(screen: string, name: string): Sample | BootSample | undefined {
  return (samples as Readonly<Record<string, Readonly<Record<string, Sample | BootSample>>>>)[screen]?.[name];
}

/** Screen and name of every sample, in the order of the screens. */
export const sampleNames: readonly (readonly [screen: ScreenId, name: string])[] = (Object.keys(samples) as ScreenId[])
  .toSorted()
  .flatMap((screen) => Object.keys(samples[screen]).map((name) => [screen, name] as const));
