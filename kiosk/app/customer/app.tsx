import { useMachine } from '@xstate/react';
import { I18nProvider } from 'react-aria-components';
import { useEffect, useMemo, useState } from 'react';
import type { ServiceStore } from '../tower-client/service-store.ts';
import { WordsProvider } from '../words/words.tsx';
import type { KioskPartsStore } from './boot/kiosk-parts-store.ts';
import { customerSessionMachine } from './flow/customer-session.machine.ts';
import { isCovered, questionOf, viewOf } from './flow/customer-view.ts';
import type { SessionContext } from './flow/session-context.ts';
import { digestOf, sameDigest } from './flow/tower-digest.ts';
import type { TowerDigest } from './flow/tower-digest.ts';
import { Frame } from './frame.tsx';
import { ServicesContext } from './services.tsx';
import type { Services } from './services.tsx';
import type { SessionActors } from './session-actors.ts';

/** The customer's kiosk. */
export function CustomerApp({ services, beside, actors, defaults, onForgotten }: {
  readonly services: Omit<Services, 'send'>;
  /** What is told beside the tower, and the parts of this screen that do not work. */
  readonly beside: { readonly service: ServiceStore; readonly parts: KioskPartsStore };
  readonly actors: SessionActors;
  readonly defaults: SessionContext['defaults'];
  /** A customer has gone: whatever is kept of their wishes beside the chart goes as well. */
  readonly onForgotten: () => void;
}) {
  const { live, site, clock } = services;
  const machine = useMemo(() => customerSessionMachine.provide({ actors }), [actors]);
  const [snapshot, send] = useMachine(machine, { clock, input: { tower: digestOf(live.read(), site), defaults } });

  useEffect(() => {
    const look = (): TowerDigest => digestOf(live.read(), site, beside.service.read());
    let last = look();
    send({ type: 'tower.changed', tower: last });
    const follow = (): void => {
      const next = look();
      if (sameDigest(last, next)) return;
      last = next;
      send({ type: 'tower.changed', tower: next });
    };
    const endings = [live.subscribe(follow), beside.service.subscribe(follow)];
    return () => {
      for (const end of endings) end();
    };
  }, [live, site, beside, send]);
  useEffect(() => {
    const tell = (): void => send({ type: 'kiosk.changed', broken: beside.parts.read() });
    tell();
    return beside.parts.subscribe(tell);
  }, [beside, send]);

  const question = questionOf(snapshot);
  const isAsking = question !== undefined;
  useEffect(() => {
    // While the question stands, only its own buttons answer it.
    const notice = (): void => {
      if (!isAsking) send({ type: 'person.active' });
    };
    globalThis.addEventListener('pointerdown', notice);
    globalThis.addEventListener('keydown', notice);
    return () => {
      globalThis.removeEventListener('pointerdown', notice);
      globalThis.removeEventListener('keydown', notice);
    };
  }, [isAsking, send]);

  const { language, display, hasHeadphones, collection, bringing, session } = snapshot.context;
  const [, drawOnceMore] = useState(session);
  useEffect(() => {
    onForgotten();
    // React keeps what it drew before the last time: drawn once more, that is the empty screen as well.
    drawOnceMore(session);
  }, [session, onForgotten]);
  const all = useMemo(() => ({ ...services, send }), [services, send]);
  return (
    <ServicesContext value={all}>
      <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
        <WordsProvider language={language} timeZone={site.timezone}>
          <Frame view={viewOf(snapshot)} display={display} hasHeadphones={hasHeadphones} question={question} isCovered={isCovered(snapshot)} session={session} followedCarId={collection?.carId ?? bringing?.carId} />
        </WordsProvider>
      </I18nProvider>
    </ServicesContext>
  );
}
