import { EventEmitter } from 'node:events';
import { serverMessageSchema } from '../contract/index.ts';
import type { ServerMessage } from '../contract/index.ts';
import type { LiveSocket } from '../live/live.ts';

/** The server's end of a connection, without a network. */
export function fakeSocket() {
  const emitter = new EventEmitter();
  const heard: ServerMessage[] = [];
  const socket = {
    bufferedAmount: 0,
    closedWith: undefined as number | undefined,
    terminated: false,
    heard,
    on: emitter.on.bind(emitter),
    send: (text: string) => void heard.push(serverMessageSchema.parse(JSON.parse(text))),
    close: (code: number) => {
      socket.closedWith = code;
      emitter.emit('close');
    },
    terminate: () => {
      socket.terminated = true;
      emitter.emit('close');
    },
    say: (message: unknown) => emitter.emit('message', Buffer.from(typeof message === 'string' ? message : JSON.stringify(message))),
    types: () => heard.map(({ type }) => type),
  };
  return socket;
}
/** The same end, as the hub takes it. */
export const asSocket = (socket: ReturnType<typeof fakeSocket>): LiveSocket => socket as unknown as LiveSocket;
