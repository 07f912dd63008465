import { useEffect, useState } from 'react';

interface Rotation {
  page: number;
  paused: boolean;
  togglePause: () => void;
  turn: (pages: number) => void;
}

/** Turns `count` pages, one every `seconds`, unless a person has paused it. */
export function useRotation(count: number, seconds: number): Rotation {
  const [turned, setTurned] = useState(0);
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused || count < 2) {
      return;
    }
    const timer = setInterval(() => setTurned((page) => page + 1), seconds * 1000);
    return () => clearInterval(timer);
  }, [count, seconds, paused, turned]);
  return {
    page: count === 0 ? 0 : ((turned % count) + count) % count,
    paused,
    togglePause: () => setPaused(!paused),
    turn: (pages) => setTurned(turned + pages),
  };
}
