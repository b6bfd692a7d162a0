import { useState } from 'react';
import type { Me } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { answered } from '../../tower-client/answer.ts';
import { EXPORT_PATH } from '../../tower-client/me-calls.ts';
import { useWords } from '../../words/words.tsx';
import type { Words } from '../../words/words.tsx';
import { AskTwice, OfflineNote, ofTower } from '../drive/page-parts.tsx';
import { usePhoneRim } from '../drive/phone-rim.tsx';
import { useDeed, useReading } from '../drive/use-tower-asks.ts';
import type { MemberPageProps } from '../pages/mounted-page.ts';
import { Facts, Step } from '../screens/step.tsx';

function standingRows({ standing }: Me, { say, sayDate, sayTime }: Words): (readonly [string, string])[] {
  if (standing === undefined) return [[say('me.tier'), say('me.standingNone')]];
  const { tier, creditScore, licenceUntilUtcMs, attestedUtcMs } = standing;
  return [
    [say('me.tier'), say(`me.tier.${tier}`)],
    [say('me.score'), creditScore === null ? say('me.scoreUnknown') : String(creditScore)],
    [say('me.licence'), licenceUntilUtcMs === null ? say('me.licenceNone') : sayDate(licenceUntilUtcMs)],
    [say('me.attested'), sayTime(attestedUtcMs)],
  ];
}

function Kept({ me }: { readonly me: Me }) {
  const words = useWords();
  const { say } = words;
  return (
    <Facts rows={[
      [say('me.name'), me.name],
      [say('me.number'), me.memberId],
      ...standingRows(me, words),
      [say('me.faces'), say('me.facesCount', { count: me.faces })],
      [say('me.photos'), say('me.photosCount', { count: me.photos })],
    ]} />
  );
}

/** Everything as one file. A plain link would not carry the session. */
function ExportButton({ client }: Pick<MemberPageProps, 'client'>) {
  const { say } = useWords();
  const { download } = usePhoneRim();
  const [state, setState] = useState<'ready' | 'busy' | 'done' | 'failed'>('ready');
  const fetchFile = async (): Promise<void> => {
    setState('busy');
    // A request first: it opens the session anew where it has run out.
    const opened = await client.me();
    const came = opened.ok && await download(EXPORT_PATH, { authorization: `Bearer ${client.sessionToken() ?? ''}` }, 'carillon-my-data.json');
    setState(came ? 'done' : 'failed');
  };
  return (
    <>
      <ActionButton kind="main" id="export" isDisabled={state === 'busy'} onPress={() => void fetchFile()}>{say(state === 'busy' ? 'me.exporting' : 'me.export')}</ActionButton>
      <p className="told" role="status">{state === 'done' && say('me.exported')}{state === 'failed' && say('me.exportFailed')}</p>
    </>
  );
}

/** P16. What is kept; take it away, delete the face now, erase everything. */
export function MyDataPage(props: MemberPageProps) {
  const { client, clock, onSignOut } = props;
  const { say } = useWords();
  const { photos } = usePhoneRim();
  const me = useReading(clock, () => client.me());
  const eraseFaces = useDeed(props, async (_: 'faces') => {
    const bookings = await client.bookings();
    if (!bookings.ok) return bookings;
    for (const { bookingId } of bookings.value.filter(({ hasFace }) => hasFace)) {
      const erased = await client.eraseFace(bookingId);
      if (!erased.ok) return erased;
    }
    me.again();
    return answered(undefined);
  });
  const erase = useDeed(props, async (_: 'everything') => {
    const erased = await client.eraseMe();
    if (erased.ok) photos.clear();
    return erased;
  });
  if (erase.isDone) {
    return <Step title={say('me.erased')} line={say('me.erasedLine')}><ActionButton kind="main" id="erased" onPress={onSignOut}>{say('me.erasedGo')}</ActionButton></Step>;
  }
  const refusal = erase.refusal ?? eraseFaces.refusal ?? me.refusal;
  return (
    <Step title={say('me.title')} line={say('me.line')} refusal={ofTower(refusal)}>
      <OfflineNote refusal={refusal} />
      {me.value !== undefined && <Kept me={me.value} />}
      <div className="stack">
        <ExportButton client={client} />
        <p className="told" role="status">{eraseFaces.isDone && say('me.eraseFaceDone')}</p>
        {me.value !== undefined && me.value.faces > 0 && (
          <ActionButton id="erase-face" isDisabled={eraseFaces.isBusy} onPress={() => { eraseFaces.ask('faces'); }}>{say(eraseFaces.isBusy ? 'phone.sending' : 'me.eraseFace')}</ActionButton>
        )}
        <AskTwice id="erase" isBusy={erase.isBusy} onYes={() => { erase.ask('everything'); }} words={{ open: 'me.erase', ask: 'me.eraseAsk', line: 'me.eraseLine', yes: 'me.eraseYes', no: 'me.eraseNo' }} />
      </div>
    </Step>
  );
}
