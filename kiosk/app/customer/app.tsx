import { useMachine } from '@xstate/react';
import { I18nProvider } from 'react-aria-components';
import { useEffect, useMemo } from 'react';
import { WordsProvider } from '../words/words.tsx';
import { customerSessionMachine } from './flow/customer-session.machine.ts';
import { isCovered, questionOf, viewOf } from './flow/customer-view.ts';
import type { SessionContext } from './flow/session-context.ts';
import { digestOf, sameDigest } from './flow/tower-digest.ts';
import { Frame } from './frame.tsx';
import { ServicesContext } from './services.tsx';
import type { Services } from './services.tsx';
import type { SessionActors } from './session-actors.ts';

/** The customer's kiosk. */
export function CustomerApp({ services, actors, defaults, onForgotten }: {
  readonly services: Omit<Services, 'send'>;
  readonly actors: SessionActors;
  readonly defaults: SessionContext['defaults'];
  /** A customer has gone: whatever is kept of their wishes beside the chart goes as well. */
  readonly onForgotten: () => void;
}) {
  const { live, site, clock } = services;
  const machine = useMemo(() => customerSessionMachine.provide({ actors }), [actors]);
  const [snapshot, send] = useMachine(machine, { clock, input: { tower: digestOf(live.read(), site), defaults } });

  useEffect(() => {
    let last = digestOf(live.read(), site);
    send({ type: 'tower.changed', tower: last });
    return live.subscribe(() => {
      const next = digestOf(live.read(), site);
      if (sameDigest(last, next)) return;
      last = next;
      send({ type: 'tower.changed', tower: next });
    });
  }, [live, site, send]);

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

  const { language, display, collection, bringing, session } = snapshot.context;
  useEffect(onForgotten, [session, onForgotten]);
  const all = useMemo(() => ({ ...services, send }), [services, send]);
  return (
    <ServicesContext value={all}>
      <I18nProvider locale={language === 'zh' ? 'zh-CN' : 'en-GB'}>
        <WordsProvider language={language} timeZone={site.timezone}>
          <Frame view={viewOf(snapshot)} display={display} question={question} isCovered={isCovered(snapshot)} session={session} followedCarId={collection?.carId ?? bringing?.carId} />
        </WordsProvider>
      </I18nProvider>
    </ServicesContext>
  );
}
