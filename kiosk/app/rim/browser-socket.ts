import { shellBridge } from './kiosk-shell.ts';
import type { SocketPort } from './rim.port.ts';

/** The address of a socket: at our own origin, or where the shell says that the controller is. */
export function socketAddress(path: string, pageUrl: string, liveOrigin: string | undefined): URL {
  if (liveOrigin !== undefined) return new URL(path, liveOrigin);
  const address = new URL(path, pageUrl);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address;
}

/** A WebSocket to the controller. */
export const browserSocket: SocketPort = (path, { onOpen, onMessage, onClosed }) => {
  const socket = new WebSocket(socketAddress(path, location.href, shellBridge()?.liveOrigin));
  socket.addEventListener('open', onOpen);
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') onMessage(event.data);
  });
  // An error is always followed by `close`, which alone is told.
  socket.addEventListener('close', onClosed, { once: true });
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      socket.close();
    },
  };
};
