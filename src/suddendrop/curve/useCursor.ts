import { useState, type FocusEvent, type KeyboardEvent, type PointerEvent } from 'react';

/** The point of a curve that a person looks at, and where it stands in the window (pixels). */
interface Look {
  index: number;
  position: { x: number; y: number };
}

/** Follows the pointer and the arrow keys over a curve; `look` is undefined while nobody looks. */
interface Cursor {
  look: Look | undefined;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave: () => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** `xs`: where the points stand, in hundredths of the element's width. */
export function useCursor(xs: readonly number[]): Cursor {
  const [look, setLook] = useState<Look>();
  const last = xs.length - 1;
  const lookAt = (index: number, element: HTMLElement) => setLook({ index, position: positionAt(element, xs[index]) });
  const leave = () => setLook(undefined);
  return {
    // A refresh may bring a shorter curve.
    look: look && look.index <= last ? look : undefined,
    onPointerMove: ({ clientX, currentTarget }) => {
      const { left, width } = currentTarget.getBoundingClientRect();
      lookAt(nearest(xs, ((clientX - left) / width) * 100), currentTarget);
    },
    onPointerLeave: leave,
    onFocus: ({ currentTarget }) => lookAt(look?.index ?? last, currentTarget),
    onBlur: leave,
    onKeyDown: (event) => {
      const next = stepOf(event.key, look?.index ?? last, last);
      if (next !== undefined) {
        event.preventDefault();
        lookAt(next, event.currentTarget);
      }
    },
  };
}

function positionAt(element: HTMLElement, x = 0): Look['position'] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + (x / 100) * width, y: top + height / 2 };
}

function nearest(xs: readonly number[], x: number): number {
  return xs.reduce((best, at, index) => (Math.abs(at - x) < Math.abs((xs[best] ?? 0) - x) ? index : best), 0);
}

function stepOf(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(index - 1, 0);
    case 'ArrowRight':
      return Math.min(index + 1, last);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
