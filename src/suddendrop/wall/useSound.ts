import { useEffect, useRef, useState } from 'react';

import { recall, remember } from './session';
import { playAlarm } from './sound';

const AGAIN = 20_000;
const MUTE = 15 * 60_000;

interface Sound {
  on: boolean;
  /** Silent for a while, and back by itself. */
  muted: boolean;
  toggle: () => void;
  toggleMute: () => void;
}

/** Sounds while `alarming`, once a person has switched sound on: browsers ask for that click, and so do neighbours. */
export function useSound(alarming: boolean): Sound {
  const [on, setOn] = useState(() => recall('sound') === 'on');
  const [muted, setMuted] = useState(false);
  const context = useRef<AudioContext | undefined>(undefined);

  useEffect(() => {
    if (!on || muted || !alarming) {
      return;
    }
    const play = () => {
      context.current ??= new AudioContext();
      // After a reload it stays suspended until the first click anywhere on the page.
      void context.current.resume();
      playAlarm(context.current);
    };
    play();
    const timer = setInterval(play, AGAIN);
    return () => clearInterval(timer);
  }, [on, muted, alarming]);

  useEffect(() => {
    if (!muted) {
      return;
    }
    const timer = setTimeout(() => setMuted(false), MUTE);
    return () => clearTimeout(timer);
  }, [muted]);

  useEffect(
    () => () => {
      void context.current?.close();
      context.current = undefined;
    },
    []
  );

  return {
    on,
    muted,
    toggle: () => {
      remember('sound', on ? 'off' : 'on');
      setOn(!on);
      setMuted(false);
      if (!on) {
        // Within the click, as browsers want it; and the person hears that it works.
        context.current ??= new AudioContext();
        playAlarm(context.current);
      }
    },
    toggleMute: () => setMuted(!muted),
  };
}
