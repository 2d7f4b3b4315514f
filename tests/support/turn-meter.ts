/** How long one turn of this thread keeps it, in time of the processor: what others do on the machine does not count. */
import { setTimeout as pause } from 'node:timers/promises';

export type TurnMeter = {
  /** The longest turn since the last call, in milliseconds. */
  longest(): number;
  stop(): Promise<void>;
};

export function turnMeter(): TurnMeter {
  let [longest, ended] = [0, false];
  const spent = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const measuring = (async () => {
    for (let before = spent(); !ended; ) {
      await pause(1);
      const now = spent();
      longest = Math.max(longest, now - before);
      before = now;
    }
  })();
  return {
    longest: () => {
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
