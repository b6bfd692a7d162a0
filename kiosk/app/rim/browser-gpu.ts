import type { GpuPort } from './rim.port.ts';

/** Asks the browser once what would draw; the context that it is asked with is given back at once. */
function probe(): ReturnType<GpuPort['probe']> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true, antialias: false, depth: false });
  if (gl === null) return { hasWebGl2: false, renderer: undefined };
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = names === null ? undefined : gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { hasWebGl2: true, renderer: typeof renderer === 'string' ? renderer : undefined };
}

/** The machine's graphics, as this page has found them. */
export function createBrowserGpu(): GpuPort {
  let signs: ReturnType<typeof probe> | undefined;
  let isGivenUp = false;
  return {
    probe: () => (signs ??= probe()),
    isGivenUp: () => isGivenUp,
    giveUp: () => { isGivenUp = true; },
  };
}
