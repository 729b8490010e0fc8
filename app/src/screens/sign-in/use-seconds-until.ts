import { useEffect, useState } from 'preact/hooks';

const LONGEST = 300;

/** Whole seconds until a server time; never more than five minutes, whatever this phone's clock says. */
export function useSecondsUntil(instant: string): number {
  const [until, setUntil] = useState(() => deadline(instant));
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => setUntil(deadline(instant)), [instant]);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

function deadline(instant: string): number {
  const left = Math.min(LONGEST, Math.max(0, (Date.parse(instant) - Date.now()) / 1000));
  return performance.now() + left * 1000;
}
