import assert from 'node:assert/strict';
import { axesOf, limitsOf } from '../../../../config/axes.ts';
import { stopLimits } from '../../../../sim/oracle/stop-limits.ts';
import { nothingMoves } from './expectations.ts';
import { resetOnSite, resume } from './play-loss.ts';
import type { Scene } from './tower-scene.ts';

const WATCHED_MS = 20_000;

/** Truth: every axis without torque, under its brake, within what its site computes for a stop from full speed. */
export async function machineBrakes({ plant, site, until }: Scene): Promise<void> {
  const withinMs = Math.max(...axesOf(site).map((id) => stopLimits(site, id).timeMs(limitsOf(site, id).velocityMmPerS)));
  const inert = (): boolean => Object.values(plant.axes).every((axis) => axis.brakeClosed && !axis.torque && axis.velocityMmPerS === 0);
  assert.ok(await until(inert, withinMs), `every axis stands under its brake within ${withinMs.toFixed(0)} ms: ${JSON.stringify(plant.axes)}`);
}

/** Nothing moves by itself, nor without a reset, nor by the reset alone; then the fresh command is given. */
export async function resetAndResume(scene: Scene, atPanel: boolean): Promise<void> {
  const { tower, ask, asked } = scene;
  await nothingMoves(scene, WATCHED_MS, 'before a reset');
  const early = await ask(tower.resume(asked.collectionId));
  assert.ok(!early.ok, 'a command without a reset is refused');
  await nothingMoves(scene, WATCHED_MS, 'after the refused command');
  await resetOnSite(scene, atPanel);
  await resume(scene);
}
