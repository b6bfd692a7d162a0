import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { CHANNELS } from './channels.ts';
import { messageSchemas } from './messages.schema.ts';
import { isOwnPage } from './own-urls.ts';

/** What the page's calls do. */
export interface IpcActions {
  readonly cameraStep: (active: boolean) => void;
  readonly heartbeat: () => void;
}

interface IpcOptions {
  /** The page of the present window, or null while there is none. */
  readonly page: () => WebContents | null;
  readonly actions: IpcActions;
}

/**
 * Answers the page's calls, and nobody else's: the caller must be the main frame of the present window, showing the
 * shell's own page, and what it says must fit the channel. All else rejects, with words that tell a caller nothing of why.
 */
export function answerPage(ipcMain: Pick<IpcMain, 'handle'>, options: IpcOptions): void {
  const isOurPage = (event: IpcMainInvokeEvent): boolean => {
    const page = options.page();
    const frame = event.senderFrame;
    return page !== null && frame !== null && event.sender === page && frame === page.mainFrame && isOwnPage(frame.url);
  };
  const refuse = (channel: string): never => {
    throw new Error(`${channel}: refused`);
  };

  ipcMain.handle(CHANNELS.cameraStep, (event, ...said: unknown[]) => {
    const message = messageSchemas[CHANNELS.cameraStep].safeParse(said);
    if (!isOurPage(event) || !message.success) return refuse(CHANNELS.cameraStep);
    options.actions.cameraStep(message.data[0]);
  });
  ipcMain.handle(CHANNELS.heartbeat, (event, ...said: unknown[]) => {
    if (!isOurPage(event) || !messageSchemas[CHANNELS.heartbeat].safeParse(said).success) return refuse(CHANNELS.heartbeat);
    options.actions.heartbeat();
  });
}
