import type { Import } from './imports.ts';
import { isOwn } from './imports.ts';

/** Files by the files they import. A worker's entry named by URL is another thread, not an import. */
function graphOf(imports: readonly Import[]): ReadonlyMap<string, readonly string[]> {
  const graph = new Map<string, string[]>();
  for (const found of imports) {
    if (found.kind === 'url' || found.kind === 'computed' || !isOwn(found)) continue;
    graph.set(found.from, [...(graph.get(found.from) ?? []), found.target]);
  }
  return graph;
}

/**
 * Every cycle of imports that a depth-first walk meets, as the files along it. Types count: two files that need each
 * other's types are one file, or three.
 */
export function findCycles(imports: readonly Import[]): readonly string[] {
  const graph = graphOf(imports);
  const finished = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      cycles.push(`cycle: ${[...trail.slice(at), file].join(' -> ')}`);
      return;
    }
    if (finished.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...trail, file]);
    finished.add(file);
  };
  for (const file of [...graph.keys()].sort()) walk(file, []);
  return cycles;
}
