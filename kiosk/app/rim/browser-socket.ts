import type { SocketPort } from './rim.port.ts';

/** A WebSocket to our own origin. */
export const browserSocket: SocketPort = (path, { onOpen, onMessage, onClosed }) => {
  const address = new URL(path, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
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
