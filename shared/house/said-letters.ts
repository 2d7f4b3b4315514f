/** Dead letters that are told of: an alarm listens for the line. */
import type { DeadLetters } from '#shared/store/dead-letters.ts';
import { say } from '#shared/telling/say.ts';

/** The reason stays where only those who may read it look: it can quote a record. */
export function saidLetters(letters: DeadLetters): DeadLetters {
  return {
    ...letters,
    put: async (failure) => {
      await letters.put(failure);
      say('deadLetter', { topic: failure.topic });
    },
  };
}
