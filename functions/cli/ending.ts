export type Ending = { readonly exit: 0 | 1 | 2 | 3; readonly stdout: string; readonly stderr?: string };
