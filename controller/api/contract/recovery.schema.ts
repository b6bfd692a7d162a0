import { z } from 'zod';
import { quarantineReasonSchema } from './quarantine.schema.ts';
import { toldSchema } from './told.schema.ts';
import { reasonSchema } from './tower.schema.ts';

/**
 * Kinds of objects that can be in doubt. `order`: one that was interrupted · `pallet`, `car`: where it is · `cell`, `bay`: what it
 * holds · `reference`: an axis that does not know where it is · `door` · `shuttle`: reaches out of the carriage · `carriage`: its
 * load, or it stands between levels · `limitTrip`: a final limit has opened · `brake`: one that did not hold · `motion`: begun in
 * the journal, its end not seen · `sensor`: it does not answer.
 */
export const doubtKindSchema = z.enum(['order', 'pallet', 'car', 'cell', 'bay', 'reference', 'door', 'shuttle', 'carriage', 'limitTrip', 'brake', 'motion', 'sensor']);

/**
 * Safe ways on, a closed list. `settle`: accept what two dissimilar signals prove · `complete` and `reverse`: push on or pull back
 * what was interrupted, from what the sensors say · `declare`: a person has done it by hand and says where it is now · `home`: an
 * axis finds its reference at creep · `recover`: the shuttle comes back to the centre at creep by its switches · `level`: creep to the
 * nearest level · `jogAway`: hold-to-run away from a limit · `quarantine`: the place is taken out of service, the rest runs ·
 * `audit`: the carriage goes there and looks.
 */
export const waySchema = z.enum(['settle', 'complete', 'reverse', 'declare', 'home', 'recover', 'level', 'jogAway', 'quarantine', 'audit']);

/** What one sensor says. `ageMs`: since its last confirmation; null when there was none. `value`: null when it does not know. */
export const evidenceSchema = z.object({
  /** In English: a fact with its sensors, or a device with what it measures. */
  source: z.string(),
  /** The same for the page to say. */
  told: toldSchema.optional(),
  value: z.union([z.boolean(), z.number(), z.string(), z.null()]),
  ageMs: z.number().min(0).nullable(),
});

/** Something that must hold before a way may be gone. `word`: id of its sentence · `rule`: the interlock that is red, with its own sentences. */
export const conditionSchema = z.object({
  word: z.string(),
  green: z.boolean(),
  /** The fact or source behind it; empty when it is no measured one. */
  fact: z.string(),
  rule: reasonSchema.optional(),
});

/** One sentence of the guide: id of the sentence, and what fills it. */
export const guideStepSchema = z.object({ word: z.string(), values: z.record(z.string(), z.string()) });

/** What a person may declare: the place, whether sensors prove it now, and by which; without their proof a second technician must sign. */
export const declarationSchema = z.object({
  /** `cell:<id>`, `bay:<id>`, `carriage`, `outside` (a car), `unknown`. */
  place: z.string(),
  proven: z.boolean(),
  proofs: z.array(conditionSchema),
  /** `sensors` prove it · `twoTechnicians` must sign, and the place stays quarantined until a sensor has seen it · `nobody`: contradicted by a sensor. */
  by: z.enum(['sensors', 'twoTechnicians', 'nobody']),
});

/** One way on for one object. Ways that are not safe for it are not in its list, and are refused (`wayNotOffered`). */
export const wayOnSchema = z.object({
  way: waySchema,
  /** All conditions are green: it would be accepted now. */
  ready: z.boolean(),
  conditions: z.array(conditionSchema),
  steps: z.array(guideStepSchema),
  /** `operator`: any member of the staff with a session · `technician` on site · `twoTechnicians`. */
  by: z.enum(['operator', 'technician', 'twoTechnicians']),
  /** Of `declare` only: the places to choose from. */
  declarations: z.array(declarationSchema).optional(),
});

/** One object on which journal and sensors do not agree, or that a person must see before it goes on. */
export const doubtSchema = z.object({
  /** `pallet:P06`, `car:SH-06`, `cell:2-1R`, `bay:A`, `order:c1`, `reference:lift`, `door:A.inner`, `shuttle`, `carriage`, `limitTrip`, `brake:lift`, `motion:17`, `sensor:liftLive`. */
  id: z.string(),
  kind: doubtKindSchema,
  /** Id of its sentence. */
  word: z.string(),
  /** What fills the sentence. */
  values: z.record(z.string(), z.string()),
  /** What the journal says, in English. */
  journal: z.string(),
  /** What the sensors say together, in English. */
  sensors: z.string(),
  /** Both for the page to say. */
  journalTold: toldSchema.optional(),
  sensorsTold: toldSchema.optional(),
  evidence: z.array(evidenceSchema),
  /** Two dissimilar proofs agree on what is so. */
  proven: z.boolean(),
  ways: z.array(wayOnSchema),
  /** A way that was chosen and is under way. */
  going: z.object({ way: waySchema, by: z.string(), sinceMs: z.number() }).optional(),
});

/** A place out of service: nothing is planned or moved into it or out of it. `lift` is the machine as a whole (LIFT-OOS). */
export const quarantineViewSchema = z.object({
  /** `cell:<id>`, `bay:<id>` or `lift`. */
  place: z.string(),
  reason: quarantineReasonSchema,
  by: z.string(),
  why: z.string(),
  sinceUtcMs: z.number(),
  /** What lifts it, each with whether it is there now; one green one is enough. `evidence`: a technician's own, in words. */
  liftedBy: z.array(z.object({ proof: z.enum(['sensors', 'audit', 'evidence']), conditions: z.array(conditionSchema), ready: z.boolean() })),
});

/** Who may move the carriage or work a bay now. The number only ever grows; a command with an older one is refused. */
export const leaseViewSchema = z.object({ resource: z.string(), number: z.number().int(), holder: z.string().nullable() });

/** A change of the map by a person, newest first. It can be undone while nothing has moved there since. */
export const mapEditViewSchema = z.object({
  editId: z.number().int(),
  what: z.enum(['pallet', 'car']),
  object: z.string(),
  before: z.string(),
  after: z.string(),
  by: z.string(),
  second: z.string().optional(),
  why: z.string(),
  utcMs: z.number(),
  undone: z.boolean(),
  /** It may be undone now. */
  undoable: z.boolean(),
});

/** `GET /api/v1/recovery` (technician): everything in doubt, what is out of service, who holds what, what people have changed. */
export const recoverySchema = z.object({
  /** `listening`: sensors have not all spoken since the start. */
  stage: z.enum(['waiting', 'listening', 'unsettled', 'settled']),
  /** Everything that needs settling is proven: `POST /api/v1/settlements` would be accepted. */
  settleable: z.boolean(),
  doubts: z.array(doubtSchema),
  quarantines: z.array(quarantineViewSchema),
  leases: z.array(leaseViewSchema),
  edits: z.array(mapEditViewSchema),
});

const whySchema = z.string().min(3).max(400);
/** PIN of a second technician; another person than the one who asks. */
const secondSchema = z.strictObject({ pin: z.string().regex(/^\d{6}$/u) });

/**
 * `POST /api/v1/recovery/choices` (technician): goes one of the offered ways. The answer (204) comes when it has ended, which may take
 * minutes for ways that move something. Problems: `wayNotOffered`, `wayNotReady` (with `broken`), `notPermitted`, `stillUnsafe`,
 * `secondPersonNeeded`, `objectUnknown`, `recovering`, `towerUnavailable`, `notHomed`.
 */
export const recoveryChoiceSchema = z.strictObject({
  object: z.string().min(1).max(80),
  way: waySchema,
  why: whySchema,
  /** Of `declare`: one of its `declarations`. */
  place: z.string().min(1).max(80).optional(),
  second: secondSchema.optional(),
});

/** `POST /api/v1/quarantines` (technician): takes a place out of service. Answer 204. Problems: `placeUnknown`, `towerUnavailable`. */
export const quarantineRequestSchema = z.strictObject({ place: z.string().min(1).max(80), reason: quarantineReasonSchema, why: whySchema });

/**
 * `POST /api/v1/quarantines/lifts` (technician): puts it back. `sensors`: they must prove now that it holds what the journal says ·
 * `evidence`: the technician's own (at least ten characters of `why`), not offered where a sensor contradicts the journal. Answer 204.
 * Problems: `placeUnknown`, `wayNotReady`, `towerUnavailable`.
 */
export const quarantineLiftSchema = z.strictObject({ place: z.string().min(1).max(80), proof: z.enum(['sensors', 'evidence']), why: whySchema });

/**
 * `POST /api/v1/inventory/edits` (technician): the map is corrected. With sensor proof one signature is enough; without it a second
 * technician signs, and the place stays quarantined until a sensor has seen it. Answer 200 with the edit. Problems:
 * `objectUnknown`, `placeUnknown`, `placeTaken`, `cellTooSmall`, `secondPersonNeeded`, `stillUnsafe`, `towerUnavailable`.
 */
export const mapEditRequestSchema = z.strictObject({
  what: z.enum(['pallet', 'car']),
  object: z.string().min(1).max(40),
  /** `cell:<id>`, `bay:<id>`, `carriage`, `unknown` for a pallet; `pallet:<id>`, `outside`, `unknown` for a car. */
  to: z.string().min(1).max(80),
  why: whySchema,
  second: secondSchema.optional(),
});

/** `POST /api/v1/inventory/edits/:editId/undo` (technician). Answer 204. Problems: `editUnknown`, `notUndoable`, `towerUnavailable`. */
export const mapEditUndoSchema = z.strictObject({ why: whySchema });

export type DoubtKind = z.infer<typeof doubtKindSchema>;
export type Way = z.infer<typeof waySchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type ConditionView = z.infer<typeof conditionSchema>;
export type GuideStep = z.infer<typeof guideStepSchema>;
export type Declaration = z.infer<typeof declarationSchema>;
export type WayOn = z.infer<typeof wayOnSchema>;
export type Doubt = z.infer<typeof doubtSchema>;
export type QuarantineView = z.infer<typeof quarantineViewSchema>;
export type LeaseView = z.infer<typeof leaseViewSchema>;
export type MapEditView = z.infer<typeof mapEditViewSchema>;
export type RecoveryView = z.infer<typeof recoverySchema>;
export type RecoveryChoice = z.infer<typeof recoveryChoiceSchema>;
export type QuarantineRequest = z.infer<typeof quarantineRequestSchema>;
export type QuarantineLift = z.infer<typeof quarantineLiftSchema>;
export type MapEditRequest = z.infer<typeof mapEditRequestSchema>;
