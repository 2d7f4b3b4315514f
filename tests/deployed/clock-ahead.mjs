/** Preloaded into commands of the suite: their clock is as far ahead as that of the functions. */
const ahead = Number(process.env.SUITE_AHEAD_MS ?? 0);
const TrueDate = Date;
globalThis.Date = class extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() + ahead);
    else super(...given);
  }
  static now() {
    return TrueDate.now() + ahead;
  }
};
