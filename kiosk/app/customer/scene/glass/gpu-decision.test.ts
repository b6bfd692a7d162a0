import assert from 'node:assert/strict';
import { createFrameJudge, isRealGpu } from './gpu-decision.ts';
import type { FrameVerdict } from './gpu-decision.ts';

/** The verdict after pictures that take this long, one after the other. */
function after(judge: ReturnType<typeof createFrameJudge>, from: number, frames: readonly number[], isDrawn = true): { readonly verdict: FrameVerdict; readonly nowMs: number } {
  let nowMs = from;
  let verdict: FrameVerdict = 'measuring';
  for (const took of frames) {
    nowMs += took;
    verdict = judge(nowMs, isDrawn);
  }
  return { verdict, nowMs };
}
const many = (count: number, ms: number): readonly number[] => Array.from({ length: count }, () => ms);

describe('whether the tower is drawn in glass', () => {
  it('is so on a graphics processor that says its name', () => {
    for (const renderer of ['ANGLE (Intel, Mesa Intel(R) UHD Graphics 630 (CFL GT2), OpenGL 4.6)', 'ANGLE (NVIDIA, NVIDIA T400/PCIe/SSE2, OpenGL 4.5.0)', 'Mali-G610']) {
      assert.ok(isRealGpu({ hasWebGl2: true, renderer }), renderer);
    }
  });
  it('is not so where the processor draws, where the renderer has no name, or without WebGL 2', () => {
    for (const renderer of [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', 'llvmpipe (LLVM 15.0.7, 256 bits)', 'Mesa softpipe',
      'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', '', undefined,
    ]) assert.ok(!isRealGpu({ hasWebGl2: true, renderer }), String(renderer));
    assert.ok(!isRealGpu({ hasWebGl2: false, renderer: 'Mali-G610' }));
  });
  it('is judged after one second, however slow the first pictures were', () => {
    const { verdict, nowMs } = after(createFrameJudge(), 0, [...many(6, 180), ...many(55, 16.7)]);
    assert.equal(verdict, 'measuring');
    assert.ok(nowMs > 1000);
    assert.equal(after(createFrameJudge(), 0, [...many(6, 180), ...many(62, 16.7)]).verdict, 'keepsUp');
  });
  it('drops back to lines when it cannot keep up in the first second, for good', () => {
    const judge = createFrameJudge();
    const slow = after(judge, 0, many(40, 34));
    assert.equal(slow.verdict, 'tooSlow');
    assert.equal(after(judge, slow.nowMs, many(100, 16)).verdict, 'tooSlow');
  });
  it('forgives one slow second later, and not two', () => {
    const judge = createFrameJudge();
    const good = after(judge, 0, many(70, 16.7));
    assert.equal(good.verdict, 'keepsUp');
    const one = after(judge, good.nowMs, many(30, 40));
    assert.equal(one.verdict, 'keepsUp');
    assert.equal(after(judge, one.nowMs, many(60, 40)).verdict, 'tooSlow');
  });
  it('does not hold pictures against it in which nothing was drawn', () => {
    assert.equal(after(createFrameJudge(), 0, many(100, 100), false).verdict, 'measuring');
  });
});
