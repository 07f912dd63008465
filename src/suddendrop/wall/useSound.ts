import { useCallback, useEffect, useRef, useState } from 'react';

import { device } from './memory';
import { playAlarm } from './sound';

const AGAIN = 20_000;
const MUTE = 15 * 60_000;

interface Sound {
  on: boolean;
  /** On, and the browser lets nothing be heard: after a reload, most want a click anywhere on the page first. */
  blocked: boolean;
  /** Silent for a while, and back by itself. */
  muted: boolean;
  toggle: () => void;
  toggleMute: () => void;
}

/** Sounds while `alarming`, once a person has switched sound on: browsers ask for that click, and so do neighbours. */
export function useSound(alarming: boolean): Sound {
  const [on, setOn] = useState(() => device.recall('sound') === 'on');
  const [muted, setMuted] = useState(false);
  const { heard, context } = useAudio(on);
  const blocked = on && !heard;

  useEffect(() => {
    if (!on || muted || !alarming || blocked) {
      return;
    }
    const play = () => playAlarm(context());
    play();
    const timer = setInterval(play, AGAIN);
    return () => clearInterval(timer);
  }, [on, muted, alarming, blocked, context]);

  useEffect(() => {
    if (!muted) {
      return;
    }
    const timer = setTimeout(() => setMuted(false), MUTE);
    return () => clearTimeout(timer);
  }, [muted]);

  return {
    on,
    blocked,
    muted,
    toggle: () => {
      if (blocked) {
        // The click itself is what the browser has waited for.
        return;
      }
      device.remember('sound', on ? 'off' : 'on');
      setOn(!on);
      setMuted(false);
      if (!on && !alarming) {
        // The person hears that it works, also where there is nothing to hear yet.
        playAlarm(context());
      }
    },
    toggleMute: () => setMuted(!muted),
  };
}

/** The way to the loudspeakers, and whether the browser has opened it; a click or a key opens it where it is wanted. */
function useAudio(wanted: boolean) {
  const opened = useRef<AudioContext | undefined>(undefined);
  const [heard, setHeard] = useState(false);

  const context = useCallback(() => {
    if (!opened.current) {
      const made = new AudioContext();
      const look = () => setHeard(made.state === 'running');
      made.addEventListener('statechange', look);
      look();
      opened.current = made;
    }
    return opened.current;
  }, []);

  useEffect(() => {
    if (!wanted || heard) {
      return;
    }
    // It stays unanswered until a gesture comes; a wall that is left before then has nothing to hear.
    const open = () => void context().resume().catch(noSound);
    open();
    const gestures = ['click', 'keydown'] as const;
    gestures.forEach((gesture) => window.addEventListener(gesture, open));
    return () => gestures.forEach((gesture) => window.removeEventListener(gesture, open));
  }, [wanted, heard, context]);

  useEffect(
    () => () => {
      void opened.current?.close();
      opened.current = undefined;
    },
    []
  );

  return { heard, context };
}

function noSound(): void {}
