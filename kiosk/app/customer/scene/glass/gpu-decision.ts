/** What a browser says of the machine that would draw the glass. */
export interface GpuSigns {
  readonly hasWebGl2: boolean;
  /** Unmasked name of the renderer; undefined where the browser keeps it to itself. */
  readonly renderer: string | undefined;
}

/** Renderers that draw with the processor. What they draw is right, and takes the time that the rest of the page needs. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render|paravirtual/iu;

/** Whether the machine draws by itself. A renderer without a name is not trusted. */
export function isRealGpu({ hasWebGl2, renderer }: GpuSigns): boolean {
  return hasWebGl2 && renderer !== undefined && renderer.trim() !== '' && !SOFTWARE.test(renderer);
}

/** Pictures at the beginning that are not judged: shaders are compiled, buffers filled. */
const WARM_UP = 6;
/** How long it is looked at before it is judged, and then again and again. */
const JUDGED_MS = 1000;
/** Most pictures take no longer than one of a 60 Hz screen and a little; nearly all no longer than one and a half. */
const USUAL_MS = 20;
const LONGEST_MS = 27;

/** A verdict on the pictures so far. */
export type FrameVerdict = 'measuring' | 'keepsUp' | 'tooSlow';

/**
 * Judges how long the pictures take, from the times at which they come. The first whole second decides; a later second that is too slow
 * takes it back when the next one is so as well. `isDrawn` false: nothing was drawn since the last picture, so it says nothing.
 */
export function createFrameJudge(): (nowMs: number, isDrawn: boolean) => FrameVerdict {
  let last: number | undefined;
  let seen = 0;
  let passedMs = 0;
  let slowSeconds = 0;
  let verdict: FrameVerdict = 'measuring';
  let frames: number[] = [];
  const judge = (): void => {
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Infinity;
    const isSlow = at(0.5) > USUAL_MS || at(0.9) > LONGEST_MS;
    slowSeconds = isSlow ? slowSeconds + 1 : 0;
    if (isSlow && (verdict === 'measuring' || slowSeconds > 1)) verdict = 'tooSlow';
    else if (!isSlow) verdict = 'keepsUp';
  };
  return (nowMs, isDrawn) => {
    const took = last === undefined ? undefined : nowMs - last;
    last = nowMs;
    if (verdict === 'tooSlow' || took === undefined || !isDrawn) return verdict;
    seen += 1;
    if (seen <= WARM_UP) return verdict;
    frames.push(took);
    passedMs += took;
    if (passedMs < JUDGED_MS) return verdict;
    judge();
    frames = [];
    passedMs = 0;
    return verdict;
  };
}
