import { useEffect, useRef } from 'react';

/** The camera's picture. A face is shown as in a mirror, with an oval to stand in; a pass as the camera sees it, with a square. */
export function Mirror({ stream, kind, label }: { readonly stream: MediaStream | undefined; readonly kind: 'face' | 'pass'; readonly label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element !== null) element.srcObject = stream ?? null;
    return () => {
      if (element !== null) element.srcObject = null;
    };
  }, [stream]);
  return (
    <div className={`mirror ${kind}`}>
      {kind === 'face' && <div className="to-camera" aria-hidden="true"><svg viewBox="0 0 48 24"><path d="M4 20 24 4l20 16" /></svg></div>}
      <div className="mirror-glass">
        <video ref={video} autoPlay muted playsInline aria-label={label} />
        <svg className="mirror-guide" viewBox="0 0 100 100" aria-hidden="true">
          {kind === 'face' ? <ellipse cx="50" cy="50" rx="27" ry="38" /> : <path d="M25 37V25h12M63 25h12v12M75 63v12H63M37 75H25V63" />}
        </svg>
      </div>
    </div>
  );
}
