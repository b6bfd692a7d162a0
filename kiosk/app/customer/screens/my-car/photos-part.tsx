import type { ConditionPhotos } from '../../../../../controller/api/contract/index.ts';
import { QrCode } from '../../../look/qr-code.tsx';
import { useWords } from '../../../words/words.tsx';
import { Icon } from '../icons.tsx';

const SPOTS = ['front', 'left', 'rear', 'right', 'inside', 'dashboard'] as const satisfies readonly ConditionPhotos['taken'][number][];

/** Six photos, taken with the person's own phone: which of them the tower has is seen as they come. */
export function PhotosPart({ photos }: { readonly photos: ConditionPhotos }) {
  const { say } = useWords();
  const isAll = SPOTS.every((spot) => photos.taken.includes(spot));
  return (
    <div className="hand-off photos-here">
      {!isAll && <QrCode text={photos.link} label={say('photosHere.qr')} />}
      <div className="hand-off-words">
        {!isAll && <p>{say('photosHere.line')}</p>}
        <p className="hint" role="status">{say('photosHere.count', { taken: photos.taken.length })}</p>
        <ul className="spots" aria-label={say('photosHere.title')}>
          {SPOTS.map((spot) => {
            const isThere = photos.taken.includes(spot);
            return (
              <li key={spot} data-spot={spot} className={isThere ? 'clear' : 'unknown'}>
                <span className="rung" aria-hidden="true">{isThere && <Icon name="check" />}</span>
                <span>{say(`photos.${spot}`)}</span><span className="unseen">{say(isThere ? 'photosHere.there' : 'photosHere.missing')}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
