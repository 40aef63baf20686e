// Waiting for real processes: asks again until it is so, and says what was so last when it never is.
export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export async function until(sentence: string, holds: () => unknown, limitMs = 60_000, now: () => string = () => ""): Promise<void> {
  const begin = performance.now();
  while (!(await holds())) {
    if (performance.now() - begin > limitMs) throw new Error(`not within ${limitMs / 1_000} s: ${sentence} ${now()}`);
    await sleep(50);
  }
}
