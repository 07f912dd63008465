/** Falls, twice: a drop sounds like one. */
const NOTES = [
  { hertz: 880, at: 0 },
  { hertz: 587, at: 0.22 },
  { hertz: 880, at: 0.6 },
  { hertz: 587, at: 0.82 },
];
const LENGTH = 0.18;
const LOUDNESS = 0.25;

/** Plays the alarm once. */
export function playAlarm(context: AudioContext): void {
  for (const { hertz, at } of NOTES) {
    const start = context.currentTime + at;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz;
    // Without a ramp, loudspeakers click.
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    gain.gain.linearRampToValueAtTime(0, start + LENGTH);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + LENGTH);
  }
}
