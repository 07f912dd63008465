import { useEffect, useRef } from 'react';

import { useFollow } from './useFollow';

/** The name of the policy follows what it watches for, until a person types another one. */
export function useFollowTitle(title: string): void {
  const follow = useFollow();
  const before = useRef(title);
  useEffect(() => {
    follow('title', before.current, title);
    before.current = title;
  });
}
