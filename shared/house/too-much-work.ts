/** Why heavy work was given up: told to the person who sent it, and to nobody else a matter. */

/** `deadline`: it took too long, or too much memory. `quota`: the account has as much going on as it may. */
export class TooMuchWork extends Error {
  override readonly name = 'TooMuchWork';
  readonly why: 'deadline' | 'quota';

  constructor(why: TooMuchWork['why']) {
    super(why);
    this.why = why;
  }
}
