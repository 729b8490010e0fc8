import type { FunctionComponent, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Skeleton } from './skeleton';
import { Trouble } from './trouble';

/** A screen that is loaded when it is first opened. */
export function lazy<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  let loaded: FunctionComponent<Props> | null = null;
  return function Later(props: Props): VNode {
    const [screen, setScreen] = useState<{ here: FunctionComponent<Props> | null }>({ here: loaded });
    const [failed, setFailed] = useState(false);
    const fetchIt = (): void => {
      setFailed(false);
      load().then((here) => setScreen({ here: (loaded = here) }), () => setFailed(true));
    };
    useEffect(() => {
      if (!loaded) fetchIt();
    }, []);
    if (failed) return <Trouble why="unreachable" again={fetchIt} />;
    return screen.here ? <screen.here {...props} /> : <Skeleton />;
  };
}
