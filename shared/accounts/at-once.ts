/** Heavy work in order, few pieces at once: a burst of it can neither take every thread nor wait without end. */

/** So many are waiting that this one would be answered too late. */
export class TooManyWaiting extends Error {}

type Bounds = { readonly most: number; readonly waiting: number };

export function atOnce({ most, waiting }: Bounds): <T>(work: () => Promise<T>) => Promise<T> {
  let working = 0;
  const queue: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (working < most) {
      working += 1;
      return;
    }
    if (queue.length >= waiting) throw new TooManyWaiting('too much at once');
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  return async (work) => {
    await turn();
    try {
      return await work();
    } finally {
      // the place goes to the next one, and is free where nobody waits
      const next = queue.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}
