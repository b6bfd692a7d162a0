import { FACE_TEMPLATE_VERSION } from '../api/contract/requests.schema.ts';
import type { FaceTemplate } from '../api/contract/requests.schema.ts';
import { done } from '../ports.ts';
import type { Result } from '../ports.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const LENGTH = 128;
/** A face descriptor of the net has a length near 1.4; far from it the numbers are no face. */
const PLAUSIBLE_NORM = { min: 0.3, max: 4 } as const;

function isPlausible({ vector }: FaceTemplate): boolean {
  const norm = Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));
  return vector.length === LENGTH && norm >= PLAUSIBLE_NORM.min && norm <= PLAUSIBLE_NORM.max;
}

/** Whether templates were made by the net and alignment that this controller compares, and can be faces at all. */
export function judgeTemplates(templates: readonly FaceTemplate[]): Result<void, Refusal> {
  if (templates.some(({ version }) => version !== FACE_TEMPLATE_VERSION)) {
    return refuse('templateWrong', `The face was measured by another version of the page. Please reload the page and take the picture again (expected ${FACE_TEMPLATE_VERSION}).`);
  }
  if (!templates.every(isPlausible)) {
    return refuse('templateWrong', 'The measured face is not usable. Please take the picture again, or go on without a face.');
  }
  return done;
}
