import type { Site } from '../../../../config/schema/site.schema.ts';

type Change = (site: Site) => Site;
type CarLimits = Site['tower']['carLimits'];

const ofCar = (change: (limits: CarLimits) => Partial<CarLimits>): Change => (site) => ({ ...site, tower: { ...site.tower, carLimits: { ...site.tower.carLimits, ...change(site.tower.carLimits) } } });
const ofControl = (change: (control: Site['control']) => Partial<Site['control']>): Change => (site) => ({ ...site, control: { ...site.control, ...change(site.control) } });

/** A drive that goes 40 mm/s passes for one that stands. */
const still = ofControl(({ stillVelocityMmPerS }) => ({ stillVelocityMmPerS: stillVelocityMmPerS * 20 }));
/** Drive and distance meter may be more than a metre apart. */
const agreeing = ofControl(({ positionAgreementMm }) => ({ positionAgreementMm: positionAgreementMm * 100 }));
/** Four times as far from its station counts as there. */
const WIDER = 4;
const wider = <T extends { readonly toleranceMm: number; readonly holdToleranceMm: number }>(axis: T): T => ({ ...axis, toleranceMm: axis.toleranceMm * WIDER, holdToleranceMm: axis.holdToleranceMm * WIDER });

/** Rows whose fact is measured by a limit of the site, and that limit moved to the unsafe side. */
export const LIMITS: Readonly<Record<string, Change>> = {
  'IL-22': agreeing, 'IL-26': agreeing, 'IL-102': agreeing,
  'IL-40': still, 'IL-41': still, 'IL-104': still, 'IL-70': still, 'IL-71': still, 'IL-72': still, 'IL-107': still, 'IL-109': still, 'IL-110': still, 'IL-170': still, 'IL-171': still,
  'IL-10': (site) => ({ ...site, axes: { ...site.axes, shuttle: { ...wider(site.axes.shuttle), holdToleranceMm: 1000 } } }),
  'IL-42': (site) => ({ ...site, axes: { ...site.axes, lift: wider(site.axes.lift) } }),
  'IL-43': (site) => ({ ...site, axes: { ...site.axes, ...(site.axes.travel && { travel: wider(site.axes.travel) }) } }),
  'IL-105': (site) => ({ ...site, axes: { ...site.axes, ...(site.axes.turn && { turn: { ...site.axes.turn, toleranceDeg: site.axes.turn.toleranceDeg * WIDER, holdToleranceDeg: site.axes.turn.holdToleranceDeg * WIDER } }) } }),
  'IL-140': ofCar(({ lengthMm }) => ({ lengthMm: lengthMm * 1.5 })),
  'IL-141': ofCar(({ widthMm }) => ({ widthMm: widthMm * 1.5 })),
  'IL-142': ofCar(({ heightMm }) => ({ heightMm: heightMm * 1.5 })),
  'IL-143': ofCar(({ clearanceMm }) => ({ clearanceMm: clearanceMm / 3 })),
  'IL-144': ofCar(({ massKg }) => ({ massKg: massKg * 2 })),
  'IL-145': ofCar(({ imbalancePercent }) => ({ imbalancePercent: imbalancePercent * 2 })),
};
