import { useMachine } from '@xstate/react';
import { I18nProvider } from 'react-aria-components';
import { useEffect, useMemo } from 'react';
import type { Language } from '../../../config/words/index.ts';
import { BenchContext, BusyContext } from './bench-services.tsx';
import type { BenchServices } from './bench-services.tsx';
import { BenchWordsProvider } from './bench-words.tsx';
import type { BenchActors } from './bench-actors.ts';
import { BenchFrame } from './bench-frame.tsx';
import { holdMachine } from './flow/hold.machine.ts';
import { holdViewOf } from './flow/hold-view.ts';
import { benchMachine } from './flow/maintenance.machine.ts';

/** The maintenance page. */
export function BenchApp({ services, actors, language }: {
  readonly services: Omit<BenchServices, 'send' | 'sendHold'>;
  readonly actors: BenchActors;
  readonly language: Language;
}) {
  const { site, clock } = services;
  const bench = useMemo(() => benchMachine.provide({ actors: actors.bench }), [actors]);
  const hold = useMemo(() => holdMachine.provide({ actors: actors.hold }), [actors]);
  const [snapshot, send] = useMachine(bench, { clock, input: { language } });
  const [holdSnapshot, sendHold] = useMachine(hold, { clock });
  const all = useMemo(() => ({ ...services, send, sendHold }), [services, send, sendHold]);
  useEffect(() => {
    const active = (): void => { send({ type: 'person.active' }); };
    globalThis.addEventListener('pointerdown', active, true);
    globalThis.addEventListener('keydown', active, true);
    return () => {
      globalThis.removeEventListener('pointerdown', active, true);
      globalThis.removeEventListener('keydown', active, true);
    };
  }, [send]);
  const { language: shown, quick, long } = snapshot.context;
  const busy = useMemo(() => ({ quick: quick !== undefined, long: long !== undefined }), [quick, long]);
  return (
    <BenchContext value={all}>
      <I18nProvider locale={shown === 'zh' ? 'zh-CN' : 'en-GB'}>
        <BenchWordsProvider language={shown} timeZone={site.timezone}>
          <BusyContext value={busy}><BenchFrame snapshot={snapshot} hold={holdViewOf(holdSnapshot)} /></BusyContext>
        </BenchWordsProvider>
      </I18nProvider>
    </BenchContext>
  );
}
