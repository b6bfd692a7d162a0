// Runs in the sandbox of the page, before the page. It is all that the page gets of Electron: named functions, each with
// its own channel; never the messenger itself.
import { contextBridge, ipcRenderer } from 'electron';
import { ARGUMENTS, BRIDGE_NAME, CHANNELS } from './channels.ts';
import type { ShellBridge } from './channels.ts';

const told = (name: string): string | undefined => process.argv.find((word) => word.startsWith(name))?.slice(name.length);

const bridge: ShellBridge = {
  liveOrigin: told(ARGUMENTS.live) ?? '',
  camera: told(ARGUMENTS.camera) ?? null,
  cameraStep: async (active) => {
    await ipcRenderer.invoke(CHANNELS.cameraStep, active);
  },
  heartbeat: async () => {
    await ipcRenderer.invoke(CHANNELS.heartbeat);
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
