/** Loaded once and remembered. A failure is not remembered: the next call tries again. */
export function askedOnce<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    if (answer !== null) return answer;
    const asked = ask();
    answer = asked;
    asked.catch(() => {
      answer = null;
    });
    return asked;
  };
}
