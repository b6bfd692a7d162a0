import type { ReactNode } from 'react';
import { useWords } from '../../words/words.tsx';
import { useServices } from '../services.tsx';
import { Reference, Screen } from './screen.tsx';

/** Where else a car may be had; on the phone, where the operator has no other tower. */
export function useAnotherWay(): string {
  const { say, language } = useWords();
  const [nearest] = useServices().site.help.otherTowers.toSorted((a, b) => a.distanceKm - b.distanceKm);
  return nearest === undefined
    ? say('service.onPhone')
    : say('service.otherTower', { name: nearest.name[language], address: nearest.address[language], km: nearest.distanceKm });
}

/**
 * A screen that says why somebody is not served, in five parts and in this order: what happened, what is safe, what is done and can be done, another way,
 * and by which reference and number people are found who help. `role`: how it is said to who listens.
 */
export function FiveParts({ title, happened, safe, next, other, reference, tone = 'warn', children }: {
  readonly title: string;
  readonly happened: readonly string[];
  readonly safe: readonly (string | undefined)[];
  readonly next: readonly (string | undefined)[];
  /** In place of the nearest tower. */
  readonly other?: string;
  readonly reference: string;
  readonly tone?: 'calm' | 'warn';
  readonly children?: ReactNode;
}) {
  const { say, sayTogether } = useWords();
  const { site } = useServices();
  const anotherWay = useAnotherWay();
  return (
    <Screen title={title} tone={tone}>
      <div className="five-parts">
        <p className="happened" role="status">{sayTogether(...happened)}</p>
        <p className="safe">{sayTogether(...safe)}</p>
        <p className="next">{sayTogether(...next)}</p>
        <p className="muted">{other ?? anotherWay}</p>
        <p className="muted">{say('help.phone', { phone: site.help.phone })}</p>
      </div>
      {children}
      <Reference reference={reference} />
    </Screen>
  );
}
