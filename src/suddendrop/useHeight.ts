import { useLayoutEffect, useRef, useState } from 'react';

/** How high an element with this content and width is, known before anybody sees it; 0 where it is not drawn. */
export function useHeight(content: unknown, width: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => setHeight(ref.current?.offsetHeight ?? 0), [content, width]);
  return [ref, height] as const;
}
