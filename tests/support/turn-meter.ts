/** How long one turn of this thread keeps it, in time of the processor: what others do on the machine does not count. */
import { setTimeout as pause } from 'node:timers/promises';

export type TurnMeter = {
  /** The longest turn since the last call, in milliseconds: of the one that goes on, what comes after the call. */
  longest(): number;
  stop(): Promise<void>;
};

export function turnMeter(): TurnMeter {
  let [longest, ended] = [0, false];
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let before = spent();
  const turned = (): void => {
    const now = spent();
    longest = Math.max(longest, now - before);
    before = now;
  };
  const measuring = (async () => {
    while (!ended) {
      await pause(1);
      turned();
    }
  })();
  return {
    longest: () => {
      turned();
      const found = longest;
      longest = 0;
      return found;
    },
    stop: async () => {
      ended = true;
      await measuring;
    },
  };
}
