import { useWords } from '../../words/words.tsx';
import type { PhaseStep } from '../scene/phase-steps.ts';
import { Icon } from './icons.tsx';

/** Steps of a journey: verb, drawing, and as a bar the share of the time that the planner gives each. Past, present and ahead differ in drawing and weight, not in colour alone. */
export function PhaseSteps({ steps }: { readonly steps: readonly PhaseStep[] }) {
  const { say } = useWords();
  return (
    <ol className="ladder film" aria-label={say('scene.steps')}>
      {steps.map(({ id, word, icon, at, share }) => (
        <li key={id} className={at} data-step={id} {...(at === 'present' ? { 'aria-current': 'step' as const } : {})}>
          <span className="rung" aria-hidden="true"><Icon name={at === 'past' ? 'check' : icon} /></span>
          <span className="step-verb">{say(word)}</span>
          {share !== undefined && (
            <svg className="step-share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className="whole" width="100" height="4" /><rect className="part" width={(share * 100).toFixed(1)} height="4" />
            </svg>
          )}
        </li>
      ))}
    </ol>
  );
}
