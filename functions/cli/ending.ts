/** `bytes` stand in place of the text where the result is no text. */
export type Ending = {
  readonly exit: 0 | 1 | 2 | 3;
  readonly stdout: string;
  readonly bytes?: Uint8Array;
  readonly stderr?: string;
};
