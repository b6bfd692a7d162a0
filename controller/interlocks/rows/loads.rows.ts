import { motionBay, type Interlock } from '../interlock.ts';
import type { MotionKind } from '../motion.ts';

/** The shuttle goes into a bay only for what the machine can carry. Asked at the start: on its way through the frame a car measures otherwise. */
const INTO_BAY: readonly MotionKind[] = ['inner.open', 'shuttle.bay'];

/** What stands in a bay fits the machine: one row a limit, so that the customer is told which one. */
export const LOAD_ROWS: readonly Interlock[] = [
  { id: 'IL-140', motions: INTO_BAY, fact: motionBay('lengthFits'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [11, 12] },
  { id: 'IL-141', motions: INTO_BAY, fact: motionBay('widthFits'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [12, 14] },
  { id: 'IL-142', motions: INTO_BAY, fact: motionBay('heightFits'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [13] },
  { id: 'IL-143', motions: INTO_BAY, fact: motionBay('clearanceFits'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [15] },
  { id: 'IL-144', motions: INTO_BAY, fact: motionBay('massFits'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [16] },
  { id: 'IL-145', motions: INTO_BAY, fact: motionBay('loadBalanced'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [11, 50] },
  { id: 'IL-146', motions: INTO_BAY, fact: motionBay('profileSteady'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [49] },
  { id: 'IL-147', motions: INTO_BAY, fact: motionBay('floorDry'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [45] },
];
